// The receiving half of a session: acknowledgements, and the QoS 2 identifiers that are held from
// PUBLISH to PUBREL. Used by the broker towards each publisher and by the client.
//
//   holds        input      next         effects
//   —            PUBLISH 0  —            hand on
//   —            PUBLISH 1  —            PUBACK, hand on
//   —            PUBLISH 2  message      PUBREC                      hand-over on PUBREL
//   —            PUBLISH 2  identifier   PUBREC, hand on             hand-over on PUBLISH
//   either       PUBLISH 2  same         PUBREC
//   message      PUBREL     —            PUBCOMP, release, hand on
//   identifier   PUBREL     —            PUBCOMP, release
//   —            PUBREL     —            PUBCOMP with Reason Code 0x92
//   —            PUBLISH 1 or 2, refused  —  PUBACK or PUBREC ≥ 0x80
// Handing on is the caller's: what is returned is the message to hand on, acknowledged already.

import { IdTable } from '../../base/idTable.ts';
import type { SimTime } from '../../base/time.ts';
import {
  type ConnectionId,
  type DiscardReason,
  type Effect,
  releaseOf,
  type StoreEntry,
} from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type {
  AckType,
  ClientId,
  ExchangePacket,
  Message,
  ProtocolVersion,
  PublishPacket,
  PubrelPacket,
  Qos,
} from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import { discardReceived } from './waiting.ts';

/** When a QoS 2 receiver hands the message on: the specification allows both. */
export type Qos2HandOver = 'pubrel' | 'publish';

export interface IncomingEntry extends HandOn {
  readonly qos: 2;
  readonly stored: StoreEntry;
}

export interface ReceiverOptions {
  readonly qos2HandOver: Qos2HandOver;
  /** 5.0: how many QoS 2 messages it holds at most. What it answers at once, it does not hold. */
  readonly receiveMaximum: number;
}

export interface ReceiverState {
  readonly peer: ClientId;
  readonly options: ReceiverOptions;
  readonly entries: IdTable<IncomingEntry>;
  /** Topic, payload and properties of the messages held. */
  bytes: number;
}

/** A message to hand on, with the attempt of the PUBLISH that brought it. */
export interface HandOn {
  readonly message: Message;
  readonly copy: number;
  readonly attempt: number;
  readonly qos: Qos;
  readonly dup: boolean;
  readonly retain: boolean;
  readonly subscriptionIds?: readonly number[];
  /** When the PUBLISH came; absent means now. */
  readonly receivedAt?: SimTime;
}

/** What the connection is that packets come on. */
export interface Inlet {
  readonly connection: ConnectionId;
  readonly version: ProtocolVersion;
}

export function createReceiver(peer: ClientId, options: ReceiverOptions): ReceiverState {
  return { peer, options, entries: new IdTable(), bytes: 0 };
}

/** v5 [MQTT-3.3.4-7], §3.3.4: more QoS 2 exchanges at once than Receive Maximum are a fault. */
export function faultOf(
  { entries, options }: ReceiverState,
  { qos, packetId }: PublishPacket,
  { version }: Inlet,
): PacketFault | undefined {
  if (qos !== 2 || version !== 5 || entries.has(packetId)) return undefined;
  if (entries.size < options.receiveMaximum) return undefined;
  const says = `more than ${options.receiveMaximum} messages are unacknowledged`;
  return { reasonCode: REASON.receiveMaximumExceeded, says };
}

/**
 * v5 [MQTT-3.3.4-1], 3.1.1 [MQTT-3.3.4-1]: answers as the QoS asks.
 * @param reasonCode for PUBACK or PUBREC; 0x80 and more refuse the message
 * @returns the message to hand on now, if any
 */
