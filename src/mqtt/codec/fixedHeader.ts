// The fixed header (v5 §2.1, 3.1.1 §2.2): which packet types there are in which version, who may
// send them, and what their flags must be, in one table; and how long a packet is.

import { variableByteLength } from '../packets/encodedLength.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type { PacketType, ProtocolVersion } from '../packets/packet.ts';
import { readVariableByte, VARIABLE_BYTE } from './variableByte.ts';

export type Sender = 'client' | 'server';

/** Whose stream is read, and in which version. */
export interface Origin {
  readonly sender: Sender;
  readonly version: ProtocolVersion;
}

interface TypeRow {
  readonly type: PacketType;
  /** Undefined: they carry something, and are looked at one by one. */
  readonly flags: number | undefined;
  /** Undefined: the version has no such packet. */
  readonly sentBy: Readonly<Record<ProtocolVersion, Sender | 'both' | undefined>>;
}

const CLIENT = { 4: 'client', 5: 'client' } as const;
const SERVER = { 4: 'server', 5: 'server' } as const;
const BOTH = { 4: 'both', 5: 'both' } as const;

/** By the upper four bits of the first byte. Source: tables 2-1 and 2-2 in v5, 2.1 and 2.2 in 3.1.1. */
const TYPES: readonly (TypeRow | undefined)[] = [
  undefined,
  { type: 'CONNECT', flags: 0, sentBy: CLIENT },
  { type: 'CONNACK', flags: 0, sentBy: SERVER },
  { type: 'PUBLISH', flags: undefined, sentBy: BOTH },
  { type: 'PUBACK', flags: 0, sentBy: BOTH },
  { type: 'PUBREC', flags: 0, sentBy: BOTH },
  { type: 'PUBREL', flags: 2, sentBy: BOTH },
  { type: 'PUBCOMP', flags: 0, sentBy: BOTH },
  { type: 'SUBSCRIBE', flags: 2, sentBy: CLIENT },
  { type: 'SUBACK', flags: 0, sentBy: SERVER },
  { type: 'UNSUBSCRIBE', flags: 2, sentBy: CLIENT },
  { type: 'UNSUBACK', flags: 0, sentBy: SERVER },
  { type: 'PINGREQ', flags: 0, sentBy: CLIENT },
  { type: 'PINGRESP', flags: 0, sentBy: SERVER },
  { type: 'DISCONNECT', flags: 0, sentBy: { 4: 'client', 5: 'both' } },
  { type: 'AUTH', flags: 0, sentBy: { 4: undefined, 5: 'both' } },
];

/** @throws RangeError for a reserved type, in which `firstByteFault` has found a fault before */
export function typeOf(firstByte: number): PacketType {
  const row = TYPES[firstByte >> 4];
  if (row === undefined) throw new RangeError(`packet type ${firstByte >> 4} is reserved`);
  return row.type;
}

/** What is wrong with a first byte, before anything else of the packet is there. */
export function firstByteFault(
  firstByte: number,
  { sender, version }: Origin,
): PacketFault | undefined {
  const row = TYPES[firstByte >> 4];
  const sentBy = row?.sentBy[version];
  if (row === undefined || sentBy === undefined) {
    return malformed(`packet type ${firstByte >> 4} is reserved`);
  }
  const flags = firstByte & 0x0f;
  // v5 [MQTT-2.1.3-1], [MQTT-3.6.1-1], [MQTT-3.8.1-1], [MQTT-3.10.1-1], [MQTT-3.14.1-1],
  // [MQTT-3.15.1-1], 3.1.1 [MQTT-2.2.2-1], [MQTT-2.2.2-2], [MQTT-3.6.1-1], [MQTT-3.8.1-1],
  // [MQTT-3.10.1-1], [MQTT-3.14.1-1]
  if (row.flags !== undefined && flags !== row.flags) {
    return malformed(`the flags of ${row.type} are ${flags}, expected ${row.flags}`);
  }
  if (sentBy !== 'both' && sentBy !== sender) {
    return { reasonCode: REASON.protocolError, says: `${row.type} came from a ${sender}` };
  }
  return row.type === 'PUBLISH' ? publishFlagsFault(flags) : undefined;
}

function publishFlagsFault(flags: number): PacketFault | undefined {
  const qos = (flags >> 1) & 3;
  // v5 [MQTT-3.3.1-4], 3.1.1 [MQTT-3.3.1-4]
  if (qos === 3) return malformed('PUBLISH has QoS 3, expected 0 to 2');
  // v5 [MQTT-3.3.1-2], 3.1.1 [MQTT-3.3.1-2]
  if (qos === 0 && flags >= 8) return malformed('PUBLISH at QoS 0 has DUP 1');
  return undefined;
}

/**
 * @returns the length of the packet that begins at `at`, fixed header included; undefined while that
 * cannot be told yet; or what is wrong with its Remaining Length
 */
export function packetSize(
  bytes: Uint8Array,
  at: number,
  end: number,
): number | PacketFault | undefined {
  const remaining = readVariableByte(bytes, at + 1, end);
  if (remaining >= 0) return 1 + variableByteLength(remaining) + remaining;
  if (remaining === VARIABLE_BYTE.unfinished) return undefined;
  const isPadded = remaining === VARIABLE_BYTE.padded;
  return malformed(
    `the Remaining Length takes ${isPadded ? 'more bytes than it needs' : 'a fifth byte'}`,
  );
}

/** @returns where a packet's fields begin, its fixed header being whole and sound */
export function fieldsAt(bytes: Uint8Array, at: number): number {
  let next = at + 1;
  while ((bytes[next] ?? 0) >= 0x80) next++;
  return next + 1;
}

function malformed(says: string): PacketFault {
  return { reasonCode: REASON.malformedPacket, says };
}
