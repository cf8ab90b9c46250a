// The logarithmic slider's stops, and where a thumb stands.
import { expect, test } from 'vitest';
import { createLogStops, findNearestStop, fractionOf } from './sliderScale.ts';

test.each([
  [0.01, 100, 0.01],
  [1, 100_000, 1],
  [10, 100_000, 10],
  [0.5, 2, 0.01],
  [3, 7, 1],
])('stops from %d to %d by %d rise strictly and hold both ends', (min, max, step) => {
  const stops = createLogStops(min, max, step);
  expect(stops[0]).toBe(min);
  expect(stops.at(-1)).toBe(max);
  expect(stops.every((stop, i) => i === 0 || stop > (stops[i - 1] ?? max))).toBe(true);
});

test('stops are round: at most two significant digits', () => {
  const interior = createLogStops(0.01, 100, 0.01).slice(1, -1);
  expect(interior.filter((stop) => Number(stop.toPrecision(2)) !== stop)).toEqual([]);
});

test('each stop is nearest to itself, so an arrow key never sticks', () => {
  const stops = createLogStops(1, 1000, 1);
  expect(stops.map((stop) => findNearestStop(stops, stop))).toEqual(stops.map((_, i) => i));
});

test('a value outside the stops stands at the nearer end', () => {
  const stops = createLogStops(1, 1000, 1);
  expect(findNearestStop(stops, 5000)).toBe(stops.length - 1);
  expect(findNearestStop(stops, 0)).toBe(0);
});

test('a fraction stays between 0 and 1', () => {
  expect([fractionOf(5, 0, 10), fractionOf(-5, 0, 10), fractionOf(99, 0, 10)]).toEqual([0.5, 0, 1]);
  expect(fractionOf(5, 5, 5)).toBe(0);
});
