// What may differ between a recording and ours without being held against either: each tolerance
// by name, with the place in the specification that leaves it open. A test counts each use.
import type { PacketForm } from './packetForm.ts';

export const TOLERANCES = {
  'another fault code': {
    statement: 'v5 §4.13.1',
    says: 'which Reason Code of 0x80 and more a fault is given',
  },
  'a reason before the close': {
    statement: 'v5 §4.13.1, §3.1.4',
    says: 'ours says in a DISCONNECT or CONNACK why it closes, as 5.0 recommends; the broker closed without a word',
  },
  'no matching subscribers': {
    statement: 'v5 §3.4.2.1, §3.5.2.1',
    says: '0x10 may stand for 0x00 where nobody is subscribed',
  },
  'identifier not found': {
    statement: 'v5 §3.6.2.1, §3.7.2.1',
    says: 'PUBREL and PUBCOMP for an unknown identifier carry 0x92 in ours, 0x00 in the recording',
  },
  'retained before SUBACK': {
    statement: 'v5 §3.8.4, 3.1.1 §3.8.4',
    says: 'the broker may start to send what matches before SUBACK',
  },
  'a second of waiting': {
    statement: 'v5 [MQTT-3.3.2-6]',
    says: 'the Message Expiry Interval that is left is counted in whole seconds, rounded either way',
  },
  'another order of arrival': {
    statement: 'v5 §4.6, 3.1.1 §4.6',
    says: 'in which order the broker read packets of different connections is not recorded',
  },
} as const satisfies Record<string, { readonly statement: string; readonly says: string }>;

export type Tolerance = keyof typeof TOLERANCES;

/**
 * Whether two packets that differ only in Reason Code or Message Expiry Interval may do so.
 * @returns the tolerances needed, or undefined when the difference counts
 */
export function tolerate(recorded: PacketForm, ours: PacketForm): readonly Tolerance[] | undefined {
  const needed: Tolerance[] = [];
  if (recorded.expirySec !== ours.expirySec) {
    const apart = Math.abs((recorded.expirySec ?? Infinity) - (ours.expirySec ?? Infinity));
    // Not a number when neither expires, infinite when one alone does.
    if (!(apart <= 1)) return undefined;
    needed.push('a second of waiting');
  }
  if (recorded.reasonCode !== ours.reasonCode) {
    const tolerance = tolerateCode(recorded, ours);
    if (tolerance === undefined) return undefined;
    needed.push(tolerance);
  }
  return needed;
}

function tolerateCode(recorded: PacketForm, ours: PacketForm): Tolerance | undefined {
  const codes = [recorded.reasonCode, ours.reasonCode];
  switch (recorded.type) {
    case 'PUBACK':
    case 'PUBREC':
      return codes.includes(0) && codes.includes(0x10) ? 'no matching subscribers' : undefined;
    case 'PUBREL':
    case 'PUBCOMP':
      return codes.includes(0) && codes.includes(0x92) ? 'identifier not found' : undefined;
    case 'DISCONNECT':
    case 'CONNACK':
      // 0x8E is asked for by name: v5 [MQTT-3.1.4-3].
      return codes.every((code) => code !== undefined && code >= 0x80 && code !== 0x8e)
        ? 'another fault code'
        : undefined;
    default:
      return undefined;
  }
}
