// How many entries a list has before those that it shows.

import type { EntriesState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';

interface EarlierProps {
  readonly state: EntriesState;
  readonly shown: number;
}

export function Earlier({ state: { count }, shown }: EarlierProps) {
  if (count <= shown) return undefined;
  return <p className={styles.soft}>{count - shown} before these</p>;
}
