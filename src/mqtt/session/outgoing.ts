// What a session's sending half keeps, and the packets made from it: PUBLISH and PUBREL with their
// attempts and re-send timers. When to send which is sender.ts's.

import type { IdTable } from '../../base/idTable.ts';
import { addTime, fromSec, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, StoreEntry, TimerKey } from '../effect.ts';
import { encodedLength } from '../packets/encodedLength.ts';
import type {
  ClientId,
  ConnectPacket,
  Packet,
  ProtocolVersion,
  PublishPacket,
  Qos,
  TopicName,
} from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import { type Delivery, discard, type QueueOptions, type WaitingQueue } from './waiting.ts';

export interface OutgoingEntry {
  readonly packetId: number;
  readonly delivery: Delivery;
  awaits: 'PUBACK' | 'PUBREC' | 'PUBCOMP';
  /** How often PUBLISH was sent. */
  attempt: number;
  /** How often PUBREL was sent. */
  pubrelAttempt: number;
  /** When PUBLISH or PUBREL was sent last. */
  sentAt: SimTime;
  /** What the host was told last is stored. */
  stored: StoreEntry;
  /** Of its re-send timer on the connection on which it was sent last; undefined: on none. */
  timer: TimerKey | undefined;
}

export interface SenderOptions extends QueueOptions {
  /** How many QoS > 0 messages it may have unacknowledged at once, if the other side takes as many. */
  readonly sendQuota: number;
  /** How often a packet is sent again by the timer before it is given up; Infinity for no limit. */
  readonly resendLimit: number;
  /** How many Topic Aliases it sets on one connection, if the other side takes as many. */
  readonly topicAliasMaximum: number;
}

/** What the other side has said at CONNECT or CONNACK of what it takes. */
export interface PeerLimits {
  readonly version: ProtocolVersion;
  /** 1 to 65,535. */
  readonly receiveMaximum: number;
  readonly topicAliasMaximum: number;
  /** Infinity for no limit. */
  readonly maximumPacketSize: number;
}

/** @param said in CONNECT or CONNACK; what is absent has no limit but the protocol's own */
export function limitsOf(
  version: ProtocolVersion,
  said: Pick<ConnectPacket, 'receiveMaximum' | 'topicAliasMaximum' | 'maximumPacketSize'>,
): PeerLimits {
  return {
    version,
    receiveMaximum: said.receiveMaximum ?? 65_535,
    topicAliasMaximum: said.topicAliasMaximum ?? 0,
    maximumPacketSize: said.maximumPacketSize ?? Infinity,
  };
}

/** Whether the other side takes a packet of this length. */
export function takes({ maximumPacketSize, version }: PeerLimits, packet: Packet): boolean {
  return maximumPacketSize === Infinity || encodedLength(packet, version) <= maximumPacketSize;
}

export interface SenderState {
  readonly peer: ClientId;
  readonly options: SenderOptions;
  /** In the order of the first send, which is the order of re-delivery. */
  readonly entries: IdTable<OutgoingEntry>;
  /** Those that are to be sent again on this connection, once the quota allows it. */
  readonly unsent: Set<number>;
  readonly waiting: WaitingQueue;
  connection: ConnectionId | undefined;
  limits: PeerLimits;
  /** Topic Aliases that this connection has so far. */
  readonly aliases: Map<TopicName, number>;
  lastPacketId: number;
  /** Held by a client's SUBSCRIBE or UNSUBSCRIBE until it is answered. */
  readonly requestIds: Set<number>;
  /** Re-send what is unacknowledged after this long; undefined: only on reconnect. */
  resendAfter: SimTime | undefined;
}

/** v5 [MQTT-4.3.1-1], 3.1.1 [MQTT-4.3.1-1]: sends a QoS 0 PUBLISH. Nothing is kept. */
export function sendOnce(
  state: SenderState,
  connection: ConnectionId,
  delivery: Delivery,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): void {
  const packet = makePublish(state, delivery, 0, 0, 1, now);
  if (fits(state, packet)) effects.push({ kind: 'send-packet', connection, packet, because });
  else discard(state.peer, delivery, 'tooLarge', effects);
}

/**
 * 3.1.1 [MQTT-2.3.1-3]: each time under the same identifier.
 * @returns false, with nothing sent, when the packet is larger than the other side takes
 */
