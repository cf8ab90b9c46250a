// A set of numbers that stays small: what it says is what a plain set says, until it forgets.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countIds, hasId, NO_IDS, withId } from './ids.ts';

const numbers = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });

test('it has what was put into it, once each, by whoever numbered it', () => {
  fc.assert(
    fc.property(numbers, numbers, (ofA, ofB) => {
      let ids = NO_IDS;
      for (const n of ofA) ids = withId(ids, 'a', n);
      for (const n of ofB) ids = withId(ids, 'b', n);
      expect(countIds(ids)).toBe(new Set(ofA).size + new Set(ofB).size);
      for (let n = 0; n <= 41; n++) {
        expect(hasId(ids, 'a', n)).toBe(ofA.includes(n));
        expect(hasId(ids, 'b', n)).toBe(ofB.includes(n));
      }
    }),
    { seed: 1 },
  );
});

test('neighbours are one span, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 }), (order) => {
      const ids = order.reduce((set, n) => withId(set, '', n), NO_IDS);
      expect([...ids.values()]).toEqual([[[1, 8]]]);
    }),
    { seed: 2 },
  );
});

test('a number that is there leaves the set as it is; of too many gaps the lowest are forgotten', () => {
  const one = withId(NO_IDS, '', 7);
  expect(withId(one, '', 7)).toBe(one);
  let ids = NO_IDS;
  for (let n = 1; n <= 2001; n += 2) ids = withId(ids, '', n);
  expect(hasId(ids, '', 2001)).toBe(true);
  expect(hasId(ids, '', 1)).toBe(false);
  expect(countIds(ids)).toBe(500);
});
