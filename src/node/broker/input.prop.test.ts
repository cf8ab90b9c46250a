import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PacketReader, type ReadResult } from '../../mqtt/codec/packetReader.ts';
import { packetBytes } from '../../testing/doorDriver.ts';
import { Input, type Reader } from './input.ts';

const PING = Uint8Array.of(0xc0, 0);
const newReader = (): Reader => new PacketReader({ maximumPacketSize: 1_000_000 });

describe('what a client has sent', () => {
  test('comes out as it came, in pieces of any size, and is counted until it is taken (property)', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 8 });
    const cuts = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, cuts, (payloads, lengths) => {
        const total = { bytes: 0 };
        const input = new Input(newReader(), total);
        const bytes = packetBytes(payloads);
        let [pushed, taken] = [0, 0];
        const found: ReadResult[] = [];
        for (let from = 0, i = 0; from < bytes.length; i++) {
          const piece = bytes.subarray(from, from + (lengths[i % lengths.length] ?? 1));
          from += piece.length;
          pushed += piece.length;
          input.push(piece);
          for (let next = input.next(); next !== undefined; next = input.next()) {
            found.push(next);
            taken += next.kind === 'packet' ? next.bytes : 0;
            expect(input.held).toBe(pushed - taken);
          }
          expect(total.bytes).toBe(pushed - taken);
        }
        expect([input.held, found.length]).toEqual([0, payloads.length + 1]);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  test('is read a little at a time: what nobody asks for stays bytes', () => {
    let readLength = 0;
    const plain = newReader();
    const read = (bytes: Uint8Array): readonly ReadResult[] => {
      readLength += bytes.length;
      return plain.read(bytes);
    };
    const input = new Input({ read }, { bytes: 0 });
    input.push(Buffer.concat([packetBytes([]), ...Array.from({ length: 50_000 }, () => PING)]));
    expect([input.next()?.kind, readLength]).toEqual(['packet', 8192]);
  });

  test('that is no packet ends it; nothing is held then', () => {
    const total = { bytes: 0 };
    const input = new Input(newReader(), total);
    input.push(Buffer.concat([packetBytes([]), Uint8Array.of(0xff, 0xff), PING]));
    expect([input.next()?.kind, input.next()?.kind]).toEqual(['packet', 'fault']);
    expect([input.next(), total.bytes]).toEqual([undefined, 0]);
  });

  test('is forgotten when it is closed', () => {
    const total = { bytes: 0 };
    const input = new Input(newReader(), total);
    input.push(packetBytes([100]));
    input.next();
    input.close();
    expect([input.next(), total.bytes]).toEqual([undefined, 0]);
  });
});
