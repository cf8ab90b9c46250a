// Where a message goes: to each session with a matching subscription, and to one member of each
// group that shares one.

import type { SimTime } from '../../base/time.ts';
import { addTime, fromSec } from '../../base/time.ts';
import type { Effect } from '../effect.ts';
import type { ClientId, Message, Qos, TopicName } from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import type { HandOn } from '../session/receiver.ts';
import { publishRule, sendMessage } from '../session/sender.ts';
import type { Delivery } from '../session/waiting.ts';
import { armMessageExpiry } from './sessionTimers.ts';
import type { BrokerState, Granted, Member, Route, Session, ShareGroup } from './state.ts';

/** Copies of one message by overlapping subscriptions: the copy's number counts in these. */
export const OVERLAP_COPY = 65_536;

/** Bounds on the memory of topics: more, or longer ones, are looked up each time. */
const ROUTES_MAX = 4096;
const ROUTE_TOPIC_LENGTH_MAX = 256;

/**
 * v5 [MQTT-4.5.0-1], [MQTT-3.3.2-3], 3.1.1 [MQTT-4.5.0-1], [MQTT-3.3.2-3]: to all who are subscribed,
 * and to nobody else. v5 [MQTT-4.6.0-5], [MQTT-4.6.0-6], 3.1.1 [MQTT-4.6.0-5], [MQTT-4.6.0-6]: at once,
 * so that one publisher's messages keep their order. @param from its publisher
 */
export function forward(
  state: BrokerState,
  from: ClientId,
  handOn: HandOn,
  now: SimTime,
  effects: Effect[],
): void {
  const expiresAt = expiryOf(handOn.message, handOn.receivedAt ?? now);
  const routes = routesTo(state, handOn.message.topic);
  const chosen: Session[] = [];
  for (const route of routes) {
    if (route.kind === 'group') {
      const member = nextMember(route.group);
      if (member === undefined) continue;
      const { session, granted } = member;
      const nth = countCopies(session, routes, chosen);
      chosen.push(session);
      deliver(session, [granted], from, handOn, nth, expiresAt, now, effects);
    } else {
      const { session, granted, nth } = route;
      deliver(session, granted, from, handOn, nth, expiresAt, now, effects);
    }
  }
}

/** How many copies a session has had, by its own routes and by groups that have chosen it. */
function countCopies(
  session: Session,
  routes: readonly Route[],
  chosen: readonly Session[],
): number {
  const own = routes.filter((route) => route.kind === 'session' && route.session === session);
  return own.length + chosen.filter((one) => one === session).length;
}

/** When the message's Message Expiry Interval is over, or Infinity. */
export function expiryOf({ expirySec }: Message, receivedAt: SimTime): number {
  return expirySec === undefined ? Infinity : addTime(receivedAt, fromSec(expirySec));
}

/**
 * v5 [MQTT-3.3.4-2], 3.1.1 [MQTT-3.3.5-1]: one copy, at the highest QoS of its subscriptions.
 * v5 [MQTT-3.3.4-3], [MQTT-3.3.4-4], [MQTT-3.3.4-5]: with all their Subscription Identifiers.
 */
function deliver(
  session: Session,
  granted: readonly Granted[],
  from: ClientId,
  { message, attempt }: HandOn,
  nth: number,
  expiresAt: number,
  now: SimTime,
  effects: Effect[],
): void {
  let highest: Qos | undefined;
  let retain = false;
  let ids: number[] | undefined;
  let shareName: string | undefined;
  for (const one of granted) {
    // v5 [MQTT-3.8.3-3]
    if (one.noLocal && session.clientId === from) continue;
    if (highest === undefined || one.qos > highest) highest = one.qos;
    // v5 [MQTT-3.3.1-12], [MQTT-3.3.1-13], 3.1.1 [MQTT-3.3.1-9]
    if (one.retainAsPublished && message.retain) retain = true;
    if (one.subscriptionId !== undefined) ids = [...(ids ?? []), one.subscriptionId];
    if (one.shareName !== undefined) shareName = one.shareName;
  }
  if (highest === undefined) return;
  // v5 [MQTT-3.8.4-8], 3.1.1 [MQTT-3.8.4-6]: the lower of the published and the granted QoS.
  const qos = highest < message.qos ? highest : message.qos;
  const copy = attempt + nth * OVERLAP_COPY;
  const because = qos < message.qos ? 'lower-qos' : publishRule(qos);
  // v5 [MQTT-3.3.2-4], [MQTT-3.3.2-15], [MQTT-3.3.2-16], [MQTT-3.3.2-17], [MQTT-3.3.2-20]: unaltered.
  const plain: Delivery = { message, qos, copy, retain, expiresAt };
  const isPlain = ids === undefined && shareName === undefined;
  const delivery = isPlain ? plain : { ...plain, ...detailsOf(ids, shareName) };
  give(session, delivery, because, now, effects);
}

