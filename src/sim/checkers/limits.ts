// Claim: windows and queues keep to their limits (v5 §4.9), and nothing is discarded for a full queue
// that has room. Receive Maximum counts what awaits PUBACK, PUBREC or PUBCOMP.

import type { Scenario } from '../../scenario/scenario.ts';
import type { StoreEntry } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

export function checkLimits(fault: TellFault, scenario: Scenario): Checker {
  const counts = new Map<string, number>();
  const clients = new Map(scenario.clients.map((client) => [client.id, client]));

  function limitOf(node: string, store: StoreEntry['store']): number {
    if (store === 'incoming' || store === 'inbox') return Infinity;
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
      if (event.kind === 'client-added') clients.set(event.client, event.settings);
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
