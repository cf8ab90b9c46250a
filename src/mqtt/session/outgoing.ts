// What a session's sending half keeps, and the packets made from it: PUBLISH and PUBREL with their
// attempts and re-send timers. When to send which is sender.ts's.

import type { Fifo } from '../../base/fifo.ts';
import { addTime, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, StoreEntry } from '../effect.ts';
import type { ClientId, Message } from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';

export interface OutgoingEntry {
  readonly packetId: number;
  readonly message: Message;
  readonly qos: 1 | 2;
  readonly copy: number;
  awaits: 'PUBACK' | 'PUBREC' | 'PUBCOMP';
  /** How often PUBLISH was sent. */
  attempt: number;
  /** How often PUBREL was sent. */
  pubrelAttempt: number;
  /** When PUBLISH or PUBREL was sent last. */
  sentAt: SimTime;
  /** What the host was told last is stored. */
  stored: StoreEntry;
}

export interface Waiting {
  readonly message: Message;
  readonly qos: 1 | 2;
  readonly copy: number;
}

export interface SenderOptions {
  /** How many QoS > 0 messages may be unacknowledged at once, 1 to 65,535. */
  readonly receiveMaximum: number;
  /** How many messages may wait; a newer one is discarded. Infinity for no limit. */
  readonly queueLimit: number;
}

export interface SenderState extends SenderOptions {
  readonly peer: ClientId;
  /** In the order of the first send, which is the order of re-delivery. */
  readonly entries: Map<number, OutgoingEntry>;
  readonly waiting: Fifo<Waiting>;
  connection: ConnectionId | undefined;
  lastPacketId: number;
  /** Held by a client's SUBSCRIBE until its SUBACK; 0 for none. */
  subscribePacketId: number;
  /** Re-send what is unacknowledged after this long; undefined: only on reconnect. */
  resendAfter: SimTime | undefined;
}

export function sendOnce(
  connection: ConnectionId,
  message: Message,
  copy: number,
  because: RuleId,
  effects: Effect[],
): void {
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'PUBLISH',
      packetId: 0,
      qos: 0,
      dup: false,
      retain: message.retain,
      message,
      messageUid: message.uid,
      copy,
      attempt: 1,
    },
    because,
  });
}

export function sendPublish(
  state: SenderState,
  entry: OutgoingEntry,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const { connection } = state;
  if (connection === undefined) return;
  entry.attempt++;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'PUBLISH',
      packetId: entry.packetId,
      qos: entry.qos,
      dup: entry.attempt > 1,
      retain: entry.message.retain,
      message: entry.message,
      messageUid: entry.message.uid,
      copy: entry.copy,
      attempt: entry.attempt,
    },
    because,
  });
  armResend(state, connection, entry, now, effects);
}

export function sendPubrel(
  state: SenderState,
  entry: OutgoingEntry,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const { connection } = state;
  if (connection === undefined) return;
  entry.pubrelAttempt++;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'PUBREL',
      packetId: entry.packetId,
      reasonCode: 0,
      messageUid: entry.message.uid,
      copy: entry.copy,
      attempt: entry.pubrelAttempt,
    },
    because,
  });
  armResend(state, connection, entry, now, effects);
}

function armResend(
  state: SenderState,
  connection: ConnectionId,
  entry: OutgoingEntry,
  now: SimTime,
  effects: Effect[],
): void {
  entry.sentAt = now;
  if (state.resendAfter === undefined) return;
  effects.push({
    kind: 'set-timer',
    key: { connection, timer: 're-send', packetId: entry.packetId },
    at: addTime(now, state.resendAfter),
    messageUid: entry.message.uid,
  });
}

export function describeOutgoing(
  peer: ClientId,
  packetId: number,
  message: Message,
  qos: 1 | 2,
  copy: number,
  awaits: OutgoingEntry['awaits'],
): StoreEntry {
  return {
    store: 'outgoing',
    peer,
    packetId,
    messageUid: message.uid,
    copy,
    qos,
    holds: awaits === 'PUBCOMP' ? 'identifier' : 'message',
    awaits,
    bytes: message.bytes,
  };
}

export function describeWaiting(state: SenderState, waiting: Waiting): StoreEntry {
  return {
    store: 'queued',
    peer: state.peer,
    packetId: 0,
    messageUid: waiting.message.uid,
    copy: waiting.copy,
    qos: waiting.qos,
    holds: 'message',
    awaits: 'window',
    bytes: waiting.message.bytes,
  };
}
