import { describe, expect, test } from 'vitest';
import { frameOf } from './frame.ts';
import { ticksOf } from './ticks.ts';

function ticksUpTo(most: number, whole: boolean): readonly number[] {
  const axis = { label: 'pairs', domain: [0, most], format: String, whole } as const;
  const { y, height } = frameOf(300, 208, { ...axis, whole: false }, axis);
  return ticksOf(y, axis, height / 28);
}

describe('the ticks of an axis that counts', () => {
  test('are whole numbers, however few there are', () => {
    expect(ticksUpTo(1, true)).toEqual([0, 1]);
    expect(ticksUpTo(2, true)).toEqual([0, 1, 2]);
    expect(ticksUpTo(3, true)).toEqual([0, 1, 2, 3]);
  });

  test('are as they would be where all of them are whole', () => {
    for (const most of [5, 10, 40, 2500])
      expect(ticksUpTo(most, true)).toEqual(ticksUpTo(most, false));
  });
});

test('an axis that measures has fractions', () => {
  expect(ticksUpTo(1, false)).toContain(0.2);
});
