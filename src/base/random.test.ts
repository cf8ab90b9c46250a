// The keyed hash as a source of luck: even, independent where it must be, exact at its edges. The
// seeds are fixed, not chosen: each bound is one that a fair hash misses less than once in 10,000.
import { describe, expect, test } from 'vitest';
import { DRAW_RANGE, draw, drawUpTo, mix, mixText, toThreshold } from './random.ts';

const N = 20_000;

/** Chi-square of counts that should be even. */
function chiSquare(counts: readonly number[]): number {
  const total = counts.reduce((a, b) => a + b, 0);
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The value that chi-square with `k` degrees of freedom exceeds about once in 10,000 times. */
function chiSquareLimit(k: number): number {
  const z = 3.72;
  return k * (1 - 2 / (9 * k) + z * Math.sqrt(2 / (9 * k))) ** 3;
}

function countInto(buckets: number, draws: Iterable<number>): number[] {
  const counts = Array.from({ length: buckets }, () => 0);
  for (const drawn of draws) {
    const bucket = drawUpTo(drawn, buckets - 1);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

const messageKeys = Array.from({ length: N }, (_, nth) =>
  mix(mixText(mixText(mix(0, 1), 'pub'), 'p'), nth + 1),
);

describe('a draw', () => {
  test.each([1, 2, 3])('is even over consecutive message numbers, purpose %i', (purpose) => {
    const counts = countInto(
      64,
      messageKeys.map((key) => draw(mix(key, purpose))),
    );
    expect(chiSquare(counts)).toBeLessThan(chiSquareLimit(63));
  });

  test('is even over consecutive seeds', () => {
    const keys = Array.from({ length: N }, (_, seed) => mix(mixText(mix(0, seed), 'pub'), 1));
    expect(chiSquare(countInto(64, keys.map(draw)))).toBeLessThan(chiSquareLimit(63));
  });

  test('for one purpose says nothing about that for another', () => {
    const pairs = messageKeys.map((key) => {
      const loss = drawUpTo(draw(mix(key, 1)), 7);
      return ((loss * 8 + drawUpTo(draw(mix(key, 2)), 7)) / 64) * DRAW_RANGE;
    });
    expect(chiSquare(countInto(64, pairs))).toBeLessThan(chiSquareLimit(63));
  });

  test('for one attempt says nothing about that for the next, nor one message about its neighbour', () => {
    const next = (keyOf: (key: number, i: number) => number) =>
      messageKeys.map((key, i) => {
        const first = drawUpTo(draw(mix(mix(key, 1), 1)), 7);
        return ((first * 8 + drawUpTo(draw(keyOf(key, i)), 7)) / 64) * DRAW_RANGE;
      });
    const attempts = next((key) => mix(mix(key, 2), 1));
    const neighbours = next((_, i) => mix(mix(messageKeys[(i + 1) % N] ?? 0, 1), 1));
    expect(chiSquare(countInto(64, attempts))).toBeLessThan(chiSquareLimit(63));
    expect(chiSquare(countInto(64, neighbours))).toBeLessThan(chiSquareLimit(63));
  });

  test('changes half of its bits when one bit of the key changes', () => {
    let flipped = 0;
    for (let bit = 0; bit < 32; bit++) {
      for (let i = 0; i < 500; i++) {
        let difference = draw(i * 2654435761) ^ draw((i * 2654435761) ^ (1 << bit));
        for (; difference !== 0; difference &= difference - 1) flipped++;
      }
    }
    expect(flipped / (32 * 500)).toBeCloseTo(16, 0);
  });

  test('lies from 0 to 2^32 − 1', () => {
    for (const key of messageKeys) {
      const drawn = draw(key);
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < DRAW_RANGE).toBe(true);
    }
  });
});

describe('a key', () => {
  test('differs for texts that differ in order, length or place', () => {
    const texts = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc', ''],
      ['', 'abc'],
      ['ba', 'c'],
      ['ab', 'c\0'],
    ];
    const keys = texts.map(([a = '', b = '']) => mixText(mixText(0, a), b));
    expect(new Set(keys).size).toBe(texts.length);
  });

  test('does not collide more than chance has it, over 20,000 messages', () => {
    expect(new Set(messageKeys).size).toBeGreaterThan(N - 3);
  });
});

describe('a threshold', () => {
  test('of 0 lets every draw pass, of 1 none, and 0.5 is the middle', () => {
    expect([toThreshold(0), toThreshold(0.5), toThreshold(1)]).toEqual([
      0,
      DRAW_RANGE / 2,
      DRAW_RANGE,
    ]);
    for (const drawn of [0, 1, DRAW_RANGE - 1]) {
      expect(drawn < toThreshold(0)).toBe(false);
      expect(drawn < toThreshold(1)).toBe(true);
    }
  });

  test('of p loses the share p, within three standard errors', () => {
    for (const p of [0.001, 0.1, 0.3, 0.5, 0.9]) {
      const lost = messageKeys.filter((key) => draw(mix(key, 1)) < toThreshold(p)).length;
      expect(Math.abs(lost - N * p)).toBeLessThan(3 * Math.sqrt(N * p * (1 - p)));
    }
  });
});

test('a whole number up to a maximum reaches both ends, and 0 is all there is up to 0', () => {
  expect([drawUpTo(0, 5), drawUpTo(DRAW_RANGE - 1, 5), drawUpTo(DRAW_RANGE - 1, 0)]).toEqual([
    0, 5, 0,
  ]);
  expect(drawUpTo(DRAW_RANGE - 1, 60_000_000)).toBe(60_000_000);
});
