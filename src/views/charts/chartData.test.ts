import { describe, expect, test } from 'vitest';
import { type ChartLine, type ChartPoint, domainOf, stopsBetween, valueAt } from './chartData.ts';

const line = (points: readonly ChartPoint[], steps: boolean): ChartLine => ({
  label: 'a',
  tone: 'ink',
  style: 'circle',
  points,
  steps,
});

const POINTS = [
  { x: 1, y: 10 },
  { x: 3, y: 20 },
  { x: 4, y: 5 },
];

describe('the value at an x', () => {
  test('of steps is the last one by then, and none before the first', () => {
    const at = (x: number) => valueAt(line(POINTS, true), x);
    expect([0.9, 1, 2.9, 3, 99].map(at)).toEqual([undefined, 10, 10, 20, 5]);
  });

  test('of any other line is that of the nearest point', () => {
    const at = (x: number) => valueAt(line(POINTS, false), x);
    expect([0, 1.9, 2.1, 3.9, 99].map(at)).toEqual([10, 10, 20, 5, 5]);
    expect(valueAt(line([], false), 1)).toBeUndefined();
  });
});

test('an axis goes from 0 to a round number above all values', () => {
  const upTo = (most: number) => domainOf([line([{ x: 0, y: most }], true)], 0.001);
  expect([0.07, 3, 7.2, 41, 99, 100, 101].map((most) => upTo(most)[1])).toEqual([
    0.08, 3, 8, 50, 100, 100, 150,
  ]);
  expect(domainOf([])).toEqual([0, 1]);
});

test('a cursor’s stops have both ends', () => {
  expect(stopsBetween(1, 3, 4)).toEqual([1, 1.5, 2, 2.5, 3]);
  expect(stopsBetween(2, 2, 4)).toEqual([2]);
});
