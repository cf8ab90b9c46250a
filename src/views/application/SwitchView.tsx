// The heater: what it does, and what it was told last.

import { heaterOf } from '../../usecases/relay.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
}

export function SwitchView({ state, tally }: ViewProps) {
  const told = tally.latest.get('');
  const now = heaterOf(state);
  return (
    <dl className={styles.signs}>
      <div className={styles.sign}>
        <dt className={styles.soft}>the heater is</dt>
        <dd className={styles.big}>{now === '' ? 'as it was' : now}</dd>
        <dt className={styles.soft}>told last</dt>
        <dd className={styles.soft}>
          {told === undefined
            ? 'nothing'
            : `${told.facts.on === true ? 'on' : 'off'} (command ${told.n})`}
        </dd>
      </div>
    </dl>
  );
}
