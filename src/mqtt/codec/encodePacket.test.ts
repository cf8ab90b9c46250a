import fc from 'fast-check';
import { generate, type Packet as LibraryPacket } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../testing/arbitraries.ts';
import { factsForLibrary, parsedByLibrary } from '../../testing/libraryFacts.ts';
import { ackOf, publishOf } from '../../testing/messages.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';

describe("mqtt-packet's parser", () => {
  test.each([4, 5] as const)(
    'reads our bytes as what they were, version %i (property)',
    (version) => {
      const property = fc.property(packetsOf(version), (packet) => {
        // The parser cannot read what v5 §3.15.2.1 allows.
        if (packet.type === 'AUTH' && packet.reasonCode === 0) return;
        const parsed = parsedByLibrary(encodePacket(packet, version), version);
        const { properties = {}, ...expected } = factsForLibrary(packet, version);
        expect(parsed).toMatchObject(expected);
        expect(parsed.properties ?? {}).toEqual(properties);
      });
      fc.assert(property, { seed: 9, numRuns: 3000 });
    },
  );
});

describe("mqtt-packet's writer", () => {
  test.each([4, 5] as const)(
    'makes the same bytes of a PUBLISH without properties and of an acknowledgement, version %i (property)',
    (version) => {
      const exchanges = packetsOf(version).filter(({ type }) => /^PUB/.test(type));
      const property = fc.property(exchanges, (packet) => {
        const { properties, payload, ...fields } = factsForLibrary(packet, version);
        if (properties !== undefined) return;
        const bytes = Buffer.from(String(payload ?? ''), 'hex');
        const library: unknown = { reasonCode: 0, payload: bytes, ...fields };
        const written = generate(library as LibraryPacket, { protocolVersion: version });
        expect(Buffer.compare(written, encodePacket(packet, version))).toBe(0);
      });
      fc.assert(property, { seed: 10, numRuns: 3000 });
    },
  );
});

const CONNECT = { type: 'CONNECT', clientId: '', cleanStart: false, keepAliveSec: 10 } as const;
const NAME = [0, 4, 0x4d, 0x51, 0x54, 0x54];

