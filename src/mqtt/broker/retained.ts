// Retained messages: the last one of each topic that was published with RETAIN, and their replay to
// new subscriptions.

import type { SimTime } from '../../base/time.ts';
import type { Effect } from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import type { Message, Qos, TopicFilter } from '../packets/packet.ts';
import { matchesTopic } from '../topic/topicMatch.ts';
import { expiryOf, give } from './routing.ts';
import type { BrokerState, Granted, Retained, Session } from './state.ts';

/** Whether the bounds on retained messages leave room for this one, with what has expired gone. */
export function canRetain(state: BrokerState, message: Message, now: SimTime): boolean {
  if (message.payload.length === 0 || hasRoom(state, message)) return true;
  for (const [topic, { expiresAt }] of state.retained) if (expiresAt <= now) forget(state, topic);
  return hasRoom(state, message);
}

function hasRoom({ retained, retainedBytes, options }: BrokerState, message: Message): boolean {
  const old = retained.get(message.topic);
  const { retainedMessages, retainedBytes: bytesMax } = options.limits;
  const count = retained.size + (old === undefined ? 1 : 0);
  const bytes =
    retainedBytes + heldLength(message) - (old === undefined ? 0 : heldLength(old.message));
  return count <= retainedMessages && bytes <= bytesMax;
}

/**
 * v5 [MQTT-3.3.1-5], 3.1.1 [MQTT-3.3.1-5], [MQTT-3.3.1-7]: replaces what the topic had.
 * v5 [MQTT-3.3.1-6], [MQTT-3.3.1-7], 3.1.1 [MQTT-3.3.1-10], [MQTT-3.3.1-11]: an empty payload removes
 * it and is not kept itself. Nor is what has no room by now: a will, a QoS 2 message that was let in before.
 */
export function retain(
  state: BrokerState,
  message: Message,
  receivedAt: SimTime,
  effects: Effect[],
): void {
  const { topic } = message;
  const had = state.retained.has(topic);
  forget(state, topic);
  if (message.payload.length === 0 || !canRetain(state, message, receivedAt)) {
    if (had) effects.push({ kind: 'clear-retained', topic });
    return;
  }
  state.retained.set(topic, { message, expiresAt: expiryOf(message, receivedAt) });
  state.retainedBytes += heldLength(message);
  effects.push({ kind: 'retain-message', message });
}

function forget(state: BrokerState, topic: string): void {
  const old = state.retained.get(topic);
  if (old === undefined) return;
  state.retained.delete(topic);
  state.retainedBytes -= heldLength(old.message);
}

/**
 * v5 [MQTT-3.3.1-9], 3.1.1 [MQTT-3.3.1-6]: sends what is retained for a filter, with RETAIN 1 (v5
 * §3.8.3.1, 3.1.1 [MQTT-3.3.1-8]).
 * @returns how many those are
 */
export function replayRetained(
  state: BrokerState,
  session: Session,
  granted: Granted,
  now: SimTime,
  effects: Effect[],
): number {
  const found = findRetained(state, granted.filter, now, effects);
  for (const { message, expiresAt } of found) {
    const replay = { ...message, uid: `${message.uid}~${session.clientId}.${++state.originated}` };
    const { clientId } = session;
    effects.push({ kind: 'originate-message', message: replay, origin: 'retained', clientId });
    const qos: Qos = granted.qos < message.qos ? granted.qos : message.qos;
    const ids = granted.subscriptionId;
    const delivery = {
      message: replay,
      qos,
      copy: 1,
      retain: true,
      expiresAt,
      ...(ids === undefined ? {} : { subscriptionIds: [ids] }),
    };
    give(session, delivery, 'retained-replay', now, effects);
  }
  return found.length;
}

function findRetained(
  state: BrokerState,
  filter: TopicFilter,
  now: SimTime,
  effects: Effect[],
): readonly Retained[] {
  const found: Retained[] = [];
  for (const [topic, retained] of state.retained) {
    if (!matchesTopic(filter, topic)) continue;
    if (retained.expiresAt > now) {
      found.push(retained);
      continue;
    }
    forget(state, topic);
    effects.push({ kind: 'clear-retained', topic });
  }
  return found;
}
