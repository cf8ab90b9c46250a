// An MQTT broker as a sans-I/O machine: input and `now` in, effects out. Owns connections, sessions
// and routing; what one session sends and receives is session/sender.ts's and receiver.ts's.
//
//   connection   input               next        effects
//   —            connection-opened   opened      —
//   opened       CONNECT             connected   start-session, CONNACK, re-send a kept session's
//   opened       any other packet    —           close-connection
//   connected    SUBSCRIBE           connected   SUBACK, add-subscription
//   connected    a PUBLISH is due    connected   one forward for each matching session
//   connected    PINGREQ             connected   PINGRESP
//   connected    DISCONNECT          —           close-connection
//   connected    keep-alive          —           close-connection after 1.5 × Keep Alive of silence

import { assertNever } from '../../base/assertNever.ts';
import { addTime, fromSec, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import type {
  ClientId,
  ConnectPacket,
  Packet,
  Qos,
  SubscribePacket,
  TopicFilter,
  TopicName,
} from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import type { SenderState } from '../session/outgoing.ts';
import {
  createReceiver,
  discardReceiver,
  type HandOn,
  type Qos2HandOver,
  type ReceiverState,
  receivePublish,
  receivePubrel,
} from '../session/receiver.ts';
import {
  createSender,
  discardUnacknowledged,
  discardWaiting,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  resendEntry,
  resumeSender,
  sendMessage,
  setResendAfter,
  suspendSender,
} from '../session/sender.ts';
import { matchesTopic } from '../topic/topicMatch.ts';

export interface BrokerOptions {
  /** When a QoS 2 message is forwarded. */
  readonly qos2Forward: Qos2HandOver;
  /** How many QoS > 0 messages one subscriber may have unacknowledged, 1 to 65,535. */
  readonly receiveMaximum: number;
  /** How many messages may wait for one subscriber; a newer one is discarded. */
  readonly queueLimit: number;
  readonly resendAfter: SimTime | undefined;
}

interface Session {
  readonly clientId: ClientId;
  readonly sender: SenderState;
  readonly receiver: ReceiverState;
  readonly subscriptions: Map<TopicFilter, Qos>;
  connection: ConnectionId | undefined;
}

interface Connection {
  /** Undefined until CONNECT. */
  session: Session | undefined;
  /** 1.5 × Keep Alive; 0 switches it off. */
  silenceMax: SimTime;
  heardAt: SimTime;
}

export interface BrokerState {
  readonly options: BrokerOptions;
  readonly sessions: Map<ClientId, Session>;
  readonly connections: Map<ConnectionId, Connection>;
  /** Sessions whose filters match a topic, with the granted QoS; emptied when filters change. */
  readonly routes: Map<TopicName, readonly Route[]>;
  resendAfter: SimTime | undefined;
}

interface Route {
  readonly session: Session;
  readonly granted: Qos;
}

export type BrokerInput =
  | { readonly kind: 'connection-opened'; readonly connection: ConnectionId }
  | { readonly kind: 'connection-closed'; readonly connection: ConnectionId }
  | {
      readonly kind: 'packet-received';
      readonly connection: ConnectionId;
      readonly packet: Packet;
    }
  | { readonly kind: 'timer-fired'; readonly key: TimerKey }
  | { readonly kind: 'set-resend-after'; readonly resendAfter: SimTime | undefined };

export function createBroker(options: BrokerOptions): BrokerState {
  return {
    options,
    sessions: new Map(),
    connections: new Map(),
    routes: new Map(),
    resendAfter: options.resendAfter,
  };
}

/** @returns what the host is to do, in this order */
export function stepBroker(state: BrokerState, input: BrokerInput, now: SimTime): Effect[] {
  const effects: Effect[] = [];
  switch (input.kind) {
    case 'connection-opened':
      state.connections.set(input.connection, {
        session: undefined,
        silenceMax: 0 as SimTime,
        heardAt: now,
      });
      break;
    case 'connection-closed':
      closeConnection(state, input.connection, effects);
      break;
    case 'packet-received':
      receivePacket(state, input.connection, input.packet, now, effects);
      break;
    case 'timer-fired':
      fireTimer(state, input.key, now, effects);
      break;
    case 'set-resend-after':
      state.resendAfter = input.resendAfter;
      for (const session of state.sessions.values()) {
        setResendAfter(session.sender, input.resendAfter, now, effects);
      }
      break;
    default:
      assertNever(input);
  }
  return effects;
}

function closeConnection(state: BrokerState, id: ConnectionId, effects: Effect[]): void {
  const connection = state.connections.get(id);
  state.connections.delete(id);
  const session = connection?.session;
  if (session === undefined || session.connection !== id) return;
  session.connection = undefined;
  suspendSender(session.sender, effects);
  const key: TimerKey = { connection: id, timer: 'keep-alive', packetId: 0 };
  effects.push({ kind: 'cancel-timer', key });
}

function receivePacket(
  state: BrokerState,
  id: ConnectionId,
  packet: Packet,
  now: SimTime,
  effects: Effect[],
): void {
  const connection = state.connections.get(id);
  if (connection === undefined) return;
  connection.heardAt = now;
  const { session } = connection;
  if (packet.type === 'CONNECT' && session === undefined) {
    connect(state, id, connection, packet, now, effects);
    return;
  }
  if (session === undefined) {
    effects.push({ kind: 'close-connection', connection: id, reason: 'first packet not CONNECT' });
    return;
  }
  switch (packet.type) {
    case 'PUBLISH':
      forward(state, receivePublish(session.receiver, packet, id, effects), now, effects);
      break;
    case 'PUBREL':
      forward(state, receivePubrel(session.receiver, packet, id, effects), now, effects);
      break;
    case 'PUBACK':
      receivePuback(session.sender, packet, now, effects);
      break;
    case 'PUBREC':
      receivePubrec(session.sender, packet, now, effects);
      break;
    case 'PUBCOMP':
      receivePubcomp(session.sender, packet, now, effects);
      break;
    case 'SUBSCRIBE':
      subscribe(state, session, id, packet, effects);
      break;
    case 'PINGREQ':
      effects.push({
        kind: 'send-packet',
        connection: id,
        packet: { type: 'PINGRESP' },
        because: 'pingresp',
      });
      break;
    case 'DISCONNECT':
      effects.push({ kind: 'close-connection', connection: id, reason: 'client disconnected' });
      break;
    case 'CONNECT':
    case 'CONNACK':
    case 'SUBACK':
    case 'PINGRESP':
      effects.push({
        kind: 'close-connection',
        connection: id,
        reason: `${packet.type} is not for a broker at this point`,
      });
      break;
    default:
      assertNever(packet);
  }
}

function connect(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  packet: ConnectPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const old = state.sessions.get(packet.clientId);
  if (old?.connection !== undefined) {
    effects.push({
      kind: 'close-connection',
      connection: old.connection,
      reason: 'session taken over',
    });
    closeConnection(state, old.connection, effects);
  }
  const resumed = old !== undefined && !packet.clean;
  const session = resumed ? old : createSession(state, packet.clientId, old, effects);
  session.connection = id;
  connection.session = session;
  connection.silenceMax = fromSec(packet.keepAliveSec * 1.5);
  effects.push(
    { kind: 'start-session', clientId: packet.clientId, resumed },
    {
      kind: 'send-packet',
      connection: id,
      packet: { type: 'CONNACK', sessionPresent: resumed, reasonCode: 0 },
      because: 'connack',
    },
  );
  resumeSender(session.sender, id, now, effects);
  if (connection.silenceMax > 0) armKeepAlive(id, connection, now, effects);
}

function createSession(
  state: BrokerState,
  clientId: ClientId,
  old: Session | undefined,
  effects: Effect[],
): Session {
  if (old !== undefined) {
    discardUnacknowledged(old.sender, effects);
    discardWaiting(old.sender, effects);
    discardReceiver(old.receiver, effects);
  }
  const { receiveMaximum, queueLimit, qos2Forward } = state.options;
  const session: Session = {
    clientId,
    sender: createSender(clientId, state.resendAfter, { receiveMaximum, queueLimit }),
    receiver: createReceiver(clientId, qos2Forward),
    subscriptions: new Map(),
    connection: undefined,
  };
  state.sessions.set(clientId, session);
  state.routes.clear();
  return session;
}

function subscribe(
  state: BrokerState,
  session: Session,
  id: ConnectionId,
  packet: SubscribePacket,
  effects: Effect[],
): void {
  const { packetId, subscriptions } = packet;
  effects.push({
    kind: 'send-packet',
    connection: id,
    packet: { type: 'SUBACK', packetId, reasonCodes: subscriptions.map(({ qos }) => qos) },
    because: 'suback',
  });
  for (const { filter, qos } of subscriptions) {
    session.subscriptions.set(filter, qos);
    effects.push({ kind: 'add-subscription', clientId: session.clientId, filter, qos });
  }
  state.routes.clear();
}

/** Sends a message that a publisher handed over to each session with a matching subscription. */
function forward(
  state: BrokerState,
  handOn: HandOn | undefined,
  now: SimTime,
  effects: Effect[],
): void {
  if (handOn === undefined) return;
  const { message, attempt } = handOn;
  for (const { session, granted } of routesTo(state, message.topic)) {
    // v5 [MQTT-3.8.4-8]: the lower of the published and the granted QoS.
    const qos = granted < message.qos ? granted : message.qos;
    sendMessage(session.sender, message, qos, attempt, forwardRule(qos, message.qos), now, effects);
  }
}

function forwardRule(qos: Qos, published: Qos): RuleId {
  if (qos < published) return 'lower-qos';
  if (qos === 0) return 'qos0-once';
  return qos === 1 ? 'qos1-publish' : 'qos2-publish';
}

function routesTo(state: BrokerState, topic: TopicName): readonly Route[] {
  const known = state.routes.get(topic);
  if (known !== undefined) return known;
  const routes: Route[] = [];
  for (const session of state.sessions.values()) {
    const granted = highestGranted(session, topic);
    if (granted !== undefined) routes.push({ session, granted });
  }
  state.routes.set(topic, routes);
  return routes;
}

/** Overlapping subscriptions make one copy, at the highest QoS granted. */
function highestGranted(session: Session, topic: TopicName): Qos | undefined {
  let highest: Qos | undefined;
  for (const [filter, qos] of session.subscriptions) {
    if (matchesTopic(filter, topic) && (highest === undefined || qos > highest)) highest = qos;
  }
  return highest;
}

function fireTimer(state: BrokerState, key: TimerKey, now: SimTime, effects: Effect[]): void {
  const connection = state.connections.get(key.connection);
  const session = connection?.session;
  if (connection === undefined || session === undefined) return;
  switch (key.timer) {
    case 're-send':
      resendEntry(session.sender, key.packetId, 'timer-resend', now, effects);
      break;
    case 'keep-alive': {
      const { silenceMax, heardAt } = connection;
      if (addTime(heardAt, silenceMax) > now) {
        armKeepAlive(key.connection, connection, heardAt, effects);
      } else {
        const reason = 'nothing heard for 1.5 × Keep Alive';
        effects.push({ kind: 'close-connection', connection: key.connection, reason });
      }
      break;
    }
    // A client's timers.
    case 'ping-timeout':
    case 'connect-timeout':
      break;
    default:
      assertNever(key.timer);
  }
}

function armKeepAlive(
  id: ConnectionId,
  connection: Connection,
  from: SimTime,
  effects: Effect[],
): void {
  effects.push({
    kind: 'set-timer',
    key: { connection: id, timer: 'keep-alive', packetId: 0 },
    at: addTime(from, connection.silenceMax),
    messageUid: undefined,
  });
}
