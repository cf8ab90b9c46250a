// An MQTT client as a sans-I/O machine: input and `now` in, effects out. Owns its connection's
// phase, keep-alive, and its half of the session; leaves time, bytes and the network to its host.
//
//   phase        input               next         effects
//   offline      connection-opened   connecting   CONNECT
//   connecting   CONNACK             connected    re-send what a kept session holds, SUBSCRIBE
//   connected    last SUBACK         connected    report-ready
//   connected    packet, publish     connected    as session/sender.ts and session/receiver.ts say
//   any          connection-closed   offline      timers cancelled, session kept
//   connected    keep-alive          connected    PINGREQ when nothing was sent for Keep Alive
//   connected    ping-timeout        offline      close-connection
//   any          connect-timeout     offline      close-connection: no CONNACK or no SUBACK came

import { assertNever } from '../../base/assertNever.ts';
import { addTime, fromSec, laterOf, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import type {
  ClientId,
  ConnackPacket,
  Message,
  Packet,
  ProtocolVersion,
  Subscription,
} from '../packets/packet.ts';
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
  allotPacketId,
  createSender,
  discardUnacknowledged,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  resendEntry,
  resumeSender,
  sendMessage,
  setResendAfter,
  suspendSender,
} from '../session/sender.ts';

const CONNECT_TIMEOUT = fromSec(30);

export interface ClientOptions {
  readonly clientId: ClientId;
  readonly protocolVersion: ProtocolVersion;
  readonly clean: boolean;
  readonly sessionExpirySec: number;
  /** How long it waits for CONNACK and SUBACK before it gives the connection up; 30 s unless told. */
  readonly connectTimeout?: SimTime;
  /** 0 switches keep-alive off. */
  readonly keepAliveSec: number;
  readonly subscriptions: readonly Subscription[];
  readonly qos2HandOver: Qos2HandOver;
  readonly resendAfter: SimTime | undefined;
  /** How many of this client's own QoS > 0 messages may be unacknowledged at once. */
  readonly receiveMaximum: number;
}

type Phase =
  | { readonly kind: 'offline' }
  | { readonly kind: 'connecting'; readonly connection: ConnectionId }
  | { readonly kind: 'connected'; readonly connection: ConnectionId };

export interface ClientState {
  readonly options: ClientOptions;
  readonly sender: SenderState;
  readonly receiver: ReceiverState;
  phase: Phase;
  /** The broker has confirmed the subscriptions, and has kept them since. */
  subscribed: boolean;
  lastSentAt: SimTime;
}

export type ClientInput =
  | { readonly kind: 'connection-opened'; readonly connection: ConnectionId }
  | { readonly kind: 'connection-closed' }
  | { readonly kind: 'packet-received'; readonly packet: Packet }
  | { readonly kind: 'timer-fired'; readonly key: TimerKey }
  | { readonly kind: 'publish'; readonly message: Message }
  | { readonly kind: 'set-resend-after'; readonly resendAfter: SimTime | undefined };

export function createClient(options: ClientOptions): ClientState {
  const { resendAfter } = options;
  // One Packet Identifier is always left for SUBSCRIBE.
  const receiveMaximum = Math.min(options.receiveMaximum, 65_534);
  return {
    options,
    sender: createSender('broker', resendAfter, { receiveMaximum, queueLimit: Infinity }),
    receiver: createReceiver('broker', options.qos2HandOver),
    phase: { kind: 'offline' },
    subscribed: options.subscriptions.length === 0,
    lastSentAt: 0 as SimTime,
  };
}

/** @returns what the host is to do, in this order */
export function stepClient(state: ClientState, input: ClientInput, now: SimTime): Effect[] {
  const effects: Effect[] = [];
  switch (input.kind) {
    case 'connection-opened':
      openConnection(state, input.connection, now, effects);
      break;
    case 'connection-closed':
      closeConnection(state, effects);
      break;
    case 'packet-received':
      receivePacket(state, input.packet, now, effects);
      break;
    case 'timer-fired':
      fireTimer(state, input.key, now, effects);
      break;
    case 'publish':
      publish(state, input.message, now, effects);
      break;
    case 'set-resend-after':
      setResendAfter(state.sender, input.resendAfter, now, effects);
      break;
    default:
      assertNever(input);
  }
  if (state.options.keepAliveSec > 0 && sendsPacket(effects)) state.lastSentAt = now;
  return effects;
}

function sendsPacket(effects: readonly Effect[]): boolean {
  for (const { kind } of effects) if (kind === 'send-packet') return true;
  return false;
}

function publish(state: ClientState, message: Message, now: SimTime, effects: Effect[]): void {
  const because =
    message.qos === 0 ? 'qos0-once' : message.qos === 1 ? 'qos1-publish' : 'qos2-publish';
  sendMessage(state.sender, message, message.qos, 1, because, now, effects);
}

function openConnection(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const { clientId, protocolVersion, clean, keepAliveSec, sessionExpirySec } = state.options;
  state.phase = { kind: 'connecting', connection };
  effects.push({
    kind: 'send-packet',
    connection,
    packet: { type: 'CONNECT', protocolVersion, clientId, clean, keepAliveSec, sessionExpirySec },
    because: 'connect',
  });
  effects.push({
    kind: 'set-timer',
    key: { connection, timer: 'connect-timeout', packetId: 0 },
    at: addTime(now, state.options.connectTimeout ?? CONNECT_TIMEOUT),
    messageUid: undefined,
  });
}

