import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../testing/arbitraries.ts';
import { publishOf } from '../../testing/messages.ts';
import { encodePacket } from '../codec/encodePacket.ts';
import { encodedLength, utf8Length } from './encodedLength.ts';
import type { Message } from './packet.ts';

describe('the encoded length', () => {
  test.each([4, 5] as const)(
    "equals the length of the codec's bytes for packets of every type, version %i (property)",
    (version) => {
      const seen = new Set<string>();
      const property = fc.property(packetsOf(version), (packet) => {
        seen.add(packet.type);
        expect(encodedLength(packet, version)).toBe(encodePacket(packet, version).length);
      });
      fc.assert(property, { seed: 3, numRuns: 4000 });
      expect(seen.size).toBe(version === 5 ? 15 : 14);
    },
  );

  test('v5 [MQTT-1.5.5-1] counts the Remaining Length in as few bytes as hold it, at every edge', () => {
    const edges = [127, 128, 16_383, 16_384, 2_097_151, 2_097_152];
    const expected = [128 + 1, 129 + 2, 16_384 + 2, 16_385 + 3, 2_097_152 + 3, 2_097_153 + 4];
    const lengths = edges.map((remaining) => {
      // 3.1.1 at QoS 0: two bytes of topic length, the topic, the payload.
      const payload = 'x'.repeat(remaining - 3);
      const message: Message = { ...publishOf('m', 0, 0).message, payload, bytes: remaining - 2 };
      return encodedLength(publishOf('m', 0, 0, { message }), 4);
    });
    expect(lengths).toEqual(expected);
  });
});

describe('the UTF-8 length', () => {
  test('equals that of the bytes, for any text with or without lone surrogates (property)', () => {
    const encoder = new TextEncoder();
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc
        .array(fc.constantFrom(0xd83d, 0xde42, 0x41, 0xdbff, 0xdfff))
        .map((units) => String.fromCharCode(...units)),
    );
    const property = fc.property(texts, (text) => {
      expect(utf8Length(text)).toBe(encoder.encode(text).length);
    });
    fc.assert(property, { seed: 5, numRuns: 2000 });
  });
});
