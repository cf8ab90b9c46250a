// What is wrong with a sweep that is asked for: which part, why, and the limit.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import { baseWith } from '../testing/sweeps.ts';
import { type AskedSweep, checkSweep } from './sweepRequest.ts';

const ASKED: AskedSweep = {
  base: baseWith({}),
  x: 'loss=0:0.5:0.1',
  y: undefined,
  measure: 'delivered',
  levels: [0, 1],
  replications: 5,
  untilMs: undefined,
};
const BOUNDS = { fieldOf: (name: string) => name, runsMax: 100, pointsMax: 20 };

function errorsOf(changes: Partial<AskedSweep>): readonly string[] {
  const checked = checkSweep({ ...ASKED, ...changes }, BOUNDS);
  return checked.ok ? [] : checked.errors.map(formatInputError);
}

test('what is right is a plan and its figure', () => {
  const checked = checkSweep(ASKED, BOUNDS);
  expect(checked.ok && checked.value.plan.x.texts).toEqual([
    '0',
    '0.1',
    '0.2',
    '0.3',
    '0.4',
    '0.5',
  ]);
  expect(checked.ok && checked.value.measure).toBe('delivered');
});

describe('is refused by name', () => {
  test.each<[Partial<AskedSweep>, string]>([
    [{ x: 'loss=0:0.5:0' }, 'x: got "0:0.5:0", expected a step above 0'],
    [{ y: 'loss=0.1' }, 'y: got "loss", expected another setting than x has'],
    [{ measure: 'joy' }, 'measure: got "joy", expected one of delivered, lost'],
    [{ measure: undefined }, 'measure: got nothing, expected one of delivered, lost'],
    [{ levels: [] }, 'levels: got none, expected at least one of 0, 1 and 2'],
    [{ replications: 9 }, 'replications: got 108 runs in all, expected at most 100'],
    [{ x: 'loss=0:0.5:0.01' }, 'x: got 102 points in all, expected at most 20'],
    [{ y: 'latency-ms=1,2' }, 'y: got 24 points in all, expected at most 20'],
    [
      { x: 'messages=1,unlimited' },
      'until-ms: got nothing, expected a number of milliseconds, because this scenario publishes',
    ],
  ])('%o', (changes, message) => {
    const [error = ''] = errorsOf(changes);
    expect(error).toContain(message);
  });
});

test('all that is wrong is told at once', () => {
  expect(errorsOf({ x: 'loss', measure: 'joy', levels: [] })).toHaveLength(3);
});

test('a scenario without end needs one, unless it is the number of messages that varies', () => {
  const base = findPreset('mixed')?.scenario ?? ASKED.base;
  const endless = base.clients.some(({ publishes }) =>
    publishes.some(({ count }) => count === undefined),
  );
  expect(endless).toBe(true);
  expect(errorsOf({ base })).toHaveLength(1);
  expect(errorsOf({ base, untilMs: 1000 })).toEqual([]);
  expect(errorsOf({ base, x: 'messages=5,10' })).toEqual([]);
});
