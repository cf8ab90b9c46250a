// Which Reason Codes (return codes in 3.1.1) a packet may carry, in one table (v5 §2.4 and each
// packet's section in §3; 3.1.1 tables 3.1 and 3.9.3). Who of both may send one is not looked at.

import { REASON } from '../packets/fault.ts';
import type { ProtocolVersion } from '../packets/packet.ts';
import type { FieldCursor } from './fieldCursor.ts';

const ofPublish = new Set([0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99]);
const ofRelease = new Set([0x00, 0x92]);

// v5 [MQTT-3.2.2-8], [MQTT-3.4.2-1], [MQTT-3.5.2-1], [MQTT-3.6.2-1], [MQTT-3.7.2-1], [MQTT-3.9.3-2],
// [MQTT-3.11.3-2], [MQTT-3.14.2-1], [MQTT-3.15.2-1]
const CODES = {
  CONNACK: new Set([
    ...[0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8c],
    ...[0x90, 0x95, 0x97, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9f],
  ]),
  PUBACK: ofPublish,
  PUBREC: ofPublish,
  PUBREL: ofRelease,
  PUBCOMP: ofRelease,
  SUBACK: new Set([...[0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2]]),
  UNSUBACK: new Set([0x00, 0x11, 0x80, 0x83, 0x87, 0x8f, 0x91]),
  DISCONNECT: new Set([
    ...[0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x90],
    ...[0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f],
    ...[0xa0, 0xa1, 0xa2],
  ]),
  AUTH: new Set([0x00, 0x18, 0x19]),
} as const;

// 3.1.1 §3.2.2.3, [MQTT-3.9.3-2]
const CODES_OF_3_1_1 = {
  CONNACK: new Set([0, 1, 2, 3, 4, 5]),
  SUBACK: new Set([0x00, 0x01, 0x02, 0x80]),
} as const;

type ReasonedType = keyof typeof CODES;

function codesOf(type: ReasonedType, version: ProtocolVersion): ReadonlySet<number> {
  if (version === 4 && (type === 'CONNACK' || type === 'SUBACK')) return CODES_OF_3_1_1[type];
  return CODES[type];
}

export function readReasonCode(
  cursor: FieldCursor,
  type: ReasonedType,
  version: ProtocolVersion,
): number {
  const code = cursor.byte('the Reason Code');
  if (!codesOf(type, version).has(code)) {
    const hex = code.toString(16).padStart(2, '0');
    cursor.refuse(REASON.protocolError, `${type} may not have Reason Code 0x${hex}`);
  }
  return code;
}

/** As many as are left; at least one. */
export function readReasonCodes(
  cursor: FieldCursor,
  type: 'SUBACK' | 'UNSUBACK',
  version: ProtocolVersion,
): readonly number[] {
  const codes: number[] = [];
  do codes.push(readReasonCode(cursor, type, version));
  while (cursor.left > 0);
  return codes;
}
