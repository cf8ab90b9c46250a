// A client's SUBSCRIBE and UNSUBSCRIBE, and when it is ready: connected, and all that it asked for
// answered.

import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import type { SubackPacket, Subscription, TopicFilter, UnsubackPacket } from '../packets/packet.ts';
import { allotPacketId, hasFreeId } from '../session/sender.ts';
import type { ClientState } from './state.ts';

/** Wants more, from now on and on each connection that finds no session. */
export function want(
  state: ClientState,
  subscriptions: readonly Subscription[],
  effects: Effect[],
): void {
  for (const subscription of subscriptions) {
    state.wanted.set(subscription.filter, subscription);
    state.unconfirmed.add(subscription.filter);
    state.unwanted.delete(subscription.filter);
  }
  const { phase } = state;
  // v5 [MQTT-3.8.3-2], 3.1.1 [MQTT-3.8.3-3]
  if (phase.kind !== 'connected' || subscriptions.length === 0) return;
  askFor(state, phase.connection, subscriptions, effects);
}

/** Wants some no longer. */
export function unwant(
  state: ClientState,
  filters: readonly TopicFilter[],
  effects: Effect[],
): void {
  for (const filter of filters) {
    state.wanted.delete(filter);
    state.unconfirmed.delete(filter);
    state.unwanted.add(filter);
  }
  const { phase } = state;
  // v5 [MQTT-3.10.3-2], 3.1.1 [MQTT-3.10.3-2]
  if (phase.kind !== 'connected' || filters.length === 0) return;
  takeBack(state, phase.connection, filters, effects);
}

/** Asks for all that a new connection finds unconfirmed, or had no Packet Identifier for. */
export function askAgain(state: ClientState, connection: ConnectionId, effects: Effect[]): void {
  const missing = [...state.wanted.values()].filter(({ filter }) => state.unconfirmed.has(filter));
  if (missing.length > 0) askFor(state, connection, missing, effects);
  if (state.unwanted.size > 0) takeBack(state, connection, [...state.unwanted], effects);
  reportIfReady(state, connection, effects);
}

function askFor(
  state: ClientState,
  connection: ConnectionId,
  subscriptions: readonly Subscription[],
  effects: Effect[],
): void {
  if (!hasFreeId(state.sender)) return;
  const { subscriptionId, protocolVersion } = state.options;
  const packetId = request(
    state,
    subscriptions.map(({ filter }) => filter),
  );
  const isV5 = protocolVersion === 5;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'SUBSCRIBE',
      packetId,
      // 3.1.1 has neither options nor identifiers.
      subscriptions: isV5
        ? subscriptions
        : subscriptions.map(({ filter, qos }) => ({ filter, qos })),
      ...(isV5 && subscriptionId !== undefined ? { subscriptionId } : {}),
    },
    because: 'subscribe',
  });
}

function takeBack(
  state: ClientState,
  connection: ConnectionId,
  filters: readonly TopicFilter[],
  effects: Effect[],
): void {
  if (!hasFreeId(state.sender)) return;
  const packetId = request(state, filters);
  effects.push({
    kind: 'send-packet',
    connection,
    packet: { type: 'UNSUBSCRIBE', packetId, filters },
    because: 'unsubscribe',
  });
}

/** @returns its Packet Identifier, which nothing else gets until it is answered */
function request(state: ClientState, filters: readonly TopicFilter[]): number {
  const packetId = allotPacketId(state.sender);
  state.sender.requestIds.add(packetId);
  state.requests.set(packetId, filters);
  return packetId;
}

/** One for an identifier that nothing waits for is ignored. */
export function receiveAnswer(
  state: ClientState,
  connection: ConnectionId,
  { type, packetId }: SubackPacket | UnsubackPacket,
  effects: Effect[],
): void {
  const filters = state.requests.get(packetId);
  if (filters === undefined) return;
  state.requests.delete(packetId);
  state.sender.requestIds.delete(packetId);
  const answered = type === 'SUBACK' ? state.unconfirmed : state.unwanted;
  for (const filter of filters) answered.delete(filter);
  reportIfReady(state, connection, effects);
}

function reportIfReady(state: ClientState, connection: ConnectionId, effects: Effect[]): void {
  if (state.ready || state.unconfirmed.size > 0) return;
  state.ready = true;
  const key: TimerKey = { connection, timer: 'connect-timeout', packetId: 0 };
  effects.push({ kind: 'cancel-timer', key }, { kind: 'report-ready' });
}
