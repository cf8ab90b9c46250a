// An MQTT client as a sans-I/O machine, 3.1.1 and 5.0 alike: input and `now` in, effects out. Owns its
// connection's phase and its half of the session; leaves time, bytes and the network to its host.
//
//   phase        input               next         effects
//   offline      connection-opened   connecting   CONNECT
//   connecting   CONNACK             connected    re-send what a kept session holds, SUBSCRIBE
//   connecting   CONNACK, a refusal  connecting   close-connection
//   connected    last SUBACK         connected    report-ready
//   connected    packet, publish     connected    as session/sender.ts and session/receiver.ts say
//   connected    a fault             connected    DISCONNECT, close-connection
//   connected    disconnect          connected    DISCONNECT, close-connection
//   any          process-ended       offline      what is not kept is released
//   any          connection-closed   offline      timers cancelled, session kept
//   connected    keep-alive          connected    PINGREQ when nothing was sent for Keep Alive
//   connected    ping-timeout        connected    close-connection
//   any          connect-timeout     same         close-connection: no CONNACK or no SUBACK came

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type {
  AckType,
  Message,
  Packet,
  PublishPacket,
  Subscription,
  TopicFilter,
} from '../packets/packet.ts';
import {
  createReceiver,
  faultOf,
  type HandOn,
  type Inlet,
  receivePublish,
  receivePubrel,
} from '../session/receiver.ts';
import { setResendAfter, suspendSender } from '../session/reconnect.ts';
import {
  createSender,
  fireResend,
  publishRule,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  sendMessage,
} from '../session/sender.ts';
import { isFault, resolveAlias } from '../session/topicAlias.ts';
import { type Delivery, discard } from '../session/waiting.ts';
import { receiveConnack, sendConnect } from './connect.ts';
import { crash } from './crash.ts';
import { finishHandler, handOver } from './inbox.ts';
import { keepAlive } from './keepAlive.ts';
import type { ClientOptions } from './options.ts';
import { receiveAnswer, unwant, want } from './requests.ts';
import type { ClientState } from './state.ts';

export type ClientInput =
  | { readonly kind: 'connection-opened'; readonly connection: ConnectionId }
  | { readonly kind: 'connection-closed' }
  | { readonly kind: 'packet-received'; readonly packet: Packet }
  /** What came is no packet, or none that is allowed. */
  | { readonly kind: 'malformed-received'; readonly fault: PacketFault }
  | { readonly kind: 'timer-fired'; readonly key: TimerKey }
  | { readonly kind: 'publish'; readonly message: Message }
  | { readonly kind: 'subscribe'; readonly subscriptions: readonly Subscription[] }
  | { readonly kind: 'unsubscribe'; readonly filters: readonly TopicFilter[] }
  /** DISCONNECT, with its Reason Code in 5.0: 0x00, or 0x04 that lets the will go out. */
  | {
      readonly kind: 'disconnect';
      readonly reasonCode: 0x00 | 0x04;
      /** 5.0: with a Session Expiry Interval of 0. */
      readonly endsSession?: true;
    }
  | { readonly kind: 'set-resend-after'; readonly resendAfter: SimTime | undefined }
  /** From now on; what CONNECT says, from the next connection on. */
  | { readonly kind: 'change-options'; readonly changes: ChangeableOptions }
  /** Its process ends, and with it what is not kept on disk; its host forgets its timers. */
  | { readonly kind: 'process-ended'; readonly store: 'kept' | 'lost' };

/** What can change about a client that is there. */
export type ChangeableOptions = Partial<
  Pick<
    ClientOptions,
    | 'acknowledge'
    | 'cleanStart'
    | 'handlerTime'
    | 'offlinePublish'
    | 'sessionExpirySec'
    | 'sessionLost'
    | 'withholds'
  >
>;

const NOTHING: readonly Effect[] = [];

export function createClient(options: ClientOptions): ClientState {
  const { resendAfter, qos2HandOver, receiveMaximum, subscriptions, clientId } = options;
  // One Packet Identifier is left for SUBSCRIBE.
  const sendQuota = Math.min(options.sendQuota, 65_534);
  return {
    options,
    sender: createSender('broker', resendAfter, { ...options, sendQuota, queueBytesMax: Infinity }),
    receiver: createReceiver('broker', { qos2HandOver, receiveMaximum }),
    phase: { kind: 'offline' },
    clientId,
    hasSession: false,
    startsAnew: false,
    wanted: new Map(subscriptions.map((wanted) => [wanted.filter, wanted])),
    unconfirmed: new Set(subscriptions.map(({ filter }) => filter)),
    unwanted: new Set(),
    requests: new Map(),
    ready: false,
    keepAliveSec: options.keepAliveSec,
    aliases: new Map(),
    lastSentAt: 0 as SimTime,
    handling: undefined,
    inbox: [],
  };
}

