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
// Handing on is the caller's: what is returned is the message to hand on, acknowledged already.

import type { ConnectionId, Effect, StoreEntry } from '../effect.ts';
import type {
  AckType,
  ClientId,
  ExchangePacket,
  Message,
  PublishPacket,
  PubrelPacket,
  Qos,
} from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';

/** When a QoS 2 receiver hands the message on: the specification allows both. */
export type Qos2HandOver = 'pubrel' | 'publish';

interface IncomingEntry extends HandOn {
  readonly qos: 2;
  readonly stored: StoreEntry;
}

export interface ReceiverState {
  readonly peer: ClientId;
  readonly qos2HandOver: Qos2HandOver;
  readonly entries: Map<number, IncomingEntry>;
}

/** A message to hand on, with the attempt of the PUBLISH that brought it. */
export interface HandOn {
  readonly message: Message;
  readonly copy: number;
  readonly attempt: number;
  readonly qos: Qos;
}

export function createReceiver(peer: ClientId, qos2HandOver: Qos2HandOver): ReceiverState {
  return { peer, qos2HandOver, entries: new Map() };
}

/** @returns the message to hand on now, if any */
export function receivePublish(
  state: ReceiverState,
  packet: PublishPacket,
  connection: ConnectionId,
  effects: Effect[],
): HandOn | undefined {
  switch (packet.qos) {
    case 0:
      return packet;
    case 1:
      // v5 [MQTT-4.3.2-5]: the identifier is not remembered, so a repeat is a new message.
      answer(packet, 'PUBACK', connection, 'qos1-puback', effects);
      return packet;
    case 2:
      return receiveQos2(state, packet, connection, effects);
  }
}

function receiveQos2(
  state: ReceiverState,
  packet: PublishPacket,
  connection: ConnectionId,
  effects: Effect[],
): HandOn | undefined {
  const { packetId, message, copy, attempt } = packet;
  if (state.entries.has(packetId)) {
    // v5 [MQTT-4.3.3-10]: acknowledged again, not handed on again.
    answer(packet, 'PUBREC', connection, 'qos2-pubrec-again', effects);
    return undefined;
  }
  const holds = state.qos2HandOver === 'pubrel' ? 'message' : 'identifier';
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
  state.entries.set(packetId, { message, copy, attempt, qos: 2, stored });
  effects.push({ kind: 'store-entry', entry: stored });
  answer(packet, 'PUBREC', connection, 'qos2-pubrec', effects);
  return holds === 'identifier' ? packet : undefined;
}

/** v5 [MQTT-4.3.3-11]. @returns the message to hand on now, if any */
export function receivePubrel(
  state: ReceiverState,
  packet: PubrelPacket,
  connection: ConnectionId,
  effects: Effect[],
): HandOn | undefined {
  const entry = state.entries.get(packet.packetId);
  const reasonCode = entry === undefined ? 0x92 : 0;
  answer(packet, 'PUBCOMP', connection, 'qos2-pubcomp', effects, reasonCode);
  if (entry === undefined) return undefined;
  state.entries.delete(packet.packetId);
  effects.push({ kind: 'release-entry', entry: entry.stored });
  if (entry.stored.holds === 'identifier') return undefined;
  return entry;
}

/** Session state is discarded. */
export function discardReceiver(state: ReceiverState, effects: Effect[]): void {
  for (const entry of state.entries.values()) {
    effects.push({ kind: 'release-entry', entry: entry.stored });
  }
  state.entries.clear();
}

function answer(
  packet: ExchangePacket,
  type: AckType,
  connection: ConnectionId,
  because: RuleId,
  effects: Effect[],
  reasonCode = 0,
): void {
  const { packetId, messageUid, copy, attempt } = packet;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: { type, packetId, reasonCode, messageUid, copy, attempt },
    because,
  });
}
