import { expect, test } from 'vitest';
import { TIME_ZERO } from '../../base/time.ts';
import type { EntriesState } from '../../usecases/useCase.ts';
import { lastOf, sayMissing } from './entries.ts';

/** @param earlier how many are not kept any more */
function stateOf(numbers: readonly number[], earlier = 0): EntriesState {
  const entries = numbers.map((n) => ({
    source: '',
    n,
    key: '',
    facts: {},
    publishedAt: TIME_ZERO,
    at: TIME_ZERO,
  }));
  return { form: 'entries', entries, count: entries.length + earlier, total: 0 };
}

function missingIn(state: EntriesState): readonly (string | undefined)[] {
  return lastOf(state, 10).map(({ missing }) => missing && sayMissing(missing));
}

test('what is missing is said by number, also before the first entry', () => {
  expect(missingIn(stateOf([2, 7, 8, 10]))).toEqual([
    'number 1 is missing',
    'numbers 3 to 6 are missing',
    undefined,
    'number 9 is missing',
  ]);
  expect(missingIn(stateOf([1, 4]))).toEqual([undefined, 'numbers 2 and 3 are missing']);
});

test('before the first entry that is kept of more, nothing is known to be missing', () => {
  expect(missingIn(stateOf([2, 4], 1))).toEqual([undefined, 'number 3 is missing']);
});

test('an entry that is there again is told from its first', () => {
  const repeats = lastOf(stateOf([1, 2, 2, 3, 2]), 10).map(({ isRepeat }) => isRepeat);
  expect(repeats).toEqual([false, false, true, false, true]);
});
