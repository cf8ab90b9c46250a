// The broker's condition, storage and the session that it has for each client, at an instant.

import type { SimTime } from '../../base/time.ts';
import type { BrokerSettings, ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { NodeFold } from '../../trace/nodeFacts.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { formatInstant } from '../../trace/words.ts';
import { useScope } from '../scopeContext.ts';
import { Facts } from './Facts.tsx';
import styles from './Inspector.module.css';
import { formatEntries, sayCondition } from './nodeText.ts';
import { formatBytes } from './packetText.ts';
import type { StoredRow } from './stored.ts';

interface BrokerFactsProps {
  readonly index: TraceIndex;
  readonly t: SimTime;
  readonly facts: NodeFold;
  readonly rows: readonly StoredRow[];
  readonly scenario: Scenario;
  /** Those in the run. */
  readonly clients: readonly ClientSettings[];
}

const STORES: Readonly<Record<BrokerSettings['store'], string>> = {
  memory: 'memory: a crash forgets all',
  autosave: 'saved now and then',
  persistent: 'on disk at once',
};

export function BrokerFacts({ index, t, facts, rows, scenario, clients }: BrokerFactsProps) {
  const { broker } = facts;
  const { store, autosaveSec } = scenario.broker;
  const kind = store === 'autosave' ? `saved every ${autosaveSec} s` : STORES[store];
  return (
    <>
      <Facts
        rows={[
          ['condition', sayCondition(index.conditionAt('broker', t))],
          ['stored', `${broker.stored}, ${formatBytes(broker.storedBytes)}`],
          ['at most so far', broker.storedPeak],
          ['store', kind],
          ['last saved', saySaved(broker.saved, store)],
        ]}
      />
      <h4 className={styles.soft}>Sessions</h4>
      <table className={styles.table} aria-label="Sessions">
        <thead>
          <tr>
            <th scope="col">client</th>
            <th scope="col">session</th>
            <th scope="col">in flight</th>
            <th scope="col">queue</th>
          </tr>
        </thead>
        <tbody>
          {clients.map(({ id }) => (
            <Session
              key={id}
              id={id}
              session={saySession(facts, index, id, t)}
              rows={rows.filter(({ client }) => client === id)}
              limits={scenario.broker}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface SessionProps {
  readonly id: string;
  readonly session: string;
  readonly rows: readonly StoredRow[];
  readonly limits: BrokerSettings;
}

function Session({ id, session, rows, limits }: SessionProps) {
  const { selection } = useScope();
  const flying = rows.filter(({ sent }) => sent > 0).length;
  const queued = rows.filter(({ waitsFor }) => waitsFor === 'its turn').length;
  const { receiveMaximum, queueLimit } = limits;
  return (
    <tr>
      <td>
        <button type="button" className={styles.link} onClick={() => selection.selectNode(id)}>
          {id}
        </button>
      </td>
      <td>{session}</td>
      <td>{receiveMaximum >= 65_535 ? flying : `${flying} of ${receiveMaximum}`}</td>
      <td>
        {queued} of {queueLimit}
      </td>
    </tr>
  );
}

function saySession({ clients }: NodeFold, index: TraceIndex, id: string, t: SimTime): string {
  const session = clients.get(id)?.session;
  if (session === undefined) return 'none';
  const condition = index.conditionAt(id, t);
  return condition === 'connected' ? 'kept' : `kept, client ${sayCondition(condition)}`;
}

function saySaved(
  saved: NodeFold['broker']['saved'],
  store: BrokerSettings['store'],
): string | undefined {
  if (store !== 'autosave') return undefined;
  return saved === undefined
    ? 'not yet'
    : `${formatInstant(saved.at)}, ${formatEntries(saved.entries)}`;
}
