// Claim: at the end of each instant, pairs = delivered + lost + pending, where a pair is pending
// exactly while a copy that can still reach its subscriber is in a store or on the wire. Counts the
// copies afresh from the trace, as a slow second opinion.

import type { PacketRecord, StoreEntry } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';

interface Message {
  readonly uid: string;
  /** Copies that can reach every subscriber: at the publisher, on hop 1, held by the broker. */
  upstream: number;
  readonly pairs: Map<string, { copies: number; delivered: boolean; lost: boolean }>;
}

export function checkCopies(fault: TellFault): Checker {
  const messages = new Map<string, Message>();
  const touched = new Set<Message>();

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
    const upstream = (node === 'broker') === (entry.store === 'incoming');
    count(entry.messageUid, upstream, node === 'broker' ? entry.peer : node, change);
  }

  function countFlying({ type, messageUid, from, to }: PacketRecord, change: number): void {
    if (type !== 'PUBLISH') return;
    count(messageUid, to === 'broker', from === 'broker' ? to : from, change);
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

  const instants = atEachInstant(compare);
  return {
    add(event) {
      instants.add(event);
      if (event.kind === 'message-originated') {
        messages.set(event.messageUid, { uid: event.messageUid, upstream: 0, pairs: new Map() });
      } else if (event.kind === 'message-published') {
        const pair = () => ({ copies: 0, delivered: false, lost: false });
        const pairs = new Map(event.subscribers.map((subscriber) => [subscriber, pair()]));
        const message = { uid: event.messageUid, upstream: 0, pairs };
        messages.set(event.messageUid, message);
        touched.add(message);
      } else if (event.kind === 'packet-sent') countFlying(event.packet, 1);
      else if (event.kind === 'packet-arrived') countFlying(event.packet, -1);
      else if (event.kind === 'packet-lost') countFlying(event.packet, -1);
      else if (event.kind === 'session-updated') countStored(event.node, event.entry, -1);
      else if (event.kind === 'session-stored' || event.kind === 'session-released') {
        const change = event.kind === 'session-stored' ? 1 : -1;
        if (event.entry.holds === 'message') countStored(event.node, event.entry, change);
      } else if (event.kind === 'message-delivered') {
        note(event.messageUid, event.subscriber, 'delivered');
      } else if (event.kind === 'message-lost') {
        note(event.messageUid, event.subscriber, 'lost');
      }
    },
    finish: instants.finish,
  };
}
