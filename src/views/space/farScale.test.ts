import { expect, test } from 'vitest';
import { niceAbove } from './farScale.ts';

test('a scale ends at 1, 2 or 5 of a power of ten, above all that there is', () => {
  expect([0, 1, 1.2, 3, 7, 11, 190, 201, 4999].map(niceAbove)).toEqual([
    1, 1, 2, 5, 10, 20, 200, 500, 5000,
  ]);
});
