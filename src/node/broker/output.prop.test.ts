// Against a slow, obvious version: one long array of bytes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Output } from './output.ts';

const sizes = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: 300, max: 30_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30_000, max: 300_000 }) },
);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: sizes.map((size) => ({ kind: 'push', size }) as const) },
    { weight: 2, arbitrary: fc.constant({ kind: 'write' } as const) },
  ),
  { maxLength: 80 },
);

test('what is written is what was pushed, in order, in pieces of at most 64 KiB, and counted (property)', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const total = { bytes: 0 };
      const output = new Output(total);
      const pushed: number[] = [];
      const written: number[] = [];
      const write = (): boolean => {
        const piece = output.next();
        if (piece === undefined) return false;
        expect(piece.length).toBeLessThanOrEqual(65_536);
        expect(output.next()).toBeUndefined();
        written.push(...piece);
        output.noteWritten();
        return true;
      };
      for (const step of script) {
        if (step.kind === 'write') {
          write();
        } else {
          const bytes = Uint8Array.from({ length: step.size }, (_, i) => (pushed.length + i) % 251);
          for (const byte of bytes) pushed.push(byte);
          output.push(bytes);
        }
        expect(output.pending).toBe(pushed.length - written.length);
        expect(output.taken).toBe(written.length);
        expect(total.bytes).toBe(output.pending);
      }
      while (write());
      expect(Buffer.from(written).equals(Buffer.from(pushed))).toBe(true);
    }),
    { seed: 4, numRuns: 60 },
  );
});

test('many small packets are few pieces', () => {
  const output = new Output({ bytes: 0 });
  for (let i = 0; i < 10_000; i++) output.push(new Uint8Array(10));
  let pieces = 0;
  while (output.next() !== undefined) {
    output.noteWritten();
    pieces++;
  }
  expect(pieces).toBeLessThan(8);
});

test('what is cleared is not written; what is under way counts until it is', () => {
  const total = { bytes: 0 };
  const output = new Output(total);
  output.push(new Uint8Array(100));
  output.next();
  output.push(new Uint8Array(50_000));
  output.clear();
  expect([output.pending, total.bytes]).toEqual([100, 100]);
  output.noteWritten();
  expect([output.pending, total.bytes, output.next()]).toEqual([0, 0, undefined]);
});
