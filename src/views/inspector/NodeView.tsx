// The selected node as it is at the playhead: its condition, its connection and session, or those of
// all clients for the broker; what it stores, and what has lately happened to it.

import { useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import { TraceCursor } from '../../store/traceCursor.ts';
import type { NodeId, TraceEvent } from '../../trace/event.ts';
import { NodeFold } from '../../trace/nodeFacts.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { Button } from '../../ui/Button.tsx';
import { InYourCode } from '../code/InYourCode.tsx';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import { BrokerFacts } from './BrokerFacts.tsx';
import { ClientFacts } from './ClientFacts.tsx';
import styles from './Inspector.module.css';
import { sayEvent } from './nodeText.ts';
import { PacketLink } from './PacketLink.tsx';
import { StoredTable } from './StoredTable.tsx';
import { storedAt } from './stored.ts';

export function NodeView({ node }: { readonly node: NodeId }) {
  return <NodeNow key={node} node={node} />;
}

function NodeNow({ node }: { readonly node: NodeId }) {
  const t = useInstant();
  const [cursor] = useState(
    () => new TraceCursor((index: TraceIndex) => NodeFold.startOf(node, index)),
  );
  useVersion();
  const index = useRun((state) => state.index);
  const scenario = useRun((state) => state.scenario);
  const facts = cursor.at(index, t);
  const clients = index.clientsAt(t, scenario.clients);
  const settings = index.allClients(scenario.clients).find(({ id }) => id === node);
  const rows = storedAt(index, node, t);
  const shared = { index, t, facts, rows };
  return (
    <div className={styles.inspector}>
      <h3 className={styles.name}>{titleOf(node, settings)}</h3>
      {settings === undefined ? (
        <BrokerFacts {...shared} scenario={scenario} clients={clients} />
      ) : (
        <ClientFacts {...shared} scenario={scenario} settings={settings} />
      )}
      <h4 className={styles.soft}>What it stores</h4>
      <StoredTable rows={rows} namesClients={settings === undefined && clients.length > 1} />
      <Recent index={index} events={facts.recent} node={node} />
      {settings !== undefined && clients.includes(settings) ? (
        <>
          <InYourCode client={settings.id} />
          <Leave settings={settings} />
        </>
      ) : undefined}
    </div>
  );
}

/** Its last few events, the latest first; packets as links. */
function Recent({
  index,
  events,
  node,
}: {
  readonly index: TraceIndex;
  readonly events: readonly TraceEvent[];
  readonly node: NodeId;
}) {
  if (events.length === 0) return undefined;
  return (
    <section className={styles.family} aria-label="What has lately happened to it">
      <h4 className={styles.soft}>Lately</h4>
      <ol className={styles.list}>
        {events.toReversed().map((event) => {
          const says = sayEvent(event, index, node);
          const uid = 'packet' in event ? event.packet.uid : undefined;
          return (
            <li key={`${event.at} ${event.kind} ${uid ?? says}`}>
              {uid === undefined ? (
                <div className={styles.plain}>
                  <When at={event.at} /> <span>{says}</span>
                </div>
              ) : (
                <PacketLink uid={uid} row>
                  <When at={event.at} /> <span>{says}</span>
                </PacketLink>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function When({ at }: { readonly at: SimTime }) {
  return <span className={styles.when}>{(at / 1e6).toFixed(3)}</span>;
}

function Leave({ settings }: { readonly settings: ClientSettings }) {
  const { commands } = useScope();
  const part = settings.subscriptions.length > 0 ? 'subscriber' : 'publisher';
  return (
    <Button onClick={() => void commands.removeClient(settings.id)}>Remove this {part}</Button>
  );
}

function titleOf(node: NodeId, settings: ClientSettings | undefined): string {
  if (settings === undefined) return 'Broker';
  return settings.subscriptions.length > 0 ? `Subscriber ${node}` : `Publisher ${node}`;
}
