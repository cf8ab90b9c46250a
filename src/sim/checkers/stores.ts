// Claims: a store entry is stored, perhaps updated, and released, once each and in that order; it
// says the same of itself each time; what waits is taken out in its order; all is released when
// the run has settled; windows and queues keep to their limits.

import type { Scenario } from '../../scenario/scenario.ts';
import type { StoreEntry, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

type StoreEvent = TraceEventOf<'session-stored' | 'session-updated' | 'session-released'>;

export function checkStores(fault: TellFault): Checker {
  const kept = new Map<string, StoreEntry>();
  const queues = new Map<string, string[]>();
  let overtook: { name: string; first: string; uid: string } | undefined;

  function store(name: string, { node, entry }: StoreEvent): void {
    if (kept.has(name)) fault(`${name} is stored twice`);
    kept.set(name, entry);
    if (entry.store === 'queued') queueOf(node, entry.peer).push(name);
  }

  function update(name: string, { entry }: StoreEvent): void {
    const before = kept.get(name);
    const expected = { ...before, holds: 'identifier', awaits: 'PUBCOMP' };
    if (before?.holds !== 'message' || before.store !== 'outgoing' || before.qos !== 2) {
      fault(`${name} is updated out of turn`);
    } else if (!isSame(entry, expected)) {
      fault(`${name} is updated to something else`);
    }
    kept.set(name, entry);
  }

  function release(name: string, { node, entry }: StoreEvent): void {
    const before = kept.get(name);
    if (before === undefined) fault(`${name} is released and was not stored`);
    else if (!isSame(entry, before)) fault(`${name} is released as something else`);
    kept.delete(name);
    if (entry.store !== 'queued') return;
    const queue = queueOf(node, entry.peer);
    if (queue[0] !== name) overtook = { name, first: queue[0] ?? 'nothing', uid: entry.messageUid };
    queue.splice(queue.indexOf(name), 1);
  }

  /** Only what has expired leaves the queue from its middle. */
  function excuse(event: TraceEvent): void {
    if (overtook === undefined) return;
    const { name, first, uid } = overtook;
    const isExpired = event.kind === 'message-discarded' && event.reason === 'expired';
    if (!(isExpired && event.messageUid === uid)) fault(`${name} is taken out before ${first}`);
    overtook = undefined;
  }

  function queueOf(node: string, peer: string): string[] {
    const name = `${node} for ${peer}`;
    const queue = queues.get(name) ?? [];
    queues.set(name, queue);
    return queue;
  }

  return {
    add(event) {
      excuse(event);
      if (event.kind === 'session-stored') store(nameOf(event), event);
      else if (event.kind === 'session-updated') update(nameOf(event), event);
      else if (event.kind === 'session-released') release(nameOf(event), event);
    },
    finish(settled) {
      if (settled) for (const name of kept.keys()) fault(`${name} is never released`);
    },
  };
}

function nameOf({ node, entry }: StoreEvent): string {
  const { store, peer, packetId, messageUid, copy } = entry;
  return `${store} ${messageUid}.${copy} (${packetId}) at ${node} for ${peer}`;
}

function isSame(a: StoreEntry, b: object): boolean {
  const entries = Object.entries(a);
  const other: Readonly<Record<string, unknown>> = { ...b };
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, value]) => other[key] === value)
  );
}

/** v5 §4.9, and the queue before it. Receive Maximum counts what awaits PUBACK, PUBREC or PUBCOMP. */
export function checkLimits(fault: TellFault, scenario: Scenario): Checker {
  const counts = new Map<string, number>();
  const clients = new Map(scenario.clients.map((client) => [client.id, client]));

  function limitOf(node: string, store: StoreEntry['store']): number {
    if (store === 'incoming') return Infinity;
    const client = clients.get(node);
    if (client !== undefined) return store === 'outgoing' ? client.receiveMaximum : Infinity;
    return store === 'outgoing' ? scenario.broker.receiveMaximum : scenario.broker.queueLimit;
  }

  function count(node: string, store: StoreEntry['store'], peer: string, change: number): void {
    const name = `${store} at ${node} for ${peer}`;
    const total = (counts.get(name) ?? 0) + change;
    counts.set(name, total);
    if (total > limitOf(node, store)) fault(`${total} entries are ${name}`);
  }

  return {
    add(event) {
      if (event.kind === 'session-stored' || event.kind === 'session-released') {
        const change = event.kind === 'session-stored' ? 1 : -1;
        count(event.node, event.entry.store, event.entry.peer, change);
      } else if (event.kind === 'message-discarded' && event.reason === 'queueFull') {
        const waiting = counts.get(`queued at ${event.node} for ${event.peer}`) ?? 0;
        // What waited longest is taken out before it is told to be discarded.
        const gone = scenario.broker.queueDrop === 'oldest' ? 1 : 0;
        if (waiting + gone < limitOf(event.node, 'queued')) {
          fault(`${event.messageUid} is discarded with room in the queue`);
        }
      }
    },
    finish() {},
  };
}
