// How sure a figure is. That intervals cover the truth as often as they say is sim/sweep's test.
import { describe, expect, test } from 'vitest';
import { estimate } from './interval.ts';

describe('an interval', () => {
  test('of a single run of a figure that is no share is not known', () => {
    expect(estimate([3], undefined)).toEqual({ mean: 3, low: null, high: null });
  });

  test('of a share that is the same in all runs goes by how many there were', () => {
    const { low, high } = estimate([1, 1, 1], 300);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1 - 3.84 / 300, 3);
  });

  test('is that of Student’s t', () => {
    const { mean, low, high } = estimate([1, 2, 3, 4, 5], undefined);
    expect(mean).toBe(3);
    expect([low, high].map((end) => end?.toFixed(3))).toEqual(['1.037', '4.963']);
  });
});
