// Claims about what applications get: a PUBLISH has brought it, callbacks count up by one, and no pair
// that was lost is delivered. A pair at QoS 2 all the way is handed over once for each overlapping
// subscription, unless state was lost or went back, or packets overtook each other. One at QoS > 0 all
// the way is lost only if somebody has let it go, had nobody to send it to, or took it for another.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import { Broken } from './broken.ts';
import type { Checker, TellFault } from './checker.ts';
import { HandOvers } from './handOvers.ts';
import { SessionBook } from './sessionBook.ts';

interface Pair {
  callbacks: number;
  lost: boolean;
  /** Of the subscription when the message was published. */
  readonly granted: number;
  /** Somebody let it go, or had nobody to send it to, or took it for another. */
  excused: boolean;
}

interface Published {
  readonly publisher: string;
  readonly topic: string;
  readonly level: number;
  readonly pairs: Map<string, Pair>;
}

export function checkDeliveries(fault: TellFault, scenario: Scenario): Checker {
  const messages = new Map<string, Published>();
  const book = new SessionBook(scenario);
  const handOvers = new HandOvers();
  const broken = new Broken();
  /** Which message each receiver holds under which identifier. */
  const held = new Map<string, string>();

  function publish(event: TraceEventOf<'message-published'>): void {
    const { messageUid, publisher, topic, qos: level, subscribers } = event;
    if (messages.has(messageUid)) fault(`${messageUid} is published twice`);
    const pairs = new Map<string, Pair>();
    for (const subscriber of subscribers) {
      const granted = book.granted(subscriber, topic, publisher) ?? 0;
      pairs.set(subscriber, { callbacks: 0, lost: false, granted, excused: false });
    }
    messages.set(messageUid, { publisher, topic, level, pairs });
  }

  function deliver(event: TraceEventOf<'message-delivered'>): void {
    const { messageUid, subscriber, callbacks, duplicate } = event;
    const name = `${messageUid} for ${subscriber}`;
    const pair = messages.get(messageUid)?.pairs.get(subscriber);
    if (pair === undefined) {
      fault(`${name} is delivered and was not expected`);
      return;
    }
    if (handOvers.bringerOf(event) === undefined) {
      fault(`${name} is delivered and no packet has brought it`);
    }
    if (pair.lost) fault(`${name} is delivered after it was lost`);
    pair.callbacks++;
    if (callbacks !== pair.callbacks) fault(`${name} has callback ${callbacks} out of turn`);
    if (duplicate !== pair.callbacks > 1) fault(`${name} is told wrongly to be a duplicate or not`);
    if (duplicate !== (event.cause !== undefined)) fault(`${name} is a duplicate without a cause`);
    checkOnce(event, name);
  }

  function checkOnce(event: TraceEventOf<'message-delivered'>, name: string): void {
    const { messageUid, subscriber, cause, duplicate, level, qos } = event;
    const isOverlap = cause === 'overlappingSubscription';
    if (isOverlap && scenario.broker.overlapping !== 'each')
      fault(`${name} has no subscription to overlap`);
    if (!duplicate || level !== 2 || qos !== 2 || isOverlap) return;
    const isBroken =
      broken.isStateLostAtPublisher(messageUid) ||
      broken.isStateLostAtSubscriber(messageUid, subscriber) ||
      broken.isOvertaken(messageUid, subscriber);
    if (!isBroken) fault(`${name} came twice at QoS 2`);
  }

  function lose({ messageUid, subscriber }: TraceEventOf<'message-lost'>): void {
    const name = `${messageUid} for ${subscriber}`;
    const message = messages.get(messageUid);
    const pair = message?.pairs.get(subscriber);
    if (message === undefined || pair === undefined) {
      fault(`${name} is lost and was not expected`);
      return;
    }
    if (pair.lost) fault(`${name} is lost twice`);
    if (pair.callbacks > 0) fault(`${name} is lost after it was delivered`);
    pair.lost = true;
    const retried = message.level > 0 && pair.granted > 0 && !pair.excused;
    if (retried) fault(`${name} is lost although both hops re-send it`);
  }

  /** @param whom undefined for all subscribers */
  function excuse(uid: string | undefined, whom: string | undefined): void {
    for (const [subscriber, pair] of messages.get(uid ?? '')?.pairs ?? []) {
      if (whom === undefined || whom === subscriber) pair.excused = true;
    }
  }

  function discard({ node, messageUid, peer }: TraceEventOf<'message-discarded'>): void {
    const message = messages.get(messageUid);
    const isPublishers = node === message?.publisher || peer === message?.publisher;
    if (isPublishers) excuse(messageUid, undefined);
    excuse(messageUid, node === 'broker' ? peer : node);
  }

  function arrive({ type, qos, from, to, packetId, messageUid }: PacketRecord): void {
    if (type === 'PUBLISH' && qos === 2) {
      const other = held.get(`${to} ${from} ${packetId}`);
      const isSwallowed = other !== undefined && other !== messageUid;
      if (isSwallowed) excuse(messageUid, to === 'broker' ? undefined : to);
    }
    const message = messages.get(messageUid ?? '');
    const isForwarded = to === 'broker' && (type === 'PUBLISH' || type === 'PUBREL');
    if (!isForwarded || message === undefined) return;
    for (const [subscriber, pair] of message.pairs) {
      const granted = book.granted(subscriber, message.topic, message.publisher);
      if (granted === undefined) pair.excused = true;
    }
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'packet-arrived') arrive(event.packet);
    else if (event.kind === 'message-published') publish(event);
    else if (event.kind === 'message-delivered') deliver(event);
    else if (event.kind === 'message-lost') lose(event);
    else if (event.kind === 'message-discarded') discard(event);
    else if ('entry' in event && event.entry.store === 'incoming') {
      const { peer, packetId, messageUid } = event.entry;
      const name = `${event.node} ${peer} ${packetId}`;
      if (event.kind === 'session-released') held.delete(name);
      else held.set(name, messageUid);
    }
  }

  return {
    add(event) {
      book.add(event);
      look(event);
      handOvers.add(event);
      broken.add(event);
    },
    finish() {},
  };
}
