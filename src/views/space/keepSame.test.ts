import { expect, test } from 'vitest';
import { keepSame } from './keepSame.ts';

test('what is equal is what was there before, part by part', () => {
  const before = { a: [{ n: 1 }, { n: 2 }], b: 'x' };
  expect(keepSame(before, { a: [{ n: 1 }, { n: 2 }], b: 'x' })).toBe(before);
  const next = keepSame(before, { a: [{ n: 1 }, { n: 3 }], b: 'x' });
  expect(next).toEqual({ a: [{ n: 1 }, { n: 3 }], b: 'x' });
  expect(next.a[0]).toBe(before.a[0]);
});

test('another length, or a part more or less, is something else', () => {
  expect(keepSame([1, 2], [1])).toEqual([1]);
  expect(keepSame<object>({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
  expect(keepSame<object>({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
  expect(keepSame<unknown>(undefined, [1])).toEqual([1]);
  expect(keepSame<unknown>({ 0: 1 }, [1])).toEqual([1]);
});
