// The shop's board: each order, the status that it shows, and the one that was said last.

import { classNames } from '../../ui/classNames.ts';
import { textIn } from '../../usecases/facts.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
}

export function OrderView({ state, tally }: ViewProps) {
  const orders = [...tally.latest.values()];
  if (orders.length === 0) return <p className={styles.soft}>No orders yet.</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">order</th>
          <th scope="col">shows</th>
          <th scope="col">said last</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ key, facts, fate }) => {
          const status = textIn(state.shown.get(key)?.facts, 'status');
          const said = textIn(facts, 'status');
          return (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{status === '' ? '–' : status}</td>
              <td className={classNames(styles.soft, fate === 'lost' && styles.lost)}>
                {said === status ? '' : said}
                {fate === 'lost' ? ' ✕ lost' : ''}
                {fate === 'pending' ? ' on its way' : ''}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
