// The bytes of what sockets carry most: PUBLISH and its four acknowledgements. Written here because
// mqtt-packet takes three times as long for PUBLISH, and six for acknowledgements and for PUBLISH with
// properties (same process, in turns, on Node 20). Tests hold them against it.

import {
  encodedLength,
  payloadLength,
  publishPropertiesLength,
  variableByteLength,
} from '../packets/encodedLength.ts';
import type {
  AckType,
  ExchangePacket,
  MessageProperties,
  ProtocolVersion,
  PublishPacket,
} from '../packets/packet.ts';
import {
  allocate,
  textLength,
  writeBytes,
  writeField,
  writeFourBytes,
  writeTwoBytes,
} from './bytes.ts';
import { VARIABLE_BYTE_MAX, writeVariableByte } from './variableByte.ts';

const PUBLISH = 0x30;
const FIRST_BYTE: Readonly<Record<AckType, number>> = {
  PUBACK: 0x40,
  PUBREC: 0x50,
  PUBREL: 0x62,
  PUBCOMP: 0x70,
};

type AckPacket = Extract<ExchangePacket, { readonly type: AckType }>;

export function encodeAck(packet: AckPacket, version: ProtocolVersion): Uint8Array {
  const bytes = allocate(encodedLength(packet, version));
  bytes[0] = FIRST_BYTE[packet.type];
  bytes[1] = bytes.length - 2;
  writeTwoBytes(packet.packetId, bytes, 2);
  if (bytes.length > 4) {
    bytes[4] = packet.reasonCode;
    bytes[5] = 0;
  }
  return bytes;
}

/** @throws Error when one of its fields or the whole is too long */
export function encodePublish(packet: PublishPacket, version: ProtocolVersion): Uint8Array {
  const { packetId, qos, dup, retain, message } = packet;
  const { payload } = message;
  const isV5 = version === 5;
  const topic = isV5 && packet.omitsTopic === true ? '' : message.topic;
  const properties = isV5 ? publishPropertiesLength(packet) : 0;
  const ofProperties = isV5 ? variableByteLength(properties) + properties : 0;
  const fixed = 2 + textLength(topic) + (qos > 0 ? 2 : 0) + ofProperties;
  const remaining = fixed + payloadLength(payload);
  if (remaining > VARIABLE_BYTE_MAX) throw new Error(`A packet has ${remaining} bytes`);
  const bytes = allocate(1 + variableByteLength(remaining) + remaining);
  bytes[0] = PUBLISH | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  let at = writeVariableByte(remaining, bytes, 1);
  at = writeField(topic, bytes, at);
  // v5 [MQTT-2.2.1-2], 3.1.1 [MQTT-2.3.1-5]
  if (qos > 0) at = writeTwoBytes(packetId, bytes, at);
  // v5 [MQTT-2.2.2-1]: the length stands there even if it is 0.
  if (isV5) at = writeVariableByte(properties, bytes, at);
  if (properties > 0) at = writeProperties(packet, bytes, at);
  writeBytes(payload, bytes, at);
  return bytes;
}

/** @returns where the next byte goes, as all that follow */
function writeProperties(packet: PublishPacket, into: Uint8Array, start: number): number {
  const { topicAlias, expirySec, subscriptionIds = [], message } = packet;
  let at = start;
  if (topicAlias !== undefined) at = writeTwoBytes(topicAlias, into, writeByte(0x23, into, at));
  if (expirySec !== undefined) at = writeFourBytes(expirySec, into, writeByte(0x02, into, at));
  for (const id of subscriptionIds) at = writeVariableByte(id, into, writeByte(0x0b, into, at));
  const { properties } = message;
  return properties === undefined ? at : writeMessageProperties(properties, into, at);
}

function writeMessageProperties(
  properties: MessageProperties,
  into: Uint8Array,
  start: number,
): number {
  const { payloadFormat, contentType, responseTopic, correlationData } = properties;
  const { userProperties = [] } = properties;
  let at = start;
  if (payloadFormat !== undefined) at = writeByte(payloadFormat, into, writeByte(0x01, into, at));
  if (contentType !== undefined) at = writeField(contentType, into, writeByte(0x03, into, at));
  if (responseTopic !== undefined) at = writeField(responseTopic, into, writeByte(0x08, into, at));
  if (correlationData !== undefined)
    at = writeField(correlationData, into, writeByte(0x09, into, at));
  // v5 [MQTT-3.3.2-18]: in their order.
  for (const [name, value] of userProperties) {
    at = writeField(value, into, writeField(name, into, writeByte(0x26, into, at)));
  }
  return at;
}

function writeByte(byte: number, into: Uint8Array, at: number): number {
  into[at] = byte;
  return at + 1;
}
