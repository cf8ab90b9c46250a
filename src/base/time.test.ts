import { expect, test } from 'vitest';
import { formatInputError } from './result.ts';
import { addTime, fromMs, fromSec, fromUs, laterOf, toMs, toSec, unboxed } from './time.ts';

test('times are whole microseconds, to the nearest, and convert back', () => {
  expect([fromMs(0.0004), fromMs(0.0005), fromMs(333.3), fromSec(1.5)]).toEqual([
    0, 1, 333_300, 1_500_000,
  ]);
  expect([toMs(fromMs(333.3)), toSec(fromSec(90))]).toEqual([333.3, 90]);
  expect([addTime(fromUs(3), fromUs(4)), laterOf(fromUs(3), fromUs(4))]).toEqual([7, 4]);
});

test('a time that is kept without a box is the same time, also beyond 32 bits', () => {
  const times = [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, 86_400_000_000, Infinity];
  expect(times.map(unboxed)).toEqual(times);
});

test('an input error is one line: field, value, what was expected', () => {
  const error = { field: 'loss', value: '"1.5"', expected: 'a number from 0 to 1' };
  expect(formatInputError(error)).toBe('loss: got "1.5", expected a number from 0 to 1');
});