function closeConnection(state: ClientState, effects: Effect[]): void {
  if (state.phase.kind === 'offline') return;
  const { connection } = state.phase;
  state.phase = { kind: 'offline' };
  suspendSender(state.sender, effects);
  for (const timer of ['keep-alive', 'ping-timeout', 'connect-timeout'] as const) {
    effects.push({ kind: 'cancel-timer', key: { connection, timer, packetId: 0 } });
  }
}

function receivePacket(state: ClientState, packet: Packet, now: SimTime, effects: Effect[]): void {
  const { phase } = state;
  if (phase.kind === 'offline') return;
  if (packet.type === 'CONNACK') {
    receiveConnack(state, packet, now, effects);
    return;
  }
  // v5 [MQTT-3.2.0-1]: nothing comes before CONNACK.
  if (phase.kind !== 'connected') return;
  const { connection } = phase;
  switch (packet.type) {
    case 'PUBLISH':
      deliver(receivePublish(state.receiver, packet, connection, effects), effects);
      break;
    case 'PUBREL':
      deliver(receivePubrel(state.receiver, packet, connection, effects), effects);
      break;
    case 'PUBACK':
      receivePuback(state.sender, packet, now, effects);
      break;
    case 'PUBREC':
      receivePubrec(state.sender, packet, now, effects);
      break;
    case 'PUBCOMP':
      receivePubcomp(state.sender, packet, now, effects);
      break;
    case 'SUBACK':
      if (packet.packetId === state.sender.subscribePacketId) {
        state.sender.subscribePacketId = 0;
        state.subscribed = true;
        reportReady(connection, effects);
      }
      break;
    case 'PINGRESP': {
      const key: TimerKey = { connection, timer: 'ping-timeout', packetId: 0 };
      effects.push({ kind: 'cancel-timer', key });
      break;
    }
    case 'DISCONNECT':
      effects.push({ kind: 'close-connection', connection, reason: 'broker disconnected' });
      break;
    // A broker never sends these; a client that gets one ignores it.
    case 'CONNECT':
    case 'SUBSCRIBE':
    case 'PINGREQ':
      break;
    default:
      assertNever(packet);
  }
}

function deliver(handOn: HandOn | undefined, effects: Effect[]): void {
  if (handOn === undefined) return;
  const { message, copy, attempt, qos } = handOn;
  effects.push({ kind: 'deliver-message', message, copy, attempt, qos });
}

function receiveConnack(
  state: ClientState,
  packet: ConnackPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const { phase, options } = state;
  if (phase.kind !== 'connecting') return;
  const { connection } = phase;
  if (packet.reasonCode !== 0) {
    effects.push({ kind: 'close-connection', connection, reason: 'connection refused' });
    return;
  }
  state.phase = { kind: 'connected', connection };
  if (!packet.sessionPresent) {
    // The broker kept nothing, so the client discards its half; what it never sent stays.
    discardReceiver(state.receiver, effects);
    discardUnacknowledged(state.sender, effects);
    state.subscribed = options.subscriptions.length === 0;
  }
  resumeSender(state.sender, connection, now, effects);
  if (options.keepAliveSec > 0) armKeepAlive(state, connection, now, effects);
  if (state.subscribed) reportReady(connection, effects);
  else subscribe(state, connection, effects);
}

function reportReady(connection: ConnectionId, effects: Effect[]): void {
  const key: TimerKey = { connection, timer: 'connect-timeout', packetId: 0 };
  effects.push({ kind: 'cancel-timer', key }, { kind: 'report-ready' });
}

function subscribe(state: ClientState, connection: ConnectionId, effects: Effect[]): void {
  const { subscriptions } = state.options;
  const packetId = allotPacketId(state.sender);
  state.sender.subscribePacketId = packetId;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: { type: 'SUBSCRIBE', packetId, subscriptions },
    because: 'subscribe',
  });
}

function fireTimer(state: ClientState, key: TimerKey, now: SimTime, effects: Effect[]): void {
  const { phase } = state;
  if (phase.kind === 'offline' || phase.connection !== key.connection) return;
  switch (key.timer) {
    case 're-send':
      resendEntry(state.sender, key.packetId, 'timer-resend', now, effects);
      break;
    case 'keep-alive':
      keepAlive(state, key.connection, now, effects);
      break;
    case 'connect-timeout': {
      const reason = 'it was not set up in time';
      effects.push({ kind: 'close-connection', connection: key.connection, reason });
      break;
    }
    case 'ping-timeout':
      effects.push({
        kind: 'close-connection',
        connection: key.connection,
        reason: 'no PINGRESP within Keep Alive',
      });
      break;
    default:
      assertNever(key.timer);
  }
}

/** v5 [MQTT-3.1.2-20]: PINGREQ when nothing else was sent; else look again when it is due. */
function keepAlive(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const keepAlive = fromSec(state.options.keepAliveSec);
  const silent = addTime(state.lastSentAt, keepAlive) <= now;
  if (silent) {
    effects.push({
      kind: 'send-packet',
      connection,
      packet: { type: 'PINGREQ' },
      because: 'pingreq',
    });
    const key: TimerKey = { connection, timer: 'ping-timeout', packetId: 0 };
    effects.push({ kind: 'set-timer', key, at: addTime(now, keepAlive), messageUid: undefined });
    state.lastSentAt = now;
  }
  armKeepAlive(state, connection, now, effects);
}

function armKeepAlive(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const dueAt = addTime(state.lastSentAt, fromSec(state.options.keepAliveSec));
  effects.push({
    kind: 'set-timer',
    key: { connection, timer: 'keep-alive', packetId: 0 },
    at: laterOf(now, dueAt),
    messageUid: undefined,
  });
}