describe('the bytes of a packet', () => {
  // Written out from the specification's figures, so that not the codec alone vouches for the codec.
  test.each<[string, Packet, ProtocolVersion, readonly number[]]>([
    [
      '3.1.1 PUBLISH QoS 1',
      publishOf('hi', 1, 10, { dup: true }),
      4,
      [0x3a, 7, 0, 1, 0x74, 0, 10, 0x68, 0x69],
    ],
    ['5.0 PUBLISH QoS 0', publishOf('x', 0, 0), 5, [0x30, 5, 0, 1, 0x74, 0, 0x78]],
    [
      '5.0 PUBLISH with a Topic Alias for its Topic Name',
      publishOf('x', 0, 0, { topicAlias: 0x102, omitsTopic: true }),
      5,
      [0x30, 7, 0, 0, 3, 0x23, 1, 2, 0x78],
    ],
    [
      '5.0 PUBLISH with what is left of its expiry',
      publishOf('x', 0, 0, { expirySec: 0xff00_0001, subscriptionIds: [128, 1] }),
      5,
      [0x30, 15, 0, 1, 0x74, 10, 0x02, 0xff, 0, 0, 1, 0x0b, 0x80, 1, 0x0b, 1, 0x78],
    ],
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
    ['5.0 DISCONNECT', { type: 'DISCONNECT', reasonCode: 0 }, 5, [0xe0, 0]],
    ['5.0 DISCONNECT with a reason', { type: 'DISCONNECT', reasonCode: 4 }, 5, [0xe0, 2, 4, 0]],
    [
      '5.0 DISCONNECT with a Session Expiry Interval',
      { type: 'DISCONNECT', reasonCode: 0, sessionExpirySec: 1 },
      5,
      [0xe0, 7, 0, 5, 0x11, 0, 0, 0, 1],
    ],
    ['5.0 AUTH', { type: 'AUTH', reasonCode: 0 }, 5, [0xf0, 0]],
    [
      '5.0 AUTH with a reason',
      { type: 'AUTH', reasonCode: 0x18 },
      5,
      [0xf0, 5, 0x18, 3, 0x15, 0, 0],
    ],
    [
      '3.1.1 CONNECT with an empty Client Identifier and no Clean Session',
      { ...CONNECT, protocolVersion: 4, sessionExpirySec: 0 },
      4,
      [0x10, 12, ...NAME, 4, 0, 0, 10, 0, 0],
    ],
    [
      '5.0 CONNECT with a Password and no User Name',
      { ...CONNECT, protocolVersion: 5, sessionExpirySec: 0, password: Uint8Array.of(0xff) },
      5,
      [0x10, 16, ...NAME, 5, 0x40, 0, 10, 0, 0, 0, 0, 1, 0xff],
    ],
    [
      '3.1.1 UNSUBACK',
      { type: 'UNSUBACK', packetId: 7, reasonCodes: [0, 0x11] },
      4,
      [0xb0, 2, 0, 7],
    ],
  ])('are those of the specification: %s', (_, packet, version, bytes) => {
    expect([...encodePacket(packet, version)]).toEqual(bytes);
  });

  test('v5 [MQTT-3.3.2-18] have User Properties in their order, also of one name', () => {
    const userProperties = [
      ['b', '1'],
      ['__proto__', '2'],
      ['a', '3'],
      ['b', '4'],
    ] as const;
    const { message } = publishOf('x', 0, 0);
    const packet = publishOf('x', 0, 0, {
      message: { ...message, properties: { userProperties } },
    });
    const text = Buffer.from(encodePacket(packet, 5)).toString('latin1');
    expect(text.replace(/[^\w]+/g, ' ')).toContain('b 1 __proto__ 2 a 3 b 4');
    const will = { topic: 't', payload: 'x', qos: 0, retain: false, delaySec: 0 } as const;
    const connect = { ...CONNECT, protocolVersion: 5, sessionExpirySec: 0 } as const;
    const withWill = { ...connect, will: { ...will, properties: { userProperties } } };
    const ofWill = Buffer.from(encodePacket(withWill, 5)).toString('latin1');
    expect(ofWill.replace(/[^\w]+/g, ' ')).toContain('b 1 __proto__ 2 a 3 b 4');
  });

  const long = 'x'.repeat(65_536);
  test.each<[string, Packet, ProtocolVersion]>([
    ['a SUBSCRIBE without filters', { type: 'SUBSCRIBE', packetId: 1, subscriptions: [] }, 5],
    ['an UNSUBSCRIBE without filters', { type: 'UNSUBSCRIBE', packetId: 1, filters: [] }, 4],
    ['a SUBACK without Reason Codes', { type: 'SUBACK', packetId: 1, reasonCodes: [] }, 4],
    ['a 3.1.1 AUTH', { type: 'AUTH', reasonCode: 0 }, 4],
    [
      '3.1.1 [MQTT-3.1.2-22] a 3.1.1 CONNECT with a Password and no User Name',
      { ...CONNECT, protocolVersion: 4, sessionExpirySec: 0, password: new Uint8Array(1) },
      4,
    ],
    [
      'v5 [MQTT-4.7.3-3] a Topic Name of more than 65,535 bytes',
      publishOf('x', 0, 0, { message: { ...publishOf('x', 0, 0).message, topic: long } }),
      5,
    ],
    [
      'a Topic Filter of more than 65,535 bytes',
      { type: 'UNSUBSCRIBE', packetId: 1, filters: [long] },
      5,
    ],
    [
      'a User Name of more than 65,535 bytes',
      { ...CONNECT, protocolVersion: 5, sessionExpirySec: 0, username: long },
      5,
    ],
  ])('cannot be made of %s', (_, packet, version) => {
    expect(() => encodePacket(packet, version)).toThrow();
  });
});
