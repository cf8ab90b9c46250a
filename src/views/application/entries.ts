// The last entries of a list, with what their numbers say of them: that one is there again, or that some
// before it are missing.

import type { Act, EntriesState } from '../../usecases/useCase.ts';

interface Entry {
  readonly act: Act;
  readonly key: string;
  readonly isRepeat: boolean;
  /** Numbers that are missing before it: the first and the last of them. */
  readonly missing: readonly [from: number, to: number] | undefined;
}

export function lastOf({ entries, count }: EntriesState, shown: number): readonly Entry[] {
  const times = new Map<number, number>();
  // What was before the entries that are kept is not known.
  const isWhole = entries.length === count;
  const all = entries.map((act, i) => {
    const nth = (times.get(act.n) ?? 0) + 1;
    times.set(act.n, nth);
    const before = entries[i - 1]?.n ?? (isWhole ? 0 : act.n - 1);
    const missing = act.n > before + 1 ? ([before + 1, act.n - 1] as const) : undefined;
    return { act, key: `${act.n} ${nth}`, isRepeat: nth > 1, missing };
  });
  return all.slice(-shown);
}

/** `number 3 is missing`, `numbers 3 to 6 are missing` */
export function sayMissing([from, to]: readonly [from: number, to: number]): string {
  if (from === to) return `number ${from} is missing`;
  return `numbers ${from} ${to === from + 1 ? 'and' : 'to'} ${to} are missing`;
}
