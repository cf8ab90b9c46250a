import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgesBeyond, formatTick, shareOf, ticksOf, trimBins } from './bins.ts';

/** As Samples counts: below, between, and beyond the edges. */
function countIn(edges: readonly number[], values: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    const at = edges.findLastIndex((edge) => edge <= value) + 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('the bins of a histogram', () => {
  test('hold each latency once, those of 0 ms too (property)', () => {
    const values = fc.array(fc.double({ min: 0, max: 90_000, noNaN: true }), { minLength: 1 });
    const property = fc.property(values, values, (one, other) => {
      const edges = edgesBeyond(Math.max(...one, ...other));
      const bins = trimBins(edges, [countIn(edges, one), countIn(edges, other)]);
      expect(bins.counts.map((counts) => counts.length)).toEqual([
        bins.edges.length - 1,
        bins.edges.length - 1,
      ]);
      const sums = bins.counts.map((counts) => counts.reduce((sum, count) => sum + count, 0));
      expect(sums).toEqual([one.length, other.length]);
    });
    fc.assert(property, { seed: 11, numRuns: 200 });
  });

  test('grow with their latencies, and stand around a single one', () => {
    const edges = edgesBeyond(600);
    const bins = trimBins(edges, [countIn(edges, [600])]);
    expect(bins.edges[0]).toBeLessThan(500);
    expect(bins.edges.at(-1)).toBeGreaterThan(800);
    expect([...bins.edges].sort((a, b) => a - b)).toEqual(bins.edges);
  });
});

test('a latency stands between the edges of its bin', () => {
  const edges = [100, 125, 160, 200];
  expect([50, 100, 125, 180, 999].map((ms) => shareOf(ms, edges))).toEqual([
    0,
    0,
    1 / 3,
    2.5 / 3,
    1,
  ]);
});

test('ticks are few, and read well', () => {
  const edges = edgesBeyond(20_000);
  expect(ticksOf(edges).map(formatTick)).toEqual([
    '0.1 ms',
    '1 ms',
    '10 ms',
    '100 ms',
    '1 s',
    '10 s',
    '100 s',
  ]);
  expect(ticksOf([100, 125, 160, 200, 250])).toEqual([100, 200]);
});
