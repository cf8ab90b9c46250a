// A burst-loss timeline is one timeline, however it is looked at.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromUs, type SimTime } from '../base/time.ts';
import { BurstLoss } from './lossProcess.ts';

interface Settings {
  readonly p: number;
  /** µs. */
  readonly burst: number;
  readonly key: number;
  readonly since: number;
}

const settings: fc.Arbitrary<Settings> = fc.record({
  p: fc.constantFrom(0.001, 0.02, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9),
  burst: fc.constantFrom(1, 7, 1_000, 300_000),
  key: fc.integer(),
  since: fc.constantFrom(0, 12_345),
});

const lossOf = ({ p, burst, key, since }: Settings) =>
  new BurstLoss(p, fromUs(burst), key, fromUs(since));

/** Steps between queries, in bursts: dense ones, and such as leave windows out. */
const steps = fc.array(
  fc.oneof(
    fc.double({ min: 0, max: 0.3, noNaN: true }),
    fc.double({ min: 0, max: 20, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  ),
  { minLength: 1, maxLength: 60 },
);

function instantsOf({ burst, since }: Settings, list: readonly number[]): SimTime[] {
  let at = since;
  return list.map((step) => {
    at += Math.round(step * burst);
    return fromUs(at);
  });
}

describe('burst loss', () => {
  test('is the same at an instant, whatever was asked before and whatever the packet (property)', () => {
    const property = fc.property(settings, steps, (set, list) => {
      const loss = lossOf(set);
      for (const [i, at] of instantsOf(set, list).entries()) {
        expect(loss.isLost(i, at)).toBe(lossOf(set).isLost(-i, at));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 1_000 });
  });

  test('is the same for who walks through every window as for who leaps over them (property)', () => {
    let changes = 0;
    const grid = fc.record({
      stride: fc.integer({ min: 2, max: 3_000 }),
      p: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    });
    const property = fc.property(settings, grid, (some, { stride, p }) => {
      const set = { ...some, p, burst: 1_000 };
      const [walker, leaper] = [lossOf(set), lossOf(set)];
      let before: boolean | undefined;
      for (let i = 0; i < 6_000; i++) {
        const at = fromUs(set.since + i * 100);
        const isLost = walker.isLost(0, at);
        if (isLost !== before) changes++;
        before = isLost;
        if (i % stride === 0) expect(leaper.isLost(0, at)).toBe(isLost);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 60 });
    expect(changes).toBeGreaterThan(1_000);
  });

  test('goes on from a copy of its fields as it does itself (property)', () => {
    const property = fc.property(settings, steps, steps, (set, first, then) => {
      const loss = lossOf(set);
      const instants = instantsOf(set, [...first, ...then]);
      for (const at of instants.slice(0, first.length)) loss.isLost(0, at);
      const copy: BurstLoss = Object.assign(
        Object.create(BurstLoss.prototype),
        structuredClone({ ...loss }),
      );
      for (const at of instants.slice(first.length)) {
        expect(copy.isLost(0, at)).toBe(loss.isLost(0, at));
      }
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('answers at once after a year of silence, and at extreme settings', () => {
    const year = 365 * 86_400 * 1_000_000;
    for (const p of [0, 1e-9, 0.5, 0.999, 1 - 1e-9, 1]) {
      for (const burst of [0, 1, year]) {
        const loss = new BurstLoss(p, fromUs(burst), 5, fromUs(0));
        for (let i = 1; i <= 1_000; i++) loss.isLost(0, fromUs(i * Math.floor(year / 1_000)));
      }
    }
  }, 1_000);
});
