// Every field that is a UTF-8 Encoded String, and what none of them may hold.
import { describe, expect, test } from 'vitest';
import { publishOf, subscribeOf } from '../../testing/messages.ts';
import {
  createReader,
  ID,
  KEEP_ALIVE,
  MALFORMED,
  NONE,
  type Origin,
  packet,
  properties,
} from '../../testing/rawPackets.ts';
import type { ProtocolVersion } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';

/** A packet with these bytes for the field that is looked at, their length before them. */
type With = (field: readonly number[]) => readonly number[];

const connect4 = (flags: number, ...rest: readonly (readonly number[] | string)[]) =>
  packet(0x10, 'MQTT', 4, flags, KEEP_ALIVE, ...rest);
const connect5 = (flags: number, ...rest: readonly (readonly number[] | string)[]) =>
  packet(0x10, 'MQTT', 5, flags, KEEP_ALIVE, NONE, ...rest);

const FIELDS: readonly (readonly [says: string, Origin, ProtocolVersion, With])[] = [
  [
    '3.1.1 [MQTT-3.1.3-4] the Client Identifier is UTF-8 in 3.1.1',
    'new client',
    4,
    (field) => connect4(2, field),
  ],
  [
    'v5 [MQTT-3.1.3-4] the Client Identifier is UTF-8',
    'new client',
    5,
    (field) => connect5(2, field),
  ],
  [
    '3.1.1 [MQTT-3.1.3-10] the Will Topic is UTF-8 in 3.1.1',
    'new client',
    4,
    (field) => connect4(6, 'c', field, 'x'),
  ],
  [
    'v5 [MQTT-3.1.3-11] the Will Topic is UTF-8',
    'new client',
    5,
    (f) => connect5(6, 'c', NONE, f, 'x'),
  ],
  [
    '3.1.1 [MQTT-3.1.3-11] the User Name is UTF-8 in 3.1.1',
    'new client',
    4,
    (field) => connect4(0x82, 'c', field),
  ],
  [
    'v5 [MQTT-3.1.3-12] the User Name is UTF-8',
    'new client',
    5,
    (field) => connect5(0x82, 'c', field),
  ],
  [
    '3.1.1 [MQTT-3.3.2-1] the Topic Name is UTF-8 in 3.1.1',
    'client',
    4,
    (field) => packet(0x30, field),
  ],
  ['v5 [MQTT-3.3.2-1] the Topic Name is UTF-8', 'client', 5, (field) => packet(0x30, field, NONE)],
  [
    'v5 [MQTT-3.3.2-13] the Response Topic is UTF-8',
    'client',
    5,
    (f) => packet(0x30, 't', properties(8, f)),
  ],
  [
    'v5 [MQTT-3.3.2-19] the Content Type is UTF-8',
    'client',
    5,
    (f) => packet(0x30, 't', properties(3, f)),
  ],
  [
    '3.1.1 [MQTT-3.8.3-1] the Topic Filter of SUBSCRIBE is UTF-8 in 3.1.1',
    'client',
    4,
    (field) => packet(0x82, ID, field, 0),
  ],
  [
    'v5 [MQTT-3.8.3-1] the Topic Filter of SUBSCRIBE is UTF-8',
    'client',
    5,
    (field) => packet(0x82, ID, NONE, field, 0),
  ],
  [
    '3.1.1 [MQTT-3.10.3-1] the Topic Filter of UNSUBSCRIBE is UTF-8 in 3.1.1',
    'client',
    4,
    (field) => packet(0xa2, ID, field),
  ],
  [
    'v5 [MQTT-3.10.3-1] the Topic Filter of UNSUBSCRIBE is UTF-8',
    'client',
    5,
    (field) => packet(0xa2, ID, NONE, field),
  ],
];

describe.each(FIELDS)('%s', (_, from, version, packetWith) => {
  const reasonFor = (...bytes: readonly number[]) => {
    const field = [bytes.length >> 8, bytes.length & 0xff, ...bytes];
    const [result] = createReader(from, version).read(Uint8Array.from(packetWith(field)));
    return result?.kind === 'fault' ? result.fault.reasonCode : undefined;
  };

  test('or the packet is malformed', () => {
    expect(reasonFor(0x61, 0xc3, 0xa4, 0xf0, 0x9f, 0x99, 0x82)).toBeUndefined();
    expect(reasonFor(0x61, 0xc3)).toBe(MALFORMED);
    expect(reasonFor(0xed, 0xa0, 0x80)).toBe(MALFORMED);
  });

  test('v5 [MQTT-1.5.4-2] [MQTT-4.7.3-2], 3.1.1 [MQTT-1.5.3-2] [MQTT-4.7.3-2] and has no U+0000', () => {
    expect(reasonFor(0x61, 0)).toBe(MALFORMED);
  });
});

describe.each([4, 5] as const)('in version %i', (version) => {
  test('v5 [MQTT-4.7.3-3], 3.1.1 [MQTT-4.7.3-3] a Topic Name and a Topic Filter have at most 65,535 bytes', () => {
    const longest = `${'ä'.repeat(32_767)}a`;
    const named = (topic: string) =>
      publishOf('m', 0, 0, { message: { ...publishOf('m', 0, 0).message, topic } });
    expect(encodePacket(named(longest), version).length).toBeGreaterThan(65_534);
    expect(() => encodePacket(named(`${longest}a`), version)).toThrow();
    expect(encodePacket(subscribeOf(longest), version).length).toBeGreaterThan(65_534);
    expect(() => encodePacket(subscribeOf(`${longest}a`), version)).toThrow();
  });
});
