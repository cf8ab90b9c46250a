// The line under a chat that says who types, and what they do in truth.

import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
}

export function TypingView({ state, tally }: ViewProps) {
  const who = [...tally.latest.values()];
  if (who.length === 0) return <p className={styles.soft}>Nobody is there yet.</p>;
  return (
    <dl className={styles.signs}>
      {who.map(({ key, facts }) => {
        const shown = state.shown.get(key)?.facts;
        return (
          <div key={key} className={styles.sign}>
            <dt className={styles.soft}>shown</dt>
            <dd className={styles.big}>
              {shown?.typing === true ? `${key} is typing …` : `${key} is not typing`}
            </dd>
            <dt className={styles.soft}>in truth</dt>
            <dd className={styles.soft}>{facts.typing === true ? 'she types' : 'she does not'}</dd>
          </div>
        );
      })}
    </dl>
  );
}
