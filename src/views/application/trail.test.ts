import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { Act } from '../../usecases/useCase.ts';
import { lately, stretchShown, trailOf } from './trail.ts';

const time = (sec: number): SimTime => (sec * 1e6) as SimTime;

function acts(...numbers: readonly number[]): readonly Act[] {
  return numbers.map((n, i) => ({
    source: '',
    n,
    key: '',
    facts: {},
    publishedAt: time(n),
    at: time(i),
  }));
}

function numbersOf(all: readonly Act[]): readonly number[] {
  return all.map(({ n }) => n);
}

describe('a trail', () => {
  test('is a line without jumps where everything comes in order', () => {
    const { line, jumps } = trailOf(acts(1, 2, 4, 4, 5));
    expect(numbersOf(line)).toEqual([1, 2, 4, 4, 5]);
    expect(jumps).toEqual([]);
  });

  test('jumps back to each that comes after a newer one, from what was shown before', () => {
    const { line, jumps } = trailOf(acts(1, 4, 2, 3, 5, 1));
    expect(numbersOf(line)).toEqual([1, 4, 5]);
    expect(jumps.map(({ from, to }) => [from.n, to.n])).toEqual([
      [4, 2],
      [2, 3],
      [5, 1],
    ]);
  });

  test('of nothing is empty', () => {
    expect(trailOf([])).toEqual({ line: [], jumps: [] });
  });
});

test('what came lately is told by time, not by how much of it there is', () => {
  expect(numbersOf(lately(acts(1, 2, 3, 4, 5), time(4), 2e6))).toEqual([3, 4, 5]);
  expect(lately(acts(1, 2), time(90), 2e6)).toEqual([]);
});

describe('the stretch that a chart shows', () => {
  test('ends now while readings come', () => {
    expect(stretchShown(time(20), time(19.5), 16e6)).toEqual({
      from: time(4),
      to: time(20),
      isNow: true,
    });
  });

  test('stays where the readings are when they have ended', () => {
    const shown = stretchShown(time(90), time(17), 16e6);
    expect(shown).toEqual({ from: time(2), to: time(18), isNow: false });
    expect(stretchShown(time(3600), time(17), 16e6)).toEqual(shown);
  });
});
