import { expect, test } from 'vitest';
import { axisStep, formatAxis } from './timeAxis.ts';

test('axis numbers keep apart, at round steps, with as many decimals as these need', () => {
  expect(axisStep(147)).toBe(1_000_000);
  expect(axisStep(400)).toBe(500_000);
  expect(axisStep(8800)).toBe(10_000);
  expect(formatAxis(5_000_000, 1_000_000)).toBe('5.0 s');
  expect(formatAxis(-500_000, 500_000)).toBe('−0.5 s');
  expect(formatAxis(820_000, 10_000)).toBe('0.82 s');
});
