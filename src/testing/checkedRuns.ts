// Whole runs with every checker beside, for tests.
import type { SimTime } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { TraceChecker } from '../sim/checkers/traceChecker.ts';
import { simulate } from '../sim/simulate.ts';
import type { StoreEntry, TraceEvent, TraceEventKind, TraceEventOf } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';

export interface CheckedRun {
  readonly metrics: Metrics;
  readonly events: readonly TraceEvent[];
}

/**
 * Simulates to the end, watched by every checker.
 * @throws Error when a checker finds a fault
 */
export function runChecked(scenario: Scenario, until?: SimTime): CheckedRun {
  const events: TraceEvent[] = [];
  const checker = new TraceChecker(scenario);
  const onEvent = (event: TraceEvent): void => {
    events.push(event);
    checker.add(event);
  };
  const metrics = simulate(scenario, until === undefined ? { onEvent } : { onEvent, until });
  const faults = checker.finish(isSettled(events));
  if (faults.length > 0) throw new Error(faults.slice(0, 10).join('\n'));
  return { metrics, events };
}

export function eventsOf<K extends TraceEventKind>(
  events: readonly TraceEvent[],
  kind: K,
): readonly TraceEventOf<K>[] {
  return events.filter((event): event is TraceEventOf<K> => event.kind === kind);
}

/**
 * Whether at the end of a trace no message's packet is on its way, and no store holds an entry but
 * identifiers of exchanges that their senders have forgotten: nobody will ever ask for those again.
 */
export function isSettled(events: readonly TraceEvent[]): boolean {
  let flying = 0;
  const stored = new Map<string, { readonly node: string; readonly entry: StoreEntry }>();
  const inboxes = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'session-stored' || event.kind === 'session-released') {
      const { kind, node, entry } = event;
      const isStored = kind === 'session-stored';
      if (entry.store === 'inbox') {
        inboxes.set(node, (inboxes.get(node) ?? 0) + (isStored ? 1 : -1));
      } else if (isStored) stored.set(nameOf(node, entry), { node, entry });
      else stored.delete(nameOf(node, entry));
    } else if (event.kind === 'packet-sent' && event.packet.messageUid !== undefined) flying++;
    else if (event.kind === 'packet-lost' || event.kind === 'packet-arrived') {
      if (event.packet.messageUid !== undefined) flying--;
    }
  }
  const left = [...stored.values()];
  const sending = new Set(
    left.flatMap(({ node, entry }) => {
      return entry.store === 'outgoing' ? [`${node}>${entry.peer} ${entry.packetId}`] : [];
    }),
  );
  const isOrphan = (node: string, { store, peer, packetId }: StoreEntry): boolean =>
    store === 'incoming' && !sending.has(`${peer}>${node} ${packetId}`);
  const isIdle = [...inboxes.values()].every((count) => count === 0);
  return flying === 0 && isIdle && left.every(({ node, entry }) => isOrphan(node, entry));
}

function nameOf(node: string, { store, peer, packetId, messageUid, copy }: StoreEntry): string {
  return `${node} ${store} ${peer} ${packetId} ${messageUid} ${copy}`;
}
