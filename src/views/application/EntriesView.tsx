// What counts each time, as a list with a sum: notifications, bookings, what was taken, an audit log,
// transfers. An entry that is there again is marked.

import { Figure } from '../../ui/Figure.tsx';
import { numberIn, textIn } from '../../usecases/facts.ts';
import { money } from '../../usecases/phrases.ts';
import { STOCK_FIRST } from '../../usecases/stock.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { Act, EntriesState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';
import { Earlier } from './Earlier.tsx';
import { lastOf, sayMissing } from './entries.ts';

interface ViewProps {
  readonly name: string;
  readonly state: EntriesState;
  readonly tally: Tally;
}

/** How one use case's entries read. */
interface Form {
  readonly column: string;
  entry(act: Act): string;
  /** The figure above the list, and what it ought to be. */
  readonly sum?: {
    readonly label: string;
    show(total: number): string;
  };
}

const BOOKED: Form = {
  column: 'payment',
  entry: ({ facts }) => `${money(numberIn(facts, 'cents'))} EUR`,
  sum: { label: 'balance', show: (cents) => `${money(cents)} EUR` },
};

const FORMS: Readonly<Record<string, Form>> = {
  ledger: BOOKED,
  chain: {
    column: 'transfer',
    entry: ({ facts }) => `${money(numberIn(facts, 'cents'))} USDC`,
    sum: { label: 'sent', show: (cents) => `${money(cents)} USDC` },
  },
  stock: {
    column: 'order',
    entry: ({ facts }) => `−${numberIn(facts, 'take')}`,
    sum: { label: 'lamps left', show: (taken) => String(STOCK_FIRST - taken) },
  },
  audit: { column: 'record', entry: ({ facts }) => textIn(facts, 'did') },
  notifications: { column: 'no.', entry: ({ facts }) => textIn(facts, 'text') },
};

const SHOWN = 10;

export function EntriesView({ name, state, tally }: ViewProps) {
  const { column, entry, sum } = FORMS[name] ?? BOOKED;
  const truth = state.total - tally.doubled.weight + tally.lost.weight;
  return (
    <>
      {sum === undefined ? undefined : (
        <p className={styles.sum}>
          <Figure label={sum.label} value={sum.show(state.total)} size="large" />
          {truth === state.total ? undefined : <Figure label="should be" value={sum.show(truth)} />}
        </p>
      )}
      {state.count === 0 ? <p className={styles.soft}>Nothing yet.</p> : undefined}
      <Earlier state={state} shown={SHOWN} />
      {state.count === 0 ? undefined : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col">
                <span className="visually-hidden">what it says</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lastOf(state, SHOWN).map(({ act, key, isRepeat, missing }) => [
              missing !== undefined && name === 'audit' ? (
                <tr key={`${key} gap`}>
                  <th scope="row">–</th>
                  <td className={styles.lost}>{sayMissing(missing)}</td>
                </tr>
              ) : undefined,
              <tr key={key} className={isRepeat ? styles.again : undefined}>
                <th scope="row">{act.n}</th>
                <td>
                  {entry(act)}
                  {isRepeat ? <strong className={styles.mark}> again</strong> : undefined}
                </td>
              </tr>,
            ])}
          </tbody>
        </table>
      )}
    </>
  );
}
