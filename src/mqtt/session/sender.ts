// The sending half of a session: QoS > 0 messages from first send to last acknowledgement, their
// Packet Identifiers, the in-flight window and the queue before it. Used by the client towards the
// broker and by the broker towards each subscriber.
//
//   awaits     input            next       effects
//   —          sendMessage 0    —          PUBLISH
//   —          sendMessage 1    PUBACK     PUBLISH, store message, set re-send
//   —          sendMessage 2    PUBREC     PUBLISH, store message, set re-send
//   PUBACK     PUBACK           —          release, cancel re-send, complete
//   PUBREC     PUBREC           PUBCOMP    PUBREL, keep the identifier alone, set re-send
//   PUBREC     PUBREC ≥ 0x80    —          release, cancel re-send, complete
//   PUBCOMP    PUBREC           PUBCOMP    PUBREL again, set re-send
//   PUBCOMP    PUBCOMP          —          release, cancel re-send, complete
//   PUBACK, PUBREC  re-send     same       PUBLISH with DUP, set re-send
//   PUBCOMP    re-send          PUBCOMP    PUBREL, set re-send
// A full window or no connection puts a new message in the queue; a freed place takes it out.

import { createFifo } from '../../base/fifo.ts';
import { addTime, laterOf, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import type {
  ClientId,
  Message,
  PubackPacket,
  PubcompPacket,
  PubrecPacket,
  Qos,
} from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import {
  describeOutgoing,
  describeWaiting,
  type OutgoingEntry,
  type SenderOptions,
  type SenderState,
  sendOnce,
  sendPublish,
  sendPubrel,
  type Waiting,
} from './outgoing.ts';

/**
 * A PUBREL for an exchange that is over answers a late PUBREC; its attempts count from here, so
 * that no two packets of a message have the same name.
 */
const STRAY_ATTEMPTS_FROM = 1000;

export function createSender(
  peer: ClientId,
  resendAfter: SimTime | undefined,
  { receiveMaximum, queueLimit }: SenderOptions,
): SenderState {
  return {
    receiveMaximum,
    queueLimit,
    peer,
    entries: new Map(),
    waiting: createFifo(),
    connection: undefined,
    lastPacketId: 0,
    subscribePacketId: 0,
    resendAfter,
  };
}

/** Sends a message at `qos`, or queues it when the window is full or there is no connection. */
export function sendMessage(
  state: SenderState,
  message: Message,
  qos: Qos,
  copy: number,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  if (qos === 0) {
    if (state.connection === undefined) discard(state, message, copy, 'offline', effects);
    else sendOnce(state.connection, message, copy, because, effects);
    return;
  }
  const blocked = state.connection === undefined || state.entries.size >= state.receiveMaximum;
  if (!blocked) {
    startExchange(state, message, qos, copy, because, now, effects);
  } else if (state.waiting.length >= state.queueLimit) {
    discard(state, message, copy, 'queueFull', effects);
  } else {
    const waiting: Waiting = { message, qos, copy };
    state.waiting.push(waiting);
    effects.push({ kind: 'store-entry', entry: describeWaiting(state, waiting) });
  }
}

function discard(
  state: SenderState,
  message: Message,
  copy: number,
  reason: 'queueFull' | 'offline',
  effects: Effect[],
): void {
  const messageUid = message.uid;
  effects.push({ kind: 'discard-message', messageUid, peer: state.peer, copy, reason });
}

function startExchange(
  state: SenderState,
  message: Message,
  qos: 1 | 2,
  copy: number,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const packetId = allotPacketId(state);
  const awaits = qos === 1 ? 'PUBACK' : 'PUBREC';
  const stored = describeOutgoing(state.peer, packetId, message, qos, copy, awaits);
  const entry: OutgoingEntry = {
    packetId,
    message,
    qos,
    copy,
    awaits,
    attempt: 0,
    pubrelAttempt: 0,
    sentAt: now,
    stored,
  };
  state.entries.set(packetId, entry);
  effects.push({ kind: 'store-entry', entry: stored });
  sendPublish(state, entry, because, now, effects);
}

/**
 * v5 [MQTT-2.2.1-3], 3.1.1 [MQTT-2.3.1-2]: the next identifier that nothing of this session holds,
 * 1 to 65,535. One must be free.
 */
export function allotPacketId(state: SenderState): number {
  let id = state.lastPacketId;
  do {
    id = id === 65_535 ? 1 : id + 1;
  } while (state.entries.has(id) || id === state.subscribePacketId);
  state.lastPacketId = id;
  return id;
}

/** v5 [MQTT-4.3.2-3]: unacknowledged until the PUBACK comes. An unknown identifier is ignored. */
export function receivePuback(
  state: SenderState,
  packet: PubackPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packet.packetId);
  if (entry?.awaits === 'PUBACK') finishExchange(state, entry, now, effects);
}

/**
 * v5 [MQTT-4.3.3-4]: PUBREC is answered with PUBREL, a repeated one too. v5 [MQTT-4.4.0-2]: one that
 * refuses the message ends the exchange.
 */
