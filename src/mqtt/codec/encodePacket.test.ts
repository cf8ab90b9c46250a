import fc from 'fast-check';
import { parser } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../testing/arbitraries.ts';
import { ackOf, publishOf } from '../../testing/messages.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';

/** What the library's own parser makes of our bytes. */
function parseBytes(bytes: Uint8Array, version: ProtocolVersion): Record<string, unknown> {
  const found: unknown[] = [];
  const reader = parser({ protocolVersion: version });
  reader.on('packet', (packet) => found.push(packet));
  const left = reader.parse(Buffer.from(bytes));
  expect([found.length, left]).toEqual([1, 0]);
  return found[0] as Record<string, unknown>;
}

/** The facts of a packet that its bytes carry, in the parser's words. */
function facts(packet: Packet, version: ProtocolVersion): Record<string, unknown> {
  const v5 = version === 5;
  switch (packet.type) {
    case 'PUBLISH': {
      const { qos, dup, retain, message, packetId } = packet;
      const id = qos > 0 ? { messageId: packetId } : {};
      return { qos, dup, retain, topic: message.topic, payload: message.payload, ...id };
    }
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return { messageId: packet.packetId, ...(v5 ? { reasonCode: packet.reasonCode } : {}) };
    case 'CONNECT': {
      const { clientId, clean, keepAliveSec, sessionExpirySec: sessionExpiryInterval } = packet;
      const expiry =
        v5 && sessionExpiryInterval > 0 ? { properties: { sessionExpiryInterval } } : {};
      return { clientId, clean, keepalive: keepAliveSec, protocolVersion: version, ...expiry };
    }
    case 'CONNACK': {
      const { sessionPresent, reasonCode } = packet;
      return { sessionPresent, [v5 ? 'reasonCode' : 'returnCode']: reasonCode };
    }
    case 'SUBSCRIBE': {
      const subscriptions = packet.subscriptions.map(({ filter, qos }) => ({ topic: filter, qos }));
      return { messageId: packet.packetId, subscriptions };
    }
    case 'SUBACK':
      return { messageId: packet.packetId, granted: packet.reasonCodes };
    case 'DISCONNECT':
      return v5 ? { reasonCode: packet.reasonCode } : {};
    case 'PINGREQ':
    case 'PINGRESP':
      return {};
  }
}

describe('the bytes of a packet', () => {
  test.each([4, 5] as const)(
    'are read back as what they were, version %i (property)',
    (version) => {
      const property = fc.property(packetsOf(version), (packet) => {
        const { payload, ...parsed } = parseBytes(encodePacket(packet, version), version);
        const text = payload === undefined ? {} : { payload: String(payload) };
        const expected = { cmd: packet.type.toLowerCase(), ...facts(packet, version) };
        expect({ ...parsed, ...text }).toMatchObject(expected);
      });
      fc.assert(property, { seed: 9, numRuns: 2000 });
    },
  );

  // Written out from the specification's figures, so that not the codec alone vouches for the codec.
  test.each<[string, Packet, ProtocolVersion, readonly number[]]>([
    [
      '3.1.1 PUBLISH QoS 1',
      publishOf('hi', 1, 10, { dup: true }),
      4,
      [0x3a, 7, 0, 1, 0x74, 0, 10, 0x68, 0x69],
    ],
    ['5.0 PUBLISH QoS 0', publishOf('x', 0, 0), 5, [0x30, 5, 0, 1, 0x74, 0, 0x78]],
    ['5.0 PUBACK', ackOf('PUBACK', 0x1234), 5, [0x40, 2, 0x12, 0x34]],
    ['3.1.1 PUBREC', ackOf('PUBREC', 1), 4, [0x50, 2, 0, 1]],
    ['5.0 PUBREL', ackOf('PUBREL', 2), 5, [0x62, 2, 0, 2]],
    [
      '5.0 PUBCOMP not found',
      ackOf('PUBCOMP', 3, { reasonCode: 0x92 }),
      5,
      [0x70, 4, 0, 3, 0x92, 0],
    ],
    ['3.1.1 PUBCOMP', ackOf('PUBCOMP', 3, { reasonCode: 0x92 }), 4, [0x70, 2, 0, 3]],
    ['PINGREQ', { type: 'PINGREQ' }, 5, [0xc0, 0]],
    ['3.1.1 DISCONNECT', { type: 'DISCONNECT', reasonCode: 0 }, 4, [0xe0, 0]],
  ])('are those of the specification: %s', (_, packet, version, bytes) => {
    expect([...encodePacket(packet, version)]).toEqual(bytes);
  });

  test('cannot be made of a SUBSCRIBE without filters', () => {
    const empty: Packet = { type: 'SUBSCRIBE', packetId: 1, subscriptions: [] };
    expect(() => encodePacket(empty, 5)).toThrow();
  });
});