export function sendPublish(
  state: SenderState,
  entry: OutgoingEntry,
  because: RuleId,
  now: SimTime,
  effects: Effect[],
): boolean {
  const { connection } = state;
  if (connection === undefined) return true;
  const { delivery, packetId } = entry;
  const packet = makePublish(state, delivery, delivery.qos, packetId, entry.attempt + 1, now);
  if (!fits(state, packet)) return false;
  entry.attempt++;
  effects.push({ kind: 'send-packet', connection, packet, because });
  armResend(state, connection, entry, now, effects);
  return true;
}

function makePublish(
  state: SenderState,
  delivery: Delivery,
  qos: Qos,
  packetId: number,
  attempt: number,
  now: SimTime,
): PublishPacket {
  const { message, copy, retain } = delivery;
  const packet: PublishPacket = {
    type: 'PUBLISH',
    packetId,
    qos,
    // v5 [MQTT-3.3.1-1], [MQTT-3.3.1-3], 3.1.1 [MQTT-3.3.1-1], [MQTT-3.3.1-3]
    dup: attempt > 1,
    retain,
    message,
    messageUid: message.uid,
    copy,
    attempt,
  };
  return state.limits.version === 5 ? withProperties(state, packet, delivery, now) : packet;
}

/** @returns the same packet when it has no property to carry */
function withProperties(
  state: SenderState,
  packet: PublishPacket,
  { message, expiresAt, subscriptionIds }: Delivery,
  now: SimTime,
): PublishPacket {
  const { expirySec } = message;
  const aliasesMax = aliasLimit(state);
  if (expirySec === undefined && subscriptionIds === undefined && aliasesMax === 0) return packet;
  return {
    ...packet,
    ...(expirySec === undefined ? {} : { expirySec: secondsLeft(expirySec, expiresAt, now) }),
    ...(subscriptionIds === undefined ? {} : { subscriptionIds }),
    ...(aliasesMax === 0 ? {} : aliasOf(state, message.topic, aliasesMax)),
  };
}

/** v5 [MQTT-3.3.2-6]: what the publisher set, less the time that it has waited here. */
function secondsLeft(expirySec: number, expiresAt: number, now: SimTime): number {
  if (expiresAt === Infinity) return expirySec;
  return Math.max(0, Math.ceil((expiresAt - now) / fromSec(1)));
}

/** v5 [MQTT-3.1.2-26], [MQTT-3.1.2-27], [MQTT-3.2.2-17], [MQTT-3.2.2-18] */
function aliasLimit({ options, limits }: SenderState): number {
  return Math.min(options.topicAliasMaximum, limits.topicAliasMaximum);
}

/** v5 §3.3.2.3.4: the first topics of a connection get an alias, which is sent alone after that. */
function aliasOf(
  { aliases }: SenderState,
  topic: TopicName,
  max: number,
): { topicAlias?: number; omitsTopic?: boolean } {
  const known = aliases.get(topic);
  if (known !== undefined) return { topicAlias: known, omitsTopic: true };
  if (aliases.size >= max) return {};
  aliases.set(topic, aliases.size + 1);
  return { topicAlias: aliases.size };
}

/**
 * v5 [MQTT-3.1.2-24], [MQTT-3.1.2-25], [MQTT-3.2.2-15]: what is larger than its Maximum Packet Size is
 * not sent, so that a Topic Alias that it would have set is not set.
 */
function fits({ limits, aliases }: SenderState, packet: PublishPacket): boolean {
  if (takes(limits, packet)) return true;
  const { topicAlias, omitsTopic = false, message } = packet;
  if (topicAlias !== undefined && !omitsTopic) aliases.delete(message.topic);
  return false;
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
  const { message, copy } = entry.delivery;
  entry.pubrelAttempt++;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'PUBREL',
      packetId: entry.packetId,
      reasonCode: 0,
      messageUid: message.uid,
      copy,
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
    key: resendKey(entry, connection),
    at: addTime(now, state.resendAfter),
    messageUid: entry.delivery.message.uid,
  });
}

/** The name of its re-send timer, made once for each connection. */
export function resendKey(entry: OutgoingEntry, connection: ConnectionId): TimerKey {
  if (entry.timer?.connection !== connection) {
    entry.timer = { connection, timer: 're-send', packetId: entry.packetId };
  }
  return entry.timer;
}

export function describeOutgoing(
  peer: ClientId,
  packetId: number,
  { message, qos, copy }: Delivery,
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