/** @returns what the host is to do, in this order */
export function stepClient(state: ClientState, input: ClientInput, now: SimTime): Effect[] {
  const effects: Effect[] = [];
  switch (input.kind) {
    case 'connection-opened':
      sendConnect(state, input.connection, now, effects);
      break;
    case 'connection-closed':
      closeConnection(state, effects);
      break;
    case 'packet-received':
      receivePacket(state, input.packet, now, effects);
      break;
    case 'malformed-received':
      fail(state, input.fault, effects);
      break;
    case 'timer-fired':
      fireTimer(state, input.key, now, effects);
      break;
    case 'publish':
      publish(state, input.message, now, effects);
      break;
    case 'subscribe':
      want(state, input.subscriptions, effects);
      break;
    case 'unsubscribe':
      unwant(state, input.filters, effects);
      break;
    case 'disconnect':
      disconnect(state, input.reasonCode, 'disconnected', effects, input.endsSession);
      break;
    case 'set-resend-after':
      setResendAfter(state.sender, input.resendAfter, now, effects);
      break;
    case 'change-options':
      state.options = { ...state.options, ...input.changes };
      break;
    case 'process-ended':
      crash(state, input.store, effects);
      break;
    default:
      assertNever(input);
  }
  const { withholds } = state.options;
  const told = withholds.length > 0 ? withhold(withholds, effects) : effects;
  if (state.keepAliveSec > 0 && sendsPacket(told)) state.lastSentAt = now;
  return told;
}

function withhold(withholds: readonly AckType[], effects: readonly Effect[]): Effect[] {
  return effects.filter((effect) => {
    return effect.kind !== 'send-packet' || !withholds.some((type) => type === effect.packet.type);
  });
}

function sendsPacket(effects: readonly Effect[]): boolean {
  for (const { kind } of effects) if (kind === 'send-packet') return true;
  return false;
}

function publish(state: ClientState, message: Message, now: SimTime, effects: Effect[]): void {
  const { sender, options, phase } = state;
  const { qos } = message;
  const delivery: Delivery = { message, qos, copy: 1, retain: message.retain, expiresAt: Infinity };
  const { offlinePublish } = options;
  if (phase.kind === 'connected' || (offlinePublish === 'queue' && qos > 0)) {
    sendMessage(sender, delivery, publishRule(qos), now, effects);
  } else if (offlinePublish === 'queueAll') {
    sender.waiting.push(delivery, effects);
  } else {
    discard(sender.peer, delivery, 'offline', effects);
  }
}

function closeConnection(state: ClientState, effects: Effect[]): void {
  if (state.phase.kind === 'offline') return;
  const { connection } = state.phase;
  state.phase = { kind: 'offline' };
  state.requests.clear();
  suspendSender(state.sender, effects);
  for (const timer of ['keep-alive', 'ping-timeout', 'connect-timeout'] as const) {
    effects.push({ kind: 'cancel-timer', key: { connection, timer, packetId: 0 } });
  }
}

function receivePacket(state: ClientState, packet: Packet, now: SimTime, effects: Effect[]): void {
  const { phase } = state;
  if (phase.kind === 'offline') return;
  if (packet.type === 'CONNACK' && phase.kind === 'connecting') {
    receiveConnack(state, phase.connection, packet, now, effects);
    return;
  }
  // v5 [MQTT-3.2.0-1]: nothing comes before CONNACK.
  if (phase.kind !== 'connected') return;
  const fault = takePacket(state, phase.connection, packet, now, effects);
  if (fault !== undefined) fail(state, fault, effects);
}

/** @returns what is wrong with its coming, if anything */
function takePacket(
  state: ClientState,
  connection: ConnectionId,
  packet: Packet,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  const inlet: Inlet = { connection, version: state.options.protocolVersion };
  switch (packet.type) {
    case 'PUBLISH':
      return takePublish(state, packet, inlet, now, effects);
    case 'PUBREL': {
      const answers = answersOf(state, effects);
      const handOn = receivePubrel(state.receiver, packet, inlet, answers);
      answer(state, connection, handOn, answers, now, effects);
      return undefined;
    }
    case 'PUBACK':
      return receivePuback(state.sender, packet, now, effects);
    case 'PUBREC':
      return receivePubrec(state.sender, packet, now, effects);
    case 'PUBCOMP':
      return receivePubcomp(state.sender, packet, now, effects);
    case 'SUBACK':
    case 'UNSUBACK':
      receiveAnswer(state, connection, packet, effects);
      return undefined;
    case 'PINGRESP': {
      const key: TimerKey = { connection, timer: 'ping-timeout', packetId: 0 };
      effects.push({ kind: 'cancel-timer', key });
      return undefined;
    }
    case 'DISCONNECT':
      effects.push({ kind: 'close-connection', connection, reason: 'broker disconnected' });
      return undefined;
    case 'CONNECT':
    case 'CONNACK':
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE':
    case 'PINGREQ':
    // v5 [MQTT-4.12.0-6]: the client has named no Authentication Method.
    case 'AUTH':
      return {
        reasonCode: REASON.protocolError,
        says: `${packet.type} is not for a client at this point`,
      };
    default:
      return assertNever(packet);
  }
}

