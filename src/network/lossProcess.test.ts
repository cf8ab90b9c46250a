// Loss by luck: each packet by itself, or everything for a while. The seeds are fixed, not chosen.
import { describe, expect, test } from 'vitest';
import { DRAW_RANGE, draw, mix, mixText } from '../base/random.ts';
import { fromMs, fromUs, type SimTime } from '../base/time.ts';
import { BurstLoss, EvenLoss } from './lossProcess.ts';

const keys = Array.from({ length: 4000 }, (_, i) => mixText(42, `${i}`));
const START = fromUs(0);

describe('even loss', () => {
  const lostAt = (p: number) => keys.filter((key) => new EvenLoss(p).isLost(key));

  test('is, for each key, one draw held against the probability', () => {
    for (const p of [0.001, 0.1, 0.5, 0.77]) {
      const expected = keys.filter((key) => draw(mix(key, 1)) < Math.round(p * DRAW_RANGE));
      expect(lostAt(p)).toEqual(expected);
    }
  });

  test('loses none at probability 0, all at 1, and its share in between', () => {
    expect(lostAt(0)).toEqual([]);
    expect(lostAt(1)).toEqual(keys);
    for (const p of [0.02, 0.2, 0.5, 0.9]) {
      const error = Math.sqrt((p * (1 - p)) / keys.length);
      expect(Math.abs(lostAt(p).length / keys.length - p)).toBeLessThan(3 * error);
    }
  });

  test('loses at a higher probability all that it loses at a lower one', () => {
    const many = new Set(lostAt(0.4));
    const few = lostAt(0.2);
    expect(few.every((key) => many.has(key))).toBe(true);
    expect(many.size).toBeGreaterThan(few.length);
  });
});

/** Whether what is sent is lost, `count` times, each `step` µs after the one before. */
function sample(loss: BurstLoss, step: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => Number(loss.isLost(0, fromUs(i * step))));
}

const meanOf = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** The standard error of a mean of things that are independent of each other. */
function errorOf(list: readonly number[]): number {
  const mean = meanOf(list);
  return Math.sqrt(meanOf(list.map((x) => (x - mean) ** 2)) / (list.length - 1));
}

/** How long each stretch of `value` is, without the first and the last, which may be cut. */
function stretches(samples: Uint8Array, value: number): number[] {
  const lengths: number[] = [];
  let start = -1;
  for (let i = 1; i < samples.length; i++) {
    if (samples[i] === samples[i - 1]) continue;
    if (samples[i] === value) start = i;
    else if (start > 0) lengths.push(i - start);
  }
  return lengths;
}

describe('burst loss', () => {
  test.each([
    [0.02, 200],
    [0.02, 2_000],
    [0.2, 50],
    [0.2, 1_000],
    [0.5, 500],
    [0.9, 300],
  ])(
    'at %f with bursts of %i ms loses in the long run its share of evenly spaced packets',
    (p, ms) => {
      // Blocks of a thousand bursts and more know next to nothing of each other.
      const [step, blocks, size] = [ms * 100, 40, 10_000];
      const lost = sample(new BurstLoss(p, fromMs(ms), 11, START), step, blocks * size);
      const shares = Array.from({ length: blocks }, (_, i) =>
        meanOf([...lost.subarray(i * size, (i + 1) * size)]),
      );
      expect(Math.abs(meanOf(shares) - p)).toBeLessThan(3 * errorOf(shares));
      expect(errorOf(shares)).toBeLessThan(0.1 * p);
    },
  );

  test.each([
    [0.02, 200],
    [0.2, 1_000],
    [0.5, 30],
    [0.9, 300],
  ])(
    'at %f has stretches that are exponentially long: bad ones of %i ms, good ones by the share',
    (p, ms) => {
      const means = { bad: ms * 1000, good: (ms * 1000 * (1 - p)) / p };
      const step = Math.min(means.bad, means.good) / 50;
      const count = Math.round((2_000 * (means.bad + means.good)) / step);
      const lost = sample(new BurstLoss(p, fromMs(ms), 12, START), step, count);
      for (const [value, mean] of [means.good, means.bad].entries()) {
        const lengths = stretches(lost, value).map((points) => points * step);
        // On a grid, stretches of the other kind that fall between two points are not seen: what
        // makes one of this kind end is then a change from point to point.
        const total = means.good + means.bad;
        const turn = 1 - Math.exp(-step * (1 / means.good + 1 / means.bad));
        const seen = step / ((turn * (total - mean)) / total);
        expect(seen / mean).toBeCloseTo(1, 1);
        expect(lengths.length).toBeGreaterThan(1_500);
        expect(Math.abs(meanOf(lengths) - seen)).toBeLessThan(3 * errorOf(lengths));
        for (const multiple of [0.5, 1, 2]) {
          const points = Math.ceil((multiple * seen) / step);
          const share = (1 - step / seen) ** points;
          const longer = meanOf(lengths.map((length) => Number(length > points * step)));
          const error = Math.sqrt((share * (1 - share)) / lengths.length);
          expect(Math.abs(longer - share)).toBeLessThan(3 * error);
        }
      }
    },
  );

  test.each([0, 1, 5_000_000, 86_400_000_000])(
    'is bad %i µs after its start with its probability: it is settled from the start',
    (after) => {
      for (const p of [0.02, 0.2, 0.5, 0.9]) {
        const since = fromUs(7_000_123);
        const at = (since + after) as SimTime;
        const bad = keys.filter((key) => new BurstLoss(p, fromMs(100), key, since).isLost(0, at));
        const error = Math.sqrt((p * (1 - p)) / keys.length);
        expect(Math.abs(bad.length / keys.length - p)).toBeLessThan(3 * error);
      }
    },
  );

  test('is never bad at probability 0, and always at 1', () => {
    expect(sample(new BurstLoss(0, fromMs(5), 1, START), 1_000, 5_000).indexOf(1)).toBe(-1);
    expect(sample(new BurstLoss(1, fromMs(5), 1, START), 1_000, 5_000).indexOf(0)).toBe(-1);
  });

  test('with bursts of nothing loses its share all the same', () => {
    const lost = sample(new BurstLoss(0.5, fromUs(0), 1, START), 100, 4_000);
    expect(Math.abs(meanOf([...lost]) - 0.5)).toBeLessThan((3 * 0.5) / Math.sqrt(4_000));
  });

  test('has a timeline of its own for each key, also for neighbouring ones', () => {
    const at = fromMs(777);
    const isBad = (key: number) => new BurstLoss(0.5, fromMs(100), key, START).isLost(0, at);
    for (const other of [1, 2, 256, 65_536, -2_147_483_648]) {
      const same = keys.filter((_, i) => isBad(i) === isBad(i + other)).length / keys.length;
      expect(Math.abs(same - 0.5)).toBeLessThan((3 * 0.5) / Math.sqrt(keys.length));
    }
  });

  test('knows nothing of itself long after, and is the same a moment later', () => {
    const sameAfter = (ms: number) =>
      keys.filter((key) => {
        const loss = new BurstLoss(0.5, fromMs(100), key, START);
        return loss.isLost(0, fromMs(500)) === loss.isLost(0, fromMs(500 + ms));
      }).length / keys.length;
    // The state is kept until a turn, every 50 ms, and then even.
    for (const ms of [1, 20, 50, 400, 100_000]) {
      const expected = 0.5 + 0.5 * Math.exp(-ms / 50);
      const error = Math.sqrt((expected * (1 - expected)) / keys.length) + 1e-9;
      expect(Math.abs(sameAfter(ms) - expected)).toBeLessThan(3 * error);
    }
  });
});
