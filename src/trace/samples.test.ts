import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LATEST, Samples } from './samples.ts';

function spreadOf(values: readonly number[]) {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples.spread();
}

/** The smallest value that at least `percent` % of the values do not exceed. */
function slowPercentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((x) => values.filter((v) => v <= x).length * 100 >= percent * values.length);
}

describe('a spread', () => {
  test('of no sample is null but for its n', () => {
    const nothing = { n: 0, p50: null, p95: null, p99: null, max: null, mean: null };
    expect(spreadOf([])).toEqual(nothing);
  });

  test('has p50 from one sample, p95 from 20, p99 from 100', () => {
    const count = (n: number) => spreadOf(Array.from({ length: n }, (_, i) => (i + 1) * 1000));
    expect(count(1)).toEqual({ n: 1, p50: 1, p95: null, p99: null, max: 1, mean: 1 });
    expect(count(19)).toMatchObject({ p50: 10, p95: null, p99: null });
    expect(count(20)).toMatchObject({ p50: 10, p95: 19, p99: null });
    expect(count(99)).toMatchObject({ p95: 95, p99: null });
    expect(count(100)).toMatchObject({ p50: 50, p95: 95, p99: 99, max: 100, mean: 50.5 });
  });

  /** Far apart: no two of them are in one bucket. */
  const fewValues = fc.integer({ min: 0, max: 700 }).map((i) => Math.floor(1.05 ** i));

  test('has nearest-rank percentiles, in ms, whatever the order of the samples (property)', () => {
    const values = fc.array(fewValues, { minLength: 1, maxLength: 250 });
    const property = fc.property(values, (us) => {
      const { n, p50, p95, p99, max } = spreadOf(us);
      const slow = (percent: number) => (slowPercentile(us, percent) ?? NaN) / 1000;
      expect([n, p50, max]).toEqual([us.length, slow(50), slow(100)]);
      expect(p95).toBe(us.length >= 20 ? slow(95) : null);
      expect(p99).toBe(us.length >= 100 ? slow(99) : null);
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });

  test('is off by less than 1 % where values stand close together (property)', () => {
    const values = fc.array(fc.nat({ max: 500_000_000_000 }), { minLength: 100, maxLength: 400 });
    const close = fc.array(fc.nat({ max: 9000 }), { minLength: 100, maxLength: 900, size: 'max' });
    const property = fc.property(fc.oneof(values, close), (us) => {
      const { p50, p95, p99, max, mean } = spreadOf(us);
      for (const [percent, found] of [
        [50, p50],
        [95, p95],
        [99, p99],
      ] as const) {
        const exact = (slowPercentile(us, percent) ?? NaN) / 1000;
        expect(Math.abs((found ?? NaN) - exact)).toBeLessThanOrEqual(exact / 100);
      }
      const largest = Math.max(...us) / 1000;
      expect(Math.abs((max ?? NaN) - largest)).toBeLessThanOrEqual(largest / 100);
      expect(mean).toBe(Math.round(us.reduce((a, b) => a + b) / us.length) / 1000);
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });

  test('does not change what is added later', () => {
    const samples = new Samples();
    for (const value of [3000, 1000]) samples.add(value);
    expect(samples.spread().p50).toBe(1);
    samples.add(2000);
    expect(samples.spread()).toMatchObject({ n: 3, p50: 2, max: 3 });
  });
});

describe('a set of which the oldest are dropped', () => {
  test('is the set of those that are left (property)', () => {
    const us = fc.array(fc.nat({ max: 9000 }), { minLength: 1, maxLength: 600, size: 'max' });
    const property = fc.property(us, fc.nat({ max: 600 }), (values, drop) => {
      const samples = new Samples();
      const dropped = Math.min(drop, values.length);
      values.forEach((value, i) => {
        samples.add(value);
        if (i < dropped && i % 2 === 1) samples.dropOldest(values[(i - 1) / 2] as number);
      });
      for (const value of values.slice(Math.floor(dropped / 2), dropped)) samples.dropOldest(value);
      const left = values.slice(dropped);
      expect(samples.spread()).toEqual(spreadOf(left));
      expect(samples.latest(50)).toEqual(left.slice(-50));
    });
    fc.assert(property, { seed: 5, numRuns: 60 });
  });

  test('knows no more of them than the last, one by one', () => {
    const samples = new Samples();
    for (let i = 1; i <= 200; i++) samples.add(i);
    expect(samples.latest(3)).toEqual([198, 199, 200]);
    expect(samples.latest(200)).toHaveLength(LATEST);
  });
});

test('samples are counted between edges, an edge belonging above (property)', () => {
  // No two of them in one bucket.
  const us = fc.array(fc.constantFrom(0, 63, 64, 900, 980, 990, 1400, 1500, 3900, 4000, 5000));
  const property = fc.property(us, (values) => {
    const samples = new Samples();
    for (const value of values) samples.add(value);
    const edges = [990, 1500, 4000];
    const within = (from: number, to: number) =>
      values.filter((value) => value >= from && value < to).length;
    const [a, b, c] = edges as [number, number, number];
    const counts = [within(0, a), within(a, b), within(b, c), within(c, Infinity)];
    expect(samples.countBetween(edges)).toEqual(counts);
  });
  fc.assert(property, { seed: 6, numRuns: 50 });
});
