// Claims about what applications get: a callback runs when a PUBLISH or PUBREL arrives, counts up
// by one, and never for a pair that was lost. A pair at QoS 2 all the way is never handed over
// twice, and one at QoS > 0 is never lost, while the sessions live and no queue was full.

import type { Scenario } from '../../scenario/scenario.ts';
import type { TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { Grants } from './publishes.ts';

interface Pair {
  callbacks: number;
  lost: boolean;
  /** Of the subscription when the message was published. */
  readonly granted: number;
  /** A queue was full or a session began anew: the guarantee is off. */
  excused: boolean;
}

interface Published {
  readonly publisher: string;
  readonly level: number;
  readonly pairs: Map<string, Pair>;
}

export function checkDeliveries(fault: TellFault, scenario: Scenario): Checker {
  const messages = new Map<string, Published>();
  const granted = new Grants(scenario);
  let arrived: { uid: string; node: string; at: number } | undefined;

  function publish(event: TraceEventOf<'message-published'>): void {
    const { messageUid, publisher, topic, qos, subscribers } = event;
    if (messages.has(messageUid)) fault(`${messageUid} is published twice`);
    const pairs = new Map<string, Pair>();
    for (const subscriber of subscribers) {
      const grant = granted.of(subscriber, topic, publisher) ?? 0;
      pairs.set(subscriber, { callbacks: 0, lost: false, granted: grant, excused: false });
    }
    messages.set(messageUid, { publisher, level: qos, pairs });
  }

  function deliver(event: TraceEventOf<'message-delivered'>): void {
    const { messageUid, subscriber, callbacks, duplicate, qos, level, at } = event;
    const name = `${messageUid} for ${subscriber}`;
    const pair = messages.get(messageUid)?.pairs.get(subscriber);
    if (pair === undefined) {
      fault(`${name} is delivered and was not expected`);
      return;
    }
    if (arrived?.uid !== messageUid || arrived.node !== subscriber || arrived.at !== at) {
      fault(`${name} is delivered and no packet has brought it`);
    }
    if (pair.lost) fault(`${name} is delivered after it was lost`);
    pair.callbacks++;
    if (callbacks !== pair.callbacks) fault(`${name} has callback ${callbacks} out of turn`);
    if (duplicate !== pair.callbacks > 1) fault(`${name} is told wrongly to be a duplicate or not`);
    if (duplicate !== (event.cause !== undefined)) fault(`${name} is a duplicate without a cause`);
    const isOverlap = event.cause === 'overlappingSubscription';
    if (isOverlap && scenario.broker.overlapping !== 'each')
      fault(`${name} has no subscription to overlap`);
    if (duplicate && level === 2 && qos === 2 && !pair.excused && !isOverlap)
      fault(`${name} came twice at QoS 2`);
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

  function excuse(isExcused: (message: Published, subscriber: string) => boolean): void {
    for (const message of messages.values()) {
      for (const [subscriber, pair] of message.pairs) {
        if (isExcused(message, subscriber)) pair.excused = true;
      }
    }
  }

  return {
    add(event) {
      granted.add(event);
      if (event.kind === 'packet-arrived') {
        const { messageUid = '', to, type } = event.packet;
        const brings = type === 'PUBLISH' || type === 'PUBREL';
        arrived = brings ? { uid: messageUid, node: to, at: event.at } : undefined;
      } else if (event.kind === 'message-published') publish(event);
      else if (event.kind === 'message-delivered') deliver(event);
      else if (event.kind === 'message-lost') lose(event);
      else if (event.kind === 'message-discarded') {
        for (const [subscriber, pair] of messages.get(event.messageUid)?.pairs ?? []) {
          if (event.node !== 'broker' || event.peer === subscriber) pair.excused = true;
        }
      } else if (event.kind === 'session-started' || event.kind === 'session-ended') {
        const { client } = event;
        excuse(({ publisher }, subscriber) => publisher === client || subscriber === client);
      }
    },
    finish(settled) {
      if (!settled) return;
      for (const [uid, { pairs }] of messages) {
        for (const [subscriber, { callbacks, lost }] of pairs) {
          if (callbacks === 0 && !lost) fault(`${uid} for ${subscriber} is pending for ever`);
        }
      }
    },
  };
}
