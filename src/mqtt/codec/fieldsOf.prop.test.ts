import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../testing/arbitraries.ts';
import { ackOf, publishOf } from '../../testing/messages.ts';
import { encodePacket } from './encodePacket.ts';
import { fieldsOf } from './fieldsOf.ts';
import type { PacketField } from './packetField.ts';
import { PROPERTY_VALUES } from './properties.ts';
import { PROPERTY_NAMES } from './propertyNames.ts';

function expectCovered(fields: readonly PacketField[], bytes: Uint8Array): void {
  let at = 0;
  for (const { from, to } of fields) {
    if (from !== at || to <= from) expect([from, to]).toEqual([at, 'more']);
    at = to;
  }
  expect(at).toBe(bytes.length);
}

const namesOf = (fields: readonly PacketField[]) => fields.map(({ name }) => name);
const shortly = (fields: readonly PacketField[]) =>
  fields.map(({ from, to, name, value }) => `${from}-${to - 1} ${name}: ${value}`);

describe.each([4, 5] as const)("a packet's fields, version %i", (version) => {
  test('cover each of its bytes once, in order, and leave none unread (property)', () => {
    const seen = new Set<string>();
    const property = fc.property(packetsOf(version), (packet) => {
      seen.add(packet.type);
      const bytes = encodePacket(packet, version);
      const fields = fieldsOf(bytes, version);
      expectCovered(fields, bytes);
      if (namesOf(fields).includes('unread bytes')) expect(packet).toBe('read to its end');
      if (fields.some(({ says }) => says === '')) expect(fields).toBe('all explained');
    });
    fc.assert(property, { seed: 31, numRuns: 3000 });
    expect(seen.size).toBe(version === 5 ? 15 : 14);
  });

  test('say what the packet says: topic, identifier, payload, DUP and QoS (property)', () => {
    const publishes = packetsOf(version).filter(({ type }) => type === 'PUBLISH');
    const property = fc.property(publishes, (packet) => {
      if (packet.type !== 'PUBLISH') return;
      const fields = fieldsOf(encodePacket(packet, version), version);
      const shown = (name: string) => fields.find((field) => field.name === name)?.value;
      const { topic, payload } = packet.message;
      const isOmitted = version === 5 && packet.omitsTopic === true;
      expect(shown('Topic Name')).toBe(isOmitted ? undefined : `“${topic}”`);
      expect(shown('Packet Identifier')).toBe(
        packet.qos === 0 ? undefined : String(packet.packetId),
      );
      if (typeof payload === 'string' && payload.length > 0 && payload.length <= 200) {
        expect(shown('Payload')).toBe(`“${payload}”`);
      }
      const [first] = fields;
      const { dup, qos, retain } = packet;
      expect(first?.bits?.map(({ value }) => Number(value))).toEqual([
        3,
        Number(dup),
        qos,
        Number(retain),
      ]);
    });
    fc.assert(property, { seed: 32, numRuns: 1000 });
  });

  test('cover bytes that are no sound packet too (property)', () => {
    const first = fc.constantFrom(0x10, 0x20, 0x32, 0x40, 0x82, 0x90, 0xa2, 0xb0, 0xc0, 0xe0);
    const property = fc.property(first, fc.uint8Array({ maxLength: 60 }), (byte, rest) => {
      const bytes = Uint8Array.of(byte, ...rest);
      expectCovered(fieldsOf(bytes, version), bytes);
    });
    fc.assert(property, { seed: 33, numRuns: 2000 });
  });
});

describe('the fields by name', () => {
  test('of a 5.0 PUBLISH: header, topic, identifier, properties, payload', () => {
    const packet = publishOf('hi', 1, 10, { dup: true, expirySec: 300 });
    expect(shortly(fieldsOf(encodePacket(packet, 5), 5))).toEqual([
      '0-0 Packet type and flags: PUBLISH, DUP 1, QoS 1, RETAIN 0',
      '1-1 Remaining Length: 13',
      '2-3 Topic Name length: 1',
      '4-4 Topic Name: “t”',
      '5-6 Packet Identifier: 10',
      '7-7 Property Length: 5',
      '8-12 Message Expiry Interval: 300',
      '13-14 Payload: “hi”',
    ]);
  });

  test('of acknowledgements: a Reason Code only where it is sent', () => {
    expect(namesOf(fieldsOf(encodePacket(ackOf('PUBACK', 7), 5), 5))).toEqual([
      'Packet type and flags',
      'Remaining Length',
      'Packet Identifier',
    ]);
    const refused = encodePacket(ackOf('PUBCOMP', 7, { reasonCode: 0x92 }), 5);
    expect(shortly(fieldsOf(refused, 5)).slice(2)).toEqual([
      '2-3 Packet Identifier: 7',
      '4-4 Reason Code: 0x92, Packet Identifier not found',
      '5-5 Property Length: 0',
    ]);
  });

  test('of a CONNECT with a will', () => {
    const will = { topic: 'gone', payload: 'x', qos: 1, retain: true, delaySec: 5 } as const;
    const facts = { clientId: 'sub', cleanStart: true, keepAliveSec: 60, sessionExpirySec: 0 };
    const packet = { type: 'CONNECT', protocolVersion: 5, ...facts, will } as const;
    const fields = fieldsOf(encodePacket(packet, 5), 5);
    expect(shortly(fields)).toEqual([
      '0-0 Packet type and flags: CONNECT',
      '1-1 Remaining Length: 31',
      '2-3 Protocol Name length: 4',
      '4-7 Protocol Name: “MQTT”',
      '8-8 Protocol Version: 5, MQTT 5.0',
      '9-9 Connect Flags: 0x2e',
      '10-11 Keep Alive: 60 s',
      '12-12 Property Length: 0',
      '13-14 Client Identifier length: 3',
      '15-17 Client Identifier: “sub”',
      '18-18 Will Property Length: 5',
      '19-23 Will Delay Interval: 5',
      '24-25 Will Topic length: 4',
      '26-29 Will Topic: “gone”',
      '30-31 Will Payload length: 1',
      '32-32 Will Payload: “x”',
    ]);
    expect(new Set(fields.map(({ part }) => part))).toEqual(
      new Set(['fixed header', 'variable header', 'payload']),
    );
  });

  test('of every property that there is', () => {
    expect(Object.keys(PROPERTY_NAMES).map(Number)).toEqual([...PROPERTY_VALUES.keys()]);
  });
});
