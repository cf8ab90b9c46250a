// Claim: at the end of each instant, pairs = delivered + lost + pending, where a pair is pending exactly
// while a copy that can still reach its subscriber is in a store, on the wire, or on an autosaving
// broker's disk as it was saved last. Counts the copies afresh from the trace, as a second opinion.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, StoreEntry, TraceEvent } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { SessionBook } from './sessionBook.ts';

interface Pair {
  copies: number;
  delivered: boolean;
  lost: boolean;
}

interface Message {
  readonly uid: string;
  /** Copies that can reach every subscriber: at the publisher, on hop 1, held by the broker. */
  upstream: number;
  readonly pairs: Map<string, Pair>;
}

export function checkCopies(fault: TellFault, scenario: Scenario): Checker {
  const messages = new Map<string, Message>();
  const touched = new Set<Message>();
  const book = new SessionBook(scenario);
  /** In the broker's store now, by name; and those that its last save holds. */
  const stored = new Map<string, StoreEntry>();
  let saved: readonly StoreEntry[] = [];

  function count(uid: string | undefined, upstream: boolean, client: string, change: number): void {
    const message = messages.get(uid ?? '');
    if (message === undefined) {
      fault(`a copy of ${uid} is counted before it is published`);
      return;
    }
    touched.add(message);
    if (upstream) {
      message.upstream += change;
      return;
    }
    const pair = message.pairs.get(client);
    if (pair !== undefined) pair.copies += change;
  }

  function countStored(node: string, entry: StoreEntry, change: number): void {
    const isReceived = entry.store === 'incoming' || entry.store === 'inbox';
    const upstream = (node === 'broker') === isReceived;
    count(entry.messageUid, upstream, node === 'broker' ? entry.peer : node, change);
  }

  function countFlying({ type, messageUid, from, to }: PacketRecord, change: number): void {
    if (type !== 'PUBLISH') return;
    count(messageUid, to === 'broker', from === 'broker' ? to : from, change);
  }

  function save(entries: number): void {
    const kept = [...stored.values()].filter(({ peer }) => book.keeps(peer));
    if (kept.length !== entries) fault(`${entries} entries are saved of ${kept.length}`);
    for (const entry of saved) countStored('broker', entry, -1);
    saved = kept.filter(({ holds }) => holds === 'message');
    for (const entry of saved) countStored('broker', entry, 1);
  }

  function note(uid: string, subscriber: string, what: 'delivered' | 'lost'): void {
    const message = messages.get(uid);
    const pair = message?.pairs.get(subscriber);
    if (message === undefined || pair === undefined) return;
    touched.add(message);
    pair[what] = true;
  }

  function compare(): void {
    for (const { uid, upstream, pairs } of touched) {
      for (const [subscriber, { copies, delivered, lost }] of pairs) {
        const name = `${uid} for ${subscriber}`;
        if (upstream < 0 || copies < 0) fault(`${name} has fewer copies than none`);
        const gone = !delivered && upstream + copies === 0;
        if (gone && !lost) fault(`${name} has no copy left and is not told to be lost`);
        if (!gone && lost) fault(`${name} is told to be lost and is not`);
      }
    }
    touched.clear();
  }

  function open(uid: string, subscribers: readonly string[]): void {
    const pair = (): Pair => ({ copies: 0, delivered: false, lost: false });
    const pairs = new Map(subscribers.map((subscriber) => [subscriber, pair()]));
    const message = { uid, upstream: 0, pairs };
    messages.set(uid, message);
    touched.add(message);
  }

  function keep(event: TraceEvent & { readonly node: string; readonly entry: StoreEntry }): void {
    const { kind, node, entry } = event;
    if (node === 'broker') {
      if (kind === 'session-released') stored.delete(nameOf(entry));
      else stored.set(nameOf(entry), entry);
    }
    if (kind === 'session-updated') countStored(node, entry, -1);
    else if (entry.holds === 'message')
      countStored(node, entry, kind === 'session-stored' ? 1 : -1);
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'message-originated') open(event.messageUid, []);
    else if (event.kind === 'message-published') open(event.messageUid, event.subscribers);
    else if (event.kind === 'packet-sent') countFlying(event.packet, 1);
    else if (event.kind === 'packet-arrived') countFlying(event.packet, -1);
    else if (event.kind === 'packet-lost') countFlying(event.packet, -1);
    else if ('entry' in event) keep(event);
    else if (event.kind === 'broker-saved') save(event.entries);
    else if (event.kind === 'message-delivered') {
      note(event.messageUid, event.subscriber, 'delivered');
    } else if (event.kind === 'message-lost') {
      note(event.messageUid, event.subscriber, 'lost');
    }
  }

  const instants = atEachInstant(compare);
  return {
    add(event) {
      instants.add(event);
      book.add(event);
      look(event);
    },
    finish: instants.finish,
  };
}

function nameOf({ store, peer, packetId, messageUid, copy }: StoreEntry): string {
  return `${store} ${peer} ${packetId} ${messageUid} ${copy}`;
}
