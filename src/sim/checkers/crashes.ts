// Claim: a crash leaves in a node's stores what its store keeps, and nothing else. A client that loses
// its store, or a broker with none, keeps nothing; a client that keeps it loses its inbox alone; a
// persistent broker keeps what sessions that outlive their connections hold; one that saves now and
// then goes back to what it saved last.

import type { Scenario } from '../../scenario/scenario.ts';
import type { NodeId, StoreEntry, TraceEvent } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { SessionBook } from './sessionBook.ts';

type StoreName = string;

export function checkCrashes(fault: TellFault, scenario: Scenario): Checker {
  const book = new SessionBook(scenario);
  const stores = new Map<NodeId, Map<StoreName, number>>();
  let saved: readonly string[] = [];
  /** What the nodes that crash now must be left with. */
  const left = new Map<NodeId, readonly string[]>();

  function storeOf(node: NodeId): Map<StoreName, number> {
    const store = stores.get(node) ?? new Map<StoreName, number>();
    stores.set(node, store);
    return store;
  }

  function count(node: NodeId, entry: StoreEntry, change: 1 | -1): void {
    const store = storeOf(node);
    const name = nameOf(entry);
    const number = (store.get(name) ?? 0) + change;
    if (number === 0) store.delete(name);
    else store.set(name, number);
  }

  /** The names of what a node stores, and of which `isKept`. */
  function contentOf(node: NodeId, isKept: (name: StoreName) => boolean): readonly string[] {
    const names = [...storeOf(node)].filter(([name]) => isKept(name));
    return names.flatMap(([name, number]) => Array.from({ length: number }, () => name)).sort();
  }

  const outlives = (name: StoreName): boolean => book.keeps(peerOf(name));

  function crash(node: NodeId): void {
    if (node !== 'broker') {
      const isLost = book.clients.losesStore(node);
      left.set(node, isLost ? [] : contentOf(node, (name) => !name.startsWith('inbox')));
      return;
    }
    const { store } = scenario.broker;
    const before = store === 'persistent' ? contentOf('broker', outlives) : [];
    left.set('broker', store === 'autosave' ? saved : before);
  }

  function compare(): void {
    for (const [node, expected] of left) {
      const actual = contentOf(node, () => true);
      if (actual.join('\n') === expected.join('\n')) continue;
      const [more] = actual.filter((name) => !expected.includes(name));
      const [less] = expected.filter((name) => !actual.includes(name));
      fault(`after its crash ${node} has ${more ?? 'all'} and lacks ${less ?? 'nothing'}`);
    }
    left.clear();
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'node-restarted') compare();
    else if (event.kind === 'node-crashed') crash(event.node);
    else if (event.kind === 'broker-saved') saved = contentOf('broker', outlives);
    else if (event.kind === 'session-stored') count(event.node, event.entry, 1);
    else if (event.kind === 'session-released') count(event.node, event.entry, -1);
    else if (event.kind === 'session-updated') {
      const { node, entry } = event;
      const awaits = entry.store === 'inbox' ? 'handler' : 'PUBREC';
      count(node, { ...entry, holds: 'message', awaits }, -1);
      count(node, entry, 1);
    }
  }

  const instants = atEachInstant(compare);
  return {
    add(event) {
      instants.add(event);
      look(event);
      book.add(event);
    },
    finish: instants.finish,
  };
}

/** Without the number of its copy: what is back has a new one. */
function nameOf({ store, peer, packetId, messageUid, qos, holds, awaits }: StoreEntry): StoreName {
  return `${store} ${peer} ${packetId} ${messageUid} QoS ${qos} ${holds} until ${awaits}`;
}

function peerOf(name: StoreName): string {
  return name.split(' ')[1] ?? '';
}
