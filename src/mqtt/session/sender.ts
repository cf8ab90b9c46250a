// The sending half of a session: QoS > 0 messages from first send to last acknowledgement, their
// Packet Identifiers, and the send quota. Used by the client towards the broker and by the broker
// towards each subscriber. What waits for a place is waiting.ts's, reconnects are reconnect.ts's.
//
//   awaits     input            next       effects
//   —          sendMessage 0    —          PUBLISH
//   —          sendMessage 1    PUBACK     PUBLISH, store message, set re-send
//   —          sendMessage 2    PUBREC     PUBLISH, store message, set re-send
//   PUBACK     PUBACK           —          release, cancel re-send, complete
//   PUBREC     PUBREC           PUBCOMP    PUBREL, keep the identifier alone, set re-send
//   PUBACK, PUBREC  its answer ≥ 0x80  —   release, cancel re-send, discard as refused
//   PUBCOMP    PUBREC           PUBCOMP    PUBREL again, set re-send
//   PUBCOMP    PUBCOMP          —          release, cancel re-send, complete
//   PUBACK, PUBREC  re-send     same       PUBLISH with DUP, set re-send
//   PUBCOMP    re-send          PUBCOMP    PUBREL, set re-send
//   any        re-send, once too often  —  release, discard as given up
//   any        another acknowledgement  same   a fault, which ends the connection
// No quota or no connection puts a new message in the queue; a freed place takes it out.

import { IdTable } from '../../base/idTable.ts';
import type { SimTime } from '../../base/time.ts';
import { type DiscardReason, type Effect, releaseOf } from '../effect.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type { PubackPacket, PubcompPacket, PubrecPacket, Qos } from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import {
  describeOutgoing,
  limitsOf,
  type OutgoingEntry,
  resendKey,
  type SenderOptions,
  type SenderState,
  sendOnce,
  sendPublish,
  sendPubrel,
} from './outgoing.ts';
import { type Delivery, discard, WaitingQueue } from './waiting.ts';

/**
 * A PUBREL for an exchange that is over answers a late PUBREC; its attempts count from here, so
 * that no two packets of a message have the same name.
 */
export const STRAY_ATTEMPTS_FROM = 8192;

/** What an other side takes that has said nothing. */
export const NO_LIMITS = limitsOf(5, {});

export function createSender(
  peer: string,
  resendAfter: SimTime | undefined,
  given: SenderOptions,
): SenderState {
  const { sendQuota, resendLimit, topicAliasMaximum, queueLimit, queueDrop, queueBytesMax } = given;
  const queue = { queueLimit, queueDrop, queueBytesMax };
  const options = { sendQuota, resendLimit, topicAliasMaximum, ...queue };
  return {
    peer,
    options,
    entries: new IdTable(),
    unsent: new Set(),
    waiting: new WaitingQueue(peer, queue),
    connection: undefined,
    limits: NO_LIMITS,
    aliases: new Map(),
    lastPacketId: 0,
    requestIds: new Set(),
    resendAfter,
  };
}

/** Whether a Packet Identifier is left. */
export function hasFreeId({ entries, requestIds }: SenderState): boolean {
  return entries.size + requestIds.size < 65_535;
}

/**
 * v5 [MQTT-3.3.4-7], [MQTT-3.3.4-9], [MQTT-4.9.0-1], [MQTT-4.9.0-2]: whether one more PUBLISH may be
 * unacknowledged on this connection. v5 [MQTT-3.3.4-8], [MQTT-3.3.4-10], [MQTT-4.9.0-3]: no other
 * packet needs to ask.
 */
export function hasQuota(state: SenderState): boolean {
  const { connection, entries, unsent, options, limits } = state;
  if (connection === undefined || !hasFreeId(state)) return false;
  const inFlight = entries.size - unsent.size;
  return inFlight < options.sendQuota && inFlight < limits.receiveMaximum;
}

/** Sends a message, or queues it when there is no quota or no connection. */
export function sendMessage(
  state: SenderState,
  delivery: Delivery,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  // v5 [MQTT-3.3.2-5]: a QoS 2 message may have been held for longer than it lasts.
  // An interval of 0 has not passed at the instant at which it begins.
  if (delivery.expiresAt < now) {
    discard(state.peer, delivery, 'expired', effects);
    return;
  }
  if (delivery.qos === 0) {
    if (state.connection === undefined) discard(state.peer, delivery, 'offline', effects);
    else if (state.waiting.holdsQos0) state.waiting.push(delivery, effects);
    else sendOnce(state, state.connection, delivery, because, now, effects);
    return;
  }
  if (state.unsent.size === 0 && state.waiting.length === 0 && hasQuota(state)) {
    startExchange(state, delivery, because, now, effects);
  } else {
    // 3.1.1 [MQTT-3.1.2-5]: a session without a connection keeps it.
    state.waiting.push(delivery, effects);
  }
}

