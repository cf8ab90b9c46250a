// The logarithm without a logarithm, held against Math.log, and spans drawn with it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DRAW_RANGE, draw, mix } from '../base/random.ts';
import { exponential, minusLn } from './exponential.ts';

/** Relative to the value, or absolute where that is small. */
const errorAt = (u: number) => Math.abs(minusLn(u) + Math.log(u)) / Math.max(1, -Math.log(u));

describe('−ln u', () => {
  test('is that of Math.log to 1e-15 for every kind of u (property)', () => {
    const us = fc.oneof(
      fc.double({ min: 1e-12, max: 1, noNaN: true }),
      fc.double({ min: 0.69, max: 0.71, noNaN: true }),
      fc.integer({ min: 0, max: DRAW_RANGE - 1 }).map((drawn) => (drawn + 0.5) / DRAW_RANGE),
    );
    const property = fc.property(us, (u) => {
      expect(errorAt(u)).toBeLessThan(1e-15);
    });
    fc.assert(property, { seed: 1, numRuns: 5_000 });
  });

  test('is exact at 1 and at a half, and has all its digits too where it is nearly 0', () => {
    expect(minusLn(1)).toBe(0);
    expect(minusLn(0.5)).toBe(Math.LN2);
    for (const tiny of [2 ** -10, 2 ** -20, 2 ** -33]) {
      expect(minusLn(1 - tiny) / -Math.log1p(-tiny)).toBeCloseTo(1, 14);
    }
  });

  test('falls as u rises, also where one halving more begins', () => {
    for (const edge of [0.7, 0.35, 0.175, 0.5, 0.25]) {
      const values = [-3, -2, -1, 0, 1, 2, 3].map((i) => minusLn(edge * (1 + i * 1e-14)));
      expect(values).toEqual([...values].sort((a, b) => b - a));
    }
  });

  test('has these bits on every machine', () => {
    expect([0.2, 0.3, 0.7, 0.9, 1e-5].map(minusLn)).toEqual([
      1.6094379124341003, 1.203972804325936, 0.35667494393873245, 0.10536051565782627,
      11.512925464970229,
    ]);
  });
});

describe('an exponential span', () => {
  test('is above 0 and at most 22.9 means, whatever is drawn', () => {
    expect(exponential(DRAW_RANGE - 1, 1)).toBeGreaterThan(0);
    expect(exponential(0, 1)).toBeCloseTo(33 * Math.LN2, 12);
    expect(exponential(0, 1)).toBeLessThan(22.9);
  });

  test('has the mean and the tail of its distribution', () => {
    const count = 100_000;
    const spans = Array.from({ length: count }, (_, i) => exponential(draw(mix(3, i)), 500));
    const mean = spans.reduce((sum, span) => sum + span, 0) / count;
    expect(Math.abs(mean - 500)).toBeLessThan((3 * 500) / Math.sqrt(count));
    for (const means of [0.01, 0.1, 0.5, 1, 2, 4, 7]) {
      const p = Math.exp(-means);
      const share = spans.filter((span) => span > means * 500).length / count;
      expect(Math.abs(share - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / count));
    }
  });
});