function takePublish(
  state: ClientState,
  given: PublishPacket,
  inlet: Inlet,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  const packet = resolveAlias(state.aliases, state.options.topicAliasMaximum, given);
  if (isFault(packet)) return packet;
  const fault = faultOf(state.receiver, packet, inlet);
  if (fault !== undefined) return fault;
  const answers = answersOf(state, effects);
  const handOn = receivePublish(state.receiver, packet, inlet, REASON.success, now, answers);
  answer(state, inlet.connection, handOn, answers, now, effects);
  return undefined;
}

/** Where what acknowledges a packet goes: straight to the effects, unless it may have to wait. */
function answersOf({ options }: ClientState, effects: Effect[]): Effect[] {
  return options.acknowledge === 'first' ? effects : [];
}

/**
 * Acknowledges, before the application has the message or after. v5 [MQTT-4.5.0-2], [MQTT-4.6.0-2],
 * [MQTT-4.6.0-3], 3.1.1 [MQTT-4.5.0-2], [MQTT-4.6.0-2], [MQTT-4.6.0-3]: one message after the other,
 * and so in the order in which packets come.
 */
function answer(
  state: ClientState,
  connection: ConnectionId,
  handOn: HandOn | undefined,
  answers: readonly Effect[],
  now: SimTime,
  effects: Effect[],
): void {
  if (answers === effects) {
    if (handOn !== undefined)
      handOver(state, { handOn, connection, answers: NOTHING }, now, effects);
    return;
  }
  if (handOn === undefined) {
    effects.push(...answers);
    return;
  }
  // What is held is held from now on; only the packet waits.
  const packets: Effect[] = [];
  for (const each of answers) (each.kind === 'send-packet' ? packets : effects).push(each);
  handOver(state, { handOn, connection, answers: packets }, now, effects);
}

/** v5 §4.13.1, 3.1.1 [MQTT-4.8.0-1]: 5.0 says what is wrong, then the connection is closed. */
function fail(state: ClientState, { reasonCode, says }: PacketFault, effects: Effect[]): void {
  if (state.options.protocolVersion === 5) disconnect(state, reasonCode, says, effects);
  else if (state.phase.kind !== 'offline') {
    const { connection } = state.phase;
    effects.push({ kind: 'close-connection', connection, reason: says });
  }
}

/**
 * v5 [MQTT-3.14.4-1], [MQTT-3.14.4-2], 3.1.1 [MQTT-3.14.4-1], [MQTT-3.14.4-2]: DISCONNECT is the last
 * packet, and the close follows it.
 */
function disconnect(
  { phase, options }: ClientState,
  reasonCode: number,
  reason: string,
  effects: Effect[],
  endsSession = false,
): void {
  if (phase.kind === 'offline') return;
  const { connection } = phase;
  if (phase.kind === 'connected') {
    const isV5 = options.protocolVersion === 5;
    effects.push({
      kind: 'send-packet',
      connection,
      // 3.1.1 has no Reason Codes: DISCONNECT takes the will back in any case.
      packet: {
        type: 'DISCONNECT',
        reasonCode: isV5 ? reasonCode : 0,
        ...(isV5 && endsSession ? { sessionExpirySec: 0 } : {}),
      },
      because: reasonCode < 0x80 ? 'disconnect-normal' : 'disconnect-reason',
    });
  }
  effects.push({ kind: 'close-connection', connection, reason });
}

function fireTimer(state: ClientState, key: TimerKey, now: SimTime, effects: Effect[]): void {
  const { phase } = state;
  // The application goes on, connected or not.
  if (key.timer === 'handler') finishHandler(state, now, effects);
  if (phase.kind === 'offline' || phase.connection !== key.connection) return;
  const { connection } = key;
  switch (key.timer) {
    case 're-send':
      fireResend(state.sender, key.packetId, now, effects);
      break;
    case 'keep-alive':
      keepAlive(state, connection, now, effects);
      break;
    case 'connect-timeout': {
      const reason = 'it was not set up in time';
      effects.push({ kind: 'close-connection', connection, reason });
      break;
    }
    case 'ping-timeout':
      effects.push({
        kind: 'close-connection',
        connection,
        reason: 'no PINGRESP within Keep Alive',
      });
      break;
    case 'handler':
      break;
    // A broker's timers.
    case 'session-expiry':
    case 'will-delay':
    case 'message-expiry':
      break;
    default:
      assertNever(key.timer);
  }
}