export function receivePubrec(
  state: SenderState,
  packet: PubrecPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packet.packetId);
  if (packet.reasonCode >= 0x80) {
    if (entry?.awaits === 'PUBREC') finishExchange(state, entry, now, effects);
    return;
  }
  if (entry === undefined || entry.qos !== 2) {
    answerUnknownPubrec(state, packet, effects);
    return;
  }
  if (entry.awaits === 'PUBREC') {
    const { packetId, message, qos, copy } = entry;
    entry.awaits = 'PUBCOMP';
    entry.stored = describeOutgoing(state.peer, packetId, message, qos, copy, 'PUBCOMP');
    effects.push({ kind: 'update-entry', entry: entry.stored });
  }
  sendPubrel(state, entry, 'qos2-pubrel', now, effects);
}

/** The exchange is over on this side; PUBREL lets the receiver finish it too. */
function answerUnknownPubrec(state: SenderState, packet: PubrecPacket, effects: Effect[]): void {
  if (state.connection === undefined) return;
  effects.push({
    kind: 'send-packet',
    connection: state.connection,
    packet: {
      ...packet,
      type: 'PUBREL',
      reasonCode: 0x92,
      attempt: STRAY_ATTEMPTS_FROM + packet.attempt,
    },
    because: 'qos2-pubrel',
  });
}

export function receivePubcomp(
  state: SenderState,
  packet: PubcompPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packet.packetId);
  if (entry?.awaits === 'PUBCOMP') finishExchange(state, entry, now, effects);
}

function finishExchange(
  state: SenderState,
  entry: OutgoingEntry,
  now: SimTime,
  effects: Effect[],
): void {
  const { connection, peer } = state;
  state.entries.delete(entry.packetId);
  if (connection !== undefined) {
    const key = { connection, timer: 're-send', packetId: entry.packetId } as const;
    effects.push({ kind: 'cancel-timer', key });
  }
  effects.push(
    { kind: 'release-entry', entry: entry.stored },
    { kind: 'complete-handshake', messageUid: entry.message.uid, peer, copy: entry.copy },
  );
  sendWaiting(state, now, effects);
}

function sendWaiting(state: SenderState, now: SimTime, effects: Effect[]): void {
  while (state.connection !== undefined && state.entries.size < state.receiveMaximum) {
    const waiting = state.waiting.shift();
    if (waiting === undefined) return;
    effects.push({ kind: 'release-entry', entry: describeWaiting(state, waiting) });
    const because = waiting.qos === 1 ? 'qos1-publish' : 'qos2-publish';
    startExchange(state, waiting.message, waiting.qos, waiting.copy, because, now, effects);
  }
}

/** The re-send timer of one exchange has fired. */
export function resendEntry(
  state: SenderState,
  packetId: number,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packetId);
  if (entry === undefined) return;
  if (entry.awaits === 'PUBCOMP') sendPubrel(state, entry, because, now, effects);
  else sendPublish(state, entry, because, now, effects);
}

/** v5 [MQTT-4.4.0-1]: on a kept session, re-sends all that is unacknowledged in its first order. */
export function resumeSender(
  state: SenderState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  state.connection = connection;
  for (const packetId of state.entries.keys()) {
    resendEntry(state, packetId, 'reconnect-resend', now, effects);
  }
  sendWaiting(state, now, effects);
}

/** The connection is gone: nothing is sent or timed until the next one. */
export function suspendSender(state: SenderState, effects: Effect[]): void {
  const { connection } = state;
  state.subscribePacketId = 0;
  if (connection === undefined) return;
  for (const packetId of state.entries.keys()) {
    effects.push({ kind: 'cancel-timer', key: { connection, timer: 're-send', packetId } });
  }
  state.connection = undefined;
}

/** Session State is discarded: all that is sent and unacknowledged is released. */
export function discardUnacknowledged(state: SenderState, effects: Effect[]): void {
  suspendSender(state, effects);
  for (const entry of state.entries.values()) {
    effects.push({ kind: 'release-entry', entry: entry.stored });
  }
  state.entries.clear();
}

/** What waits to be sent is released, unsent. */
export function discardWaiting(state: SenderState, effects: Effect[]): void {
  for (let waiting = state.waiting.shift(); waiting; waiting = state.waiting.shift()) {
    effects.push({ kind: 'release-entry', entry: describeWaiting(state, waiting) });
  }
}

/** Sets when to re-send, for what is already sent too, counted from when it was sent. */
export function setResendAfter(
  state: SenderState,
  resendAfter: SimTime | undefined,
  now: SimTime,
  effects: Effect[],
): void {
  state.resendAfter = resendAfter;
  const { connection } = state;
  if (connection === undefined) return;
  for (const entry of state.entries.values()) {
    const key = { connection, timer: 're-send', packetId: entry.packetId } as const;
    if (resendAfter === undefined) {
      effects.push({ kind: 'cancel-timer', key });
      continue;
    }
    const at = laterOf(now, addTime(entry.sentAt, resendAfter));
    effects.push({ kind: 'set-timer', key, at, messageUid: entry.message.uid });
  }
}