/**
 * v5 [MQTT-4.3.2-2], [MQTT-4.3.3-2], 3.1.1 [MQTT-4.3.2-1], [MQTT-4.3.3-1]: the first PUBLISH, which is
 * kept until its answer.
 */
function startExchange(
  state: SenderState,
  delivery: Delivery,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const packetId = allotPacketId(state);
  const awaits = delivery.qos === 1 ? 'PUBACK' : 'PUBREC';
  const stored = describeOutgoing(state.peer, packetId, delivery, awaits);
  const entry: OutgoingEntry = {
    packetId,
    delivery,
    awaits,
    attempt: 0,
    pubrelAttempt: 0,
    sentAt: now,
    stored,
    timer: undefined,
  };
  state.entries.set(packetId, entry);
  effects.push({ kind: 'store-entry', entry: stored });
  const isSent = sendPublish(state, entry, because, now, effects);
  if (!isSent) drop(state, entry, 'tooLarge', effects);
}

/**
 * v5 [MQTT-2.2.1-3], [MQTT-2.2.1-4], [MQTT-4.3.2-1], [MQTT-4.3.3-1], 3.1.1 [MQTT-2.3.1-2],
 * [MQTT-2.3.1-4]: the next identifier that nothing of this session holds, 1 to 65,535. One must be
 * free.
 */
export function allotPacketId(state: SenderState): number {
  let id = state.lastPacketId;
  do {
    id = id === 65_535 ? 1 : id + 1;
  } while (state.entries.has(id) || state.requestIds.has(id));
  state.lastPacketId = id;
  return id;
}

/**
 * v5 [MQTT-4.3.2-3]: unacknowledged until the PUBACK comes. An unknown identifier is ignored.
 * v5 [MQTT-4.8.2-6]: what is refused goes to nobody else.
 */
export function receivePuback(
  state: SenderState,
  packet: PubackPacket,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  const entry = state.entries.get(packet.packetId);
  if (entry === undefined) return undefined;
  if (entry.awaits !== 'PUBACK') return wrongAnswer(packet, entry);
  if (packet.reasonCode >= 0x80) abandon(state, entry, 'refused', now, effects);
  else finishExchange(state, entry, now, effects);
  return undefined;
}

/**
 * v5 [MQTT-4.3.3-3], [MQTT-4.3.3-4]: PUBREC is answered with PUBREL, a repeated one too, at once and so
 * in their order (v5 [MQTT-4.6.0-4], 3.1.1 [MQTT-4.6.0-4]). v5 [MQTT-4.4.0-2]: one that refuses the
 * message ends the exchange.
 */
export function receivePubrec(
  state: SenderState,
  packet: PubrecPacket,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  const entry = state.entries.get(packet.packetId);
  const refused = packet.reasonCode >= 0x80;
  if (entry === undefined) {
    if (!refused) answerUnknownPubrec(state, packet, effects);
    return undefined;
  }
  if (entry.delivery.qos !== 2) return wrongAnswer(packet, entry);
  if (refused) {
    if (entry.awaits === 'PUBREC') abandon(state, entry, 'refused', now, effects);
    return undefined;
  }
  if (entry.awaits === 'PUBREC') {
    entry.awaits = 'PUBCOMP';
    entry.stored = describeOutgoing(state.peer, entry.packetId, entry.delivery, 'PUBCOMP');
    effects.push({ kind: 'update-entry', entry: entry.stored });
  }
  sendPubrel(state, entry, 'qos2-pubrel', now, effects);
  return undefined;
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
      reasonCode: state.limits.version === 5 ? REASON.packetIdNotFound : 0,
      attempt: STRAY_ATTEMPTS_FROM + packet.attempt,
    },
    because: 'qos2-pubrel-unknown',
  });
}

