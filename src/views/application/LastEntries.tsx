// The last entries of a list, with what their numbers say of them: that one is there again, or that some
// before it are missing.

import type { Act, EntriesState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';

interface Entry {
  readonly act: Act;
  readonly key: string;
  readonly isRepeat: boolean;
  /** How many numbers are missing before it. */
  readonly skipped: number;
}

export function lastOf({ entries }: EntriesState, shown: number): readonly Entry[] {
  const numbers = new Map<number, number>();
  const all = entries.map((act, i) => {
    const times = (numbers.get(act.n) ?? 0) + 1;
    numbers.set(act.n, times);
    const skipped = act.n - (entries[i - 1]?.n ?? act.n - 1) - 1;
    return { act, key: `${act.n} ${times}`, isRepeat: times > 1, skipped: Math.max(0, skipped) };
  });
  return all.slice(-shown);
}

interface EarlierProps {
  readonly state: EntriesState;
  readonly shown: number;
}

export function Earlier({ state: { count }, shown }: EarlierProps) {
  if (count <= shown) return undefined;
  return <p className={styles.soft}>{count - shown} before these</p>;
}
