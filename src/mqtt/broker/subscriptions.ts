// SUBSCRIBE and UNSUBSCRIBE: what a session is granted, and where it stands in the tree.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import { REASON } from '../packets/fault.ts';
import type {
  SubscribePacket,
  Subscription,
  TopicFilter,
  UnsubscribePacket,
} from '../packets/packet.ts';
import { parseSharedFilter } from '../topic/sharedFilter.ts';
import { FILTER_LEVELS_MAX } from '../topic/subscriptionTree.ts';
import { sendAnswer } from './close.ts';
import { replayRetained } from './retained.ts';
import type { BrokerState, Granted, Session, ShareGroup } from './state.ts';

/** How often one SUBSCRIBE may set free all that is retained: for filters that overlap. */
const REPLAYS_PER_PACKET = 8;

/**
 * v5 [MQTT-3.8.4-5], 3.1.1 [MQTT-3.8.4-4]: several filters in one packet are as several packets, with
 * one answer, which has its identifier and a code for each filter, in order: v5 [MQTT-2.2.1-6],
 * [MQTT-3.8.4-1], [MQTT-3.8.4-2], [MQTT-3.8.4-6], [MQTT-3.9.3-1], 3.1.1 [MQTT-2.3.1-7],
 * [MQTT-3.8.4-1], [MQTT-3.8.4-2], [MQTT-3.8.4-5], [MQTT-3.9.3-1].
 */
export function subscribe(
  state: BrokerState,
  session: Session,
  connection: ConnectionId,
  { packetId, subscriptions, subscriptionId }: SubscribePacket,
  now: SimTime,
  effects: Effect[],
): void {
  const reasonCodes: number[] = [];
  const added: Effect[] = [];
  const replays = { left: REPLAYS_PER_PACKET * state.options.limits.retainedMessages };
  for (const subscription of subscriptions) {
    reasonCodes.push(addOne(state, session, subscription, subscriptionId, replays, now, added));
  }
  const answer = { type: 'SUBACK', packetId, reasonCodes } as const;
  sendAnswer(state, session, connection, answer, 'suback', effects);
  // v5 [MQTT-3.14.4-1]: nothing follows the DISCONNECT that stands for an answer.
  const isClosing = state.connections.get(connection)?.closing === true;
  // One by one: there may be more of them than a call has room for.
  for (const effect of added) {
    if (!isClosing || effect.kind !== 'send-packet') effects.push(effect);
  }
}

/**
 * v5 [MQTT-3.8.4-7].
 * @param replays how many retained messages the packet may still set free
 * @returns its Reason Code: the QoS granted, or 0x80 and more
 */
function addOne(
  state: BrokerState,
  session: Session,
  { filter, qos, noLocal, retainAsPublished, retainHandling = 0 }: Subscription,
  subscriptionId: number | undefined,
  replays: { left: number },
  now: SimTime,
  effects: Effect[],
): number {
  const { limits, grantedQosMax } = state.options;
  const isNew = !session.subscriptions.has(filter);
  const isTooMany = isNew && session.subscriptions.size >= limits.subscriptionsPerSession;
  if (isTooMany || replays.left < 0 || levelsOf(filter) > FILTER_LEVELS_MAX) {
    return session.version === 5 ? REASON.quotaExceeded : REASON.unspecifiedError;
  }
  const shared = parseSharedFilter(filter);
  const granted: Granted = {
    filter,
    qos: qos > grantedQosMax ? grantedQosMax : qos,
    noLocal: noLocal ?? false,
    retainAsPublished: retainAsPublished ?? false,
    subscriptionId,
    shareName: shared === undefined ? undefined : filter,
  };
  // v5 [MQTT-3.8.4-3], [MQTT-3.8.4-4], 3.1.1 [MQTT-3.8.4-3]: the same filter again replaces it.
  grant(state, session, granted);
  const { clientId } = session;
  effects.push({ kind: 'add-subscription', clientId, filter, qos: granted.qos });
  // v5 [MQTT-3.3.1-10], [MQTT-3.3.1-11]: Retain Handling; nothing is replayed to a shared subscription.
  const isReplayed = retainHandling === 0 || (retainHandling === 1 && isNew);
  if (isReplayed && shared === undefined) {
    replays.left -= replayRetained(state, session, granted, now, effects);
  }
  return granted.qos;
}

function levelsOf(filter: TopicFilter): number {
  return filter.split('/').length;
}

/** Puts a subscription into force, as from a SUBSCRIBE or from a store. */
export function grant(state: BrokerState, session: Session, granted: Granted): void {
  const { clientId } = session;
  session.subscriptions.set(granted.filter, granted);
  state.routes.clear();
  const shared = parseSharedFilter(granted.filter);
  if (shared === undefined) {
    state.tree.set(granted.filter, clientId, { session, granted });
    return;
  }
  groupOf(state, granted.filter, shared.filter).members.set(clientId, { session, granted });
}

function groupOf(state: BrokerState, shareName: string, filter: TopicFilter): ShareGroup {
  const known = state.groups.get(shareName);
  if (known !== undefined) return known;
  const group: ShareGroup = { shareName, members: new Map(), lastMember: undefined };
  state.groups.set(shareName, group);
  state.tree.set(filter, shareName, group);
  return group;
}

/**
 * v5 [MQTT-3.10.4-4], [MQTT-3.10.4-5], 3.1.1 [MQTT-3.10.4-4], [MQTT-3.10.4-5]: UNSUBACK in any case.
 * v5 [MQTT-3.10.4-6], [MQTT-3.11.3-1], 3.1.1 [MQTT-3.10.4-6]: one for all filters, in their order.
 */
export function unsubscribe(
  state: BrokerState,
  session: Session,
  connection: ConnectionId,
  { packetId, filters }: UnsubscribePacket,
  effects: Effect[],
): void {
  const { clientId, version, subscriptions } = session;
  const reasonCodes = filters.map((filter) => {
    // v5 [MQTT-3.10.4-1], 3.1.1 [MQTT-3.10.4-1]: as text, wildcards and all.
    if (!subscriptions.has(filter)) return REASON.noSubscriptionExisted;
    withdraw(state, session, filter);
    effects.push({ kind: 'remove-subscription', clientId, filter });
    return REASON.success;
  });
  const codes = version === 5 ? reasonCodes : [];
  const answer = { type: 'UNSUBACK', packetId, reasonCodes: codes } as const;
  sendAnswer(state, session, connection, answer, 'unsuback', effects);
}

export function unsubscribeAll(state: BrokerState, session: Session): void {
  for (const filter of [...session.subscriptions.keys()]) withdraw(state, session, filter);
}

/**
 * v5 [MQTT-3.10.4-2], [MQTT-3.10.4-3], 3.1.1 [MQTT-3.10.4-2], [MQTT-3.10.4-3]: nothing new comes of it;
 * what is under way is the sender's.
 */
function withdraw(state: BrokerState, session: Session, filter: TopicFilter): void {
  const { clientId } = session;
  session.subscriptions.delete(filter);
  state.routes.clear();
  const shared = parseSharedFilter(filter);
  if (shared === undefined) {
    state.tree.delete(filter, clientId);
    return;
  }
  const group = state.groups.get(filter);
  group?.members.delete(clientId);
  if (group?.members.size !== 0) return;
  state.groups.delete(filter);
  state.tree.delete(shared.filter, filter);
}
