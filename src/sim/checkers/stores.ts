// Claims: a store entry is stored, perhaps updated, and released, once each and in that order; it says
// the same of itself each time; what waits is taken out in its order; what is let go of with its
// message is told to be discarded. When the run has settled nothing is left but identifiers that a
// receiver holds for a sender who has forgotten them.

import type { StoreEntry, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

type StoreEvent = TraceEventOf<'session-stored' | 'session-updated' | 'session-released'>;

export function checkStores(fault: TellFault): Checker {
  const kept = new Map<string, { readonly node: string; readonly entry: StoreEntry }>();
  const queues = new Map<string, string[]>();
  /** Exchanges that a sender has forgotten or finished, or a broker has back: by `exchangeOf`. */
  const forgotten = new Set<string>();
  let overtook: { name: string; first: string; uid: string } | undefined;
  let letGo: { name: string; says: string } | undefined;
  let isBrokerDown = false;

  function store(name: string, { node, entry }: StoreEvent): void {
    // Inboxes may hold one message twice: applications.ts looks at them.
    if (entry.store === 'inbox') return;
    if (kept.has(name)) fault(`${name} is stored twice`);
    kept.set(name, { node, entry });
    if (entry.store === 'queued') queueOf(node, entry.peer).push(name);
    if (node === 'broker' && isBrokerDown) forgotten.add(exchangeOf(entry.peer, node, entry));
  }

  function update(name: string, { node, entry }: StoreEvent): void {
    if (entry.store === 'inbox') return;
    const before = kept.get(name)?.entry;
    const expected = { ...before, holds: 'identifier', awaits: 'PUBCOMP' };
    if (before?.holds !== 'message' || before.store !== 'outgoing' || before.qos !== 2) {
      fault(`${name} is updated out of turn`);
    } else if (!isSame(entry, expected)) {
      fault(`${name} is updated to something else`);
    }
    kept.set(name, { node, entry });
  }

  function release(name: string, event: TraceEventOf<'session-released'>): void {
    const { node, entry, reason } = event;
    if (reason !== undefined && entry.holds === 'message') {
      letGo = { name, says: `${node} ${entry.messageUid} ${entry.peer} ${reason}` };
    }
    if (entry.store === 'inbox') return;
    const before = kept.get(name)?.entry;
    if (before === undefined) fault(`${name} is released and was not stored`);
    else if (!isSame(entry, before)) fault(`${name} is released as something else`);
    kept.delete(name);
    const isForgotten = entry.store === 'outgoing' && reason !== undefined;
    if (isForgotten) forgotten.add(exchangeOf(node, entry.peer, entry));
    if (entry.store !== 'queued') return;
    const queue = queueOf(node, entry.peer);
    const first = queue[0] ?? 'nothing';
    if (first !== name && reason === undefined) {
      overtook = { name, first, uid: entry.messageUid };
    }
    queue.splice(queue.indexOf(name), 1);
  }

  /** Only what has expired leaves the queue from its middle. */
  function excuse(event: TraceEvent): void {
    if (letGo !== undefined) {
      const { name, says } = letGo;
      if (saidBy(event) !== says) fault(`${name} is let go of and nobody is told`);
      letGo = undefined;
    }
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

  /** A receiver's identifier for which no PUBREL will come, or has come before. */
  function isOrphan(node: string, entry: StoreEntry): boolean {
    return entry.store === 'incoming' && forgotten.has(exchangeOf(entry.peer, node, entry));
  }

  return {
    add(event) {
      excuse(event);
      if (event.kind === 'session-stored') store(nameOf(event), event);
      else if (event.kind === 'session-updated') update(nameOf(event), event);
      else if (event.kind === 'session-released') release(nameOf(event), event);
      else if (event.kind === 'packet-arrived' && event.packet.type === 'PUBREL') {
        const { from, to, messageUid = '', packetId } = event.packet;
        forgotten.add(exchangeOf(from, to, { messageUid, packetId }));
      } else if (event.kind === 'node-crashed' || event.kind === 'node-restarted') {
        if (event.node === 'broker') isBrokerDown = event.kind === 'node-crashed';
      }
    },
    finish(settled) {
      if (!settled) return;
      for (const [name, { node, entry }] of kept) {
        if (!isOrphan(node, entry)) fault(`${name} is never released`);
      }
    },
  };
}

function saidBy(event: TraceEvent): string | undefined {
  if (event.kind !== 'message-discarded') return undefined;
  return `${event.node} ${event.messageUid} ${event.peer} ${event.reason}`;
}

/** An exchange, by who sends and who receives it. */
function exchangeOf(
  sender: string,
  receiver: string,
  { messageUid, packetId }: Pick<StoreEntry, 'messageUid' | 'packetId'>,
): string {
  return `${sender}>${receiver} ${messageUid} #${packetId}`;
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