/** v5 [MQTT-4.3.3-5]: unacknowledged until the PUBCOMP comes. An unknown identifier is ignored. */
export function receivePubcomp(
  state: SenderState,
  packet: PubcompPacket,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  const entry = state.entries.get(packet.packetId);
  if (entry === undefined) return undefined;
  if (entry.awaits !== 'PUBCOMP') return wrongAnswer(packet, entry);
  finishExchange(state, entry, now, effects);
  return undefined;
}

function wrongAnswer(
  { type, packetId }: PubackPacket | PubrecPacket | PubcompPacket,
  { awaits }: OutgoingEntry,
): PacketFault {
  const says = `${type} came for Packet Identifier ${packetId}, which awaits ${awaits}`;
  return { reasonCode: REASON.protocolError, says };
}

function finishExchange(
  state: SenderState,
  entry: OutgoingEntry,
  now: SimTime,
  effects: Effect[],
): void {
  const { message, copy } = entry.delivery;
  release(state, entry, undefined, effects);
  const messageUid = message.uid;
  effects.push({ kind: 'complete-handshake', messageUid, peer: state.peer, copy });
  sendWaiting(state, now, effects);
}

/** The exchange ends without its last acknowledgement, and its place is used. */
function abandon(
  state: SenderState,
  entry: OutgoingEntry,
  reason: DiscardReason,
  now: SimTime,
  effects: Effect[],
): void {
  drop(state, entry, reason, effects);
  sendWaiting(state, now, effects);
}

/** Its place is left to the caller, who goes on with what waits. */
function drop(
  state: SenderState,
  entry: OutgoingEntry,
  reason: DiscardReason,
  effects: Effect[],
): void {
  release(state, entry, reason, effects);
  if (entry.awaits !== 'PUBCOMP') discard(state.peer, entry.delivery, reason, effects);
}

function release(
  state: SenderState,
  entry: OutgoingEntry,
  reason: DiscardReason | undefined,
  effects: Effect[],
): void {
  const { connection } = state;
  const { packetId, stored } = entry;
  state.entries.delete(packetId);
  state.unsent.delete(packetId);
  if (connection !== undefined) {
    effects.push({ kind: 'cancel-timer', key: resendKey(entry, connection) });
  }
  effects.push(releaseOf(stored, reason));
}

/** Uses what quota there is: first for what a reconnect has left to send again, then the queue. */
export function sendWaiting(state: SenderState, now: SimTime, effects: Effect[]): void {
  while (hasQuota(state)) {
    const [again] = state.unsent;
    if (again !== undefined) {
      state.unsent.delete(again);
      resendEntry(state, again, 'reconnect-resend', now, effects);
      continue;
    }
    const delivery = state.waiting.shift(effects);
    if (delivery === undefined) return;
    if (delivery.expiresAt <= now) {
      discard(state.peer, delivery, 'expired', effects);
      continue;
    }
    sendFresh(state, delivery, now, effects);
  }
}

function sendFresh(state: SenderState, delivery: Delivery, now: SimTime, effects: Effect[]): void {
  const { connection } = state;
  if (delivery.qos > 0) startExchange(state, delivery, publishRule(delivery.qos), now, effects);
  else if (connection !== undefined) {
    sendOnce(state, connection, delivery, 'qos0-once', now, effects);
  }
}

/** Why a message is sent that was not sent before. */
export function publishRule(qos: Qos): RuleId {
  if (qos === 0) return 'qos0-once';
  return qos === 1 ? 'qos1-publish' : 'qos2-publish';
}

/** The re-send timer of one exchange has fired. */
export function fireResend(
  state: SenderState,
  packetId: number,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packetId);
  if (entry === undefined) return;
  const times = entry.awaits === 'PUBCOMP' ? entry.pubrelAttempt : entry.attempt;
  if (times > state.options.resendLimit) {
    abandon(state, entry, 'gaveUp', now, effects);
    return;
  }
  resendEntry(state, packetId, 'timer-resend', now, effects);
  sendWaiting(state, now, effects);
}

/**
 * v5 [MQTT-4.3.3-6], [MQTT-4.3.3-7]: after PUBREL never PUBLISH; and what was sent does not expire. A
 * place that this leaves is the caller's to use.
 */
export function resendEntry(
  state: SenderState,
  packetId: number,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const entry = state.entries.get(packetId);
  if (entry === undefined) return;
  if (entry.awaits === 'PUBCOMP') {
    sendPubrel(state, entry, because, now, effects);
    return;
  }
  const isSent = sendPublish(state, entry, because, now, effects);
  if (!isSent) drop(state, entry, 'tooLarge', effects);
}