/** Sends it, or queues it; what waits and expires wakes the session then. */
export function give(
  session: Session,
  delivery: Delivery,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  sendMessage(session.sender, delivery, because, now, effects);
  if (delivery.expiresAt < session.expiryTimerAt) armMessageExpiry(session, effects);
}

function detailsOf(ids: readonly number[] | undefined, shareName: string | undefined) {
  return {
    ...(ids === undefined ? {} : { subscriptionIds: ids }),
    ...(shareName === undefined ? {} : { shareName }),
  };
}

/**
 * v5 §4.8.2: a message of a session that is over goes to another member of its group, v5 [MQTT-4.8.2-3]
 * at the QoS that this one is granted.
 */
export function deliverToGroup(
  state: BrokerState,
  { shareName, message, copy, expiresAt }: Delivery,
  now: SimTime,
  effects: Effect[],
): void {
  const group = state.groups.get(shareName ?? '');
  const member = group === undefined ? undefined : nextMember(group);
  if (member === undefined || group === undefined) return;
  const { session, granted } = member;
  const qos = granted.qos < message.qos ? granted.qos : message.qos;
  const retain = granted.retainAsPublished && message.retain;
  const ids = granted.subscriptionId === undefined ? undefined : [granted.subscriptionId];
  const details = detailsOf(ids, group.shareName);
  const again: Delivery = { message, qos, copy, retain, expiresAt, ...details };
  give(session, again, 'shared-subscription', now, effects);
}

/** The next in turn who is connected, or the next in turn when nobody is. */
function nextMember(group: ShareGroup): Member | undefined {
  const members = [...group.members.values()];
  const isLast = ({ session }: Member): boolean => session.clientId === group.lastMember;
  const start = members.findIndex(isLast) + 1;
  const inTurn = [...members.slice(start), ...members.slice(0, start)];
  const chosen = inTurn.find(({ session }) => session.connection !== undefined) ?? inTurn[0];
  group.lastMember = chosen?.session.clientId;
  return chosen;
}

/** Whether any subscription matches. */
export function hasSubscription(state: BrokerState, topic: TopicName): boolean {
  return routesTo(state, topic).length > 0;
}

function routesTo(state: BrokerState, topic: TopicName): readonly Route[] {
  const known = state.routes.get(topic);
  if (known !== undefined) return known;
  const routes = findRoutes(state, topic);
  if (topic.length <= ROUTE_TOPIC_LENGTH_MAX) {
    if (state.routes.size >= ROUTES_MAX) state.routes.clear();
    state.routes.set(topic, routes);
  }
  return routes;
}

function findRoutes({ tree, options }: BrokerState, topic: TopicName): readonly Route[] {
  const groups: Route[] = [];
  const bySession = new Map<Session, Granted[]>();
  const each: Route[] = [];
  for (const found of tree.match(topic)) {
    if ('members' in found) {
      groups.push({ kind: 'group', group: found });
      continue;
    }
    const { session, granted } = found;
    const own = bySession.get(session) ?? [];
    bySession.set(session, own);
    each.push({ kind: 'session', session, granted: [granted], nth: own.length });
    own.push(granted);
  }
  if (options.overlapping === 'each') return [...each, ...groups];
  const one = [...bySession].map(
    ([session, granted]): Route => ({ kind: 'session', session, granted, nth: 0 }),
  );
  return [...one, ...groups];
}
