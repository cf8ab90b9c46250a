// How sure a figure is: against draws of which the truth is known. Intervals of simulated runs are held
// against their closed forms in sim/sweep.
import { describe, expect, test } from 'vitest';
import { draw, mix, toThreshold } from '../base/random.ts';
import {
  flatShareInterval,
  type Interval,
  neverSeenInterval,
  positiveInterval,
  shareInterval,
  varianceOfRatio,
} from './interval.ts';

const [RUNS, MESSAGES, SWEEPS] = [40, 100, 400];

/** How many of a run's messages are struck, with the probability given. */
function struckIn(sweep: number, run: number, probability: number): number {
  const key = mix(mix(0, sweep), run);
  let struck = 0;
  for (let message = 0; message < MESSAGES; message++) {
    if (draw(mix(key, message)) < toThreshold(probability)) struck++;
  }
  return struck;
}

function coverage(probability: number, intervalOf: (struck: readonly number[]) => Interval) {
  let covered = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const struck = Array.from({ length: RUNS }, (_, run) => struckIn(sweep, run, probability));
    const { low, high } = intervalOf(struck);
    expect(low).toBeGreaterThanOrEqual(0);
    if (low <= probability && probability <= high) covered++;
  }
  return covered / SWEEPS;
}

const wholes = Array.from({ length: RUNS }, () => MESSAGES);
const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);

test.each([0.0004, 0.001, 0.01, 0.3, 0.99, 0.999])(
  'a share of %d is in its interval as often as that says, and no interval leaves 0 to 1',
  (probability) => {
    const covered = coverage(probability, (struck) => {
      const share = sum(struck) / (RUNS * MESSAGES);
      const variance = varianceOfRatio(struck, wholes);
      const found =
        variance > 0
          ? shareInterval(share, variance, RUNS)
          : flatShareInterval(share, RUNS * MESSAGES);
      expect(found.high).toBeLessThanOrEqual(1);
      return found;
    });
    expect(covered).toBeGreaterThan(0.92);
  },
);

test.each([0.0002, 0.0004, 0.001, 0.01])('so is a count of %d for each message', (probability) => {
  const covered = coverage(probability, (struck) => {
    const count = sum(struck);
    if (count === 0) return neverSeenInterval(RUNS * MESSAGES);
    const variance = varianceOfRatio(struck, wholes);
    return positiveInterval(count / (RUNS * MESSAGES), variance, RUNS);
  });
  expect(covered).toBeGreaterThan(0.92);
});

describe('an interval', () => {
  test('of a share that is the same in all runs goes by how many trials there were', () => {
    const { low, high } = flatShareInterval(1, 300);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1 - 3.84 / 300, 3);
  });

  test('of a figure far from nothing is that of Student’s t', () => {
    const ones = [1, 1, 1, 1, 1];
    const variance = varianceOfRatio([1001, 1002, 1003, 1004, 1005], ones);
    const { low, high } = positiveInterval(1003, variance, 5);
    expect([low, high].map((end) => end.toFixed(1))).toEqual(['1001.0', '1005.0']);
  });

  test('of a ratio is by what the runs leave of it', () => {
    expect(varianceOfRatio([2, 4, 6], [1, 2, 3])).toBe(0);
    expect(varianceOfRatio([1, 3], [1, 1])).toBeCloseTo(1);
  });
});