export function receivePublish(
  state: ReceiverState,
  packet: PublishPacket,
  inlet: Inlet,
  reasonCode: number,
  now: SimTime,
  effects: Effect[],
): HandOn | undefined {
  const refused = reasonCode >= 0x80;
  switch (packet.qos) {
    case 0:
      return refused ? undefined : packet;
    case 1:
      // v5 [MQTT-4.3.2-4], [MQTT-4.3.2-5], 3.1.1 [MQTT-4.3.2-2]: the identifier is not remembered, so a
      // repeat is a new message.
      answer(packet, 'PUBACK', inlet, 'qos1-puback', effects, reasonCode);
      return refused ? undefined : packet;
    case 2:
      if (state.entries.has(packet.packetId)) {
        // v5 [MQTT-4.3.3-10], 3.1.1 [MQTT-4.3.3-2]: acknowledged again, not handed on again.
        answer(packet, 'PUBREC', inlet, 'qos2-pubrec-again', effects, refused ? 0 : reasonCode);
        return undefined;
      }
      if (!refused) return holdQos2(state, packet, inlet, reasonCode, now, effects);
      // v5 [MQTT-4.3.3-9]: nothing is held, so the next with this identifier is a new message.
      answer(packet, 'PUBREC', inlet, 'qos2-pubrec', effects, reasonCode);
      return undefined;
  }
}

/** v5 [MQTT-4.3.3-8], 3.1.1 [MQTT-4.3.3-2]: its own from here on, as PUBREC says. */
function holdQos2(
  state: ReceiverState,
  packet: PublishPacket,
  inlet: Inlet,
  reasonCode: number,
  now: SimTime,
  effects: Effect[],
): HandOn | undefined {
  const { packetId, message, copy } = packet;
  const holds = state.options.qos2HandOver === 'pubrel' ? 'message' : 'identifier';
  const stored: StoreEntry = {
    store: 'incoming',
    peer: state.peer,
    packetId,
    messageUid: message.uid,
    copy,
    qos: 2,
    holds,
    awaits: 'PUBREL',
    bytes: message.bytes,
  };
  const { attempt, dup, retain, subscriptionIds } = packet;
  const entry = { message, copy, attempt, qos: 2, dup, retain, receivedAt: now, stored } as const;
  const ids = subscriptionIds === undefined ? entry : { ...entry, subscriptionIds };
  restoreIncoming(state, packetId, ids);
  effects.push({ kind: 'store-entry', entry: stored });
  answer(packet, 'PUBREC', inlet, 'qos2-pubrec', effects, reasonCode);
  return holds === 'identifier' ? packet : undefined;
}

/** Holds an identifier, as from a store, untold. */
export function restoreIncoming(
  state: ReceiverState,
  packetId: number,
  entry: IncomingEntry,
): void {
  state.entries.set(packetId, entry);
  if (entry.stored.holds === 'message') state.bytes += heldLength(entry.message);
}

/**
 * v5 [MQTT-4.3.3-11], [MQTT-4.3.3-13]: PUBCOMP, whatever becomes of the message.
 * v5 [MQTT-4.3.3-12]: after it, the identifier is a new message's. @returns the message to hand on now, if any
 */
export function receivePubrel(
  state: ReceiverState,
  packet: PubrelPacket,
  inlet: Inlet,
  effects: Effect[],
): HandOn | undefined {
  const entry = state.entries.get(packet.packetId);
  const reasonCode = entry === undefined ? REASON.packetIdNotFound : 0;
  answer(packet, 'PUBCOMP', inlet, 'qos2-pubcomp', effects, reasonCode);
  if (entry === undefined) return undefined;
  state.entries.delete(packet.packetId);
  effects.push({ kind: 'release-entry', entry: entry.stored });
  if (entry.stored.holds === 'identifier') return undefined;
  state.bytes -= heldLength(entry.message);
  return entry;
}

/** Session state is discarded. */
export function discardReceiver(
  state: ReceiverState,
  reason: DiscardReason,
  effects: Effect[],
): void {
  for (const { stored } of state.entries.values()) {
    effects.push(releaseOf(stored, reason));
    if (stored.holds === 'message') discardReceived(state.peer, stored, reason, effects);
  }
  state.entries.clear();
  state.bytes = 0;
}

/** v5 [MQTT-2.2.1-5], 3.1.1 [MQTT-2.3.1-6]: under the identifier of what it answers. */
function answer(
  packet: ExchangePacket,
  type: AckType,
  { connection, version }: Inlet,
  because: RuleId,
  effects: Effect[],
  reasonCode: number,
): void {
  const { packetId, messageUid, copy, attempt } = packet;
  // 3.1.1 has no Reason Codes.
  const packetReason = version === 5 ? reasonCode : 0;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: { type, packetId, reasonCode: packetReason, messageUid, copy, attempt },
    because,
  });
}
