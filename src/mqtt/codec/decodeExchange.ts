// PUBLISH and its four acknowledgements (v5 §3.3 to §3.7, 3.1.1 §3.3 to §3.7), from their fields.
// Most of what a socket brings is these: what a packet does not have costs it nothing.

import { REASON } from '../packets/fault.ts';
import type {
  AckType,
  ExchangePacket,
  Message,
  ProtocolVersion,
  PublishPacket,
  Qos,
} from '../packets/packet.ts';
import type { FieldCursor } from './fieldCursor.ts';
import type { Origin } from './fixedHeader.ts';
import type { Writable } from './optionalFields.ts';
import {
  messagePropertiesOf,
  NO_PROPERTIES,
  type PropertyValues,
  readProperties,
} from './properties.ts';
import { readReasonCode } from './reasonCodes.ts';

/** @returns the packet as its first transmission, its message without a name: the host gives them */
export function decodePublish(
  cursor: FieldCursor,
  firstByte: number,
  { sender, version }: Origin,
): PublishPacket {
  const qos = ((firstByte >> 1) & 3) as Qos;
  const dup = (firstByte & 8) !== 0;
  const retain = (firstByte & 1) !== 0;
  const before = cursor.left;
  // v5 [MQTT-3.3.2-1], [MQTT-3.3.2-2], 3.1.1 [MQTT-3.3.2-1], [MQTT-3.3.2-2]
  const topic = cursor.topicName('the Topic Name', version === 5);
  const topicBytes = before - cursor.left - 2;
  // v5 [MQTT-2.2.1-2], 3.1.1 [MQTT-2.3.1-5]
  const packetId = qos === 0 ? 0 : cursor.packetId();
  const values = version === 5 ? readProperties(cursor, 'PUBLISH') : NO_PROPERTIES;
  if (topic === '' && values.topicAlias === undefined) {
    cursor.refuse(REASON.protocolError, 'there is neither a Topic Name nor a Topic Alias');
  }
  // v5 [MQTT-3.3.4-6]
  if (sender === 'client' && values.subscriptionIds !== undefined) {
    cursor.refuse(REASON.protocolError, "a client's PUBLISH has a Subscription Identifier");
  }
  const payload = cursor.rest();
  const bytes = topicBytes + payload.length;
  const message: Writable<Message> = { uid: '', topic, payload, qos, retain, bytes };
  const traced = { messageUid: '', copy: 1, attempt: 1 };
  const packet = { type: 'PUBLISH', packetId, qos, dup, retain, message, ...traced } as const;
  if (values !== NO_PROPERTIES) addProperties(packet, message, values);
  return packet;
}

/** By assignment: objects put together from parts cost several microseconds. */
function addProperties(
  packet: Writable<PublishPacket>,
  message: Writable<Message>,
  values: PropertyValues,
): void {
  const { topicAlias, messageExpirySec, subscriptionIds } = values;
  const properties = messagePropertiesOf(values);
  if (topicAlias !== undefined) packet.topicAlias = topicAlias;
  if (message.topic === '') packet.omitsTopic = true;
  if (messageExpirySec !== undefined) packet.expirySec = message.expirySec = messageExpirySec;
  if (subscriptionIds !== undefined) packet.subscriptionIds = subscriptionIds;
  if (properties !== undefined) message.properties = properties;
}

type AckPacket = Extract<ExchangePacket, { readonly type: AckType }>;

export function decodeAck(cursor: FieldCursor, type: AckType, version: ProtocolVersion): AckPacket {
  const packetId = cursor.packetId();
  const reasonCode = version === 5 ? readOutcome(cursor, type) : 0;
  return { type, packetId, reasonCode, messageUid: '', copy: 1, attempt: 1 };
}

/** A Reason Code and properties, from the end of which nothing need be sent: 0 and none. */
function readOutcome(cursor: FieldCursor, type: AckType): number {
  if (cursor.left === 0) return 0;
  const reasonCode = readReasonCode(cursor, type, 5);
  if (cursor.left > 0) readProperties(cursor, type);
  return reasonCode;
}
