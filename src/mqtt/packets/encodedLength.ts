// How many bytes a packet takes on the wire, without making them. A test holds it equal to the
// codec's output.

import { assertNever } from '../../base/assertNever.ts';
import type {
  ConnackPacket,
  ConnectPacket,
  ExchangePacket,
  Message,
  MessageProperties,
  Packet,
  Payload,
  ProtocolVersion,
  PublishPacket,
  Will,
} from './packet.ts';

/** UTF-8 length of well-formed `text`, in bytes; a lone surrogate counts as U+FFFD, 3 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
      continue;
    }
    bytes += 2;
    const pair = unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1));
    // A pair is two units and four bytes: two for each unit, one of them counted already.
    if (pair) i++;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Length of a payload in bytes. */
export function payloadLength(payload: Payload): number {
  return typeof payload === 'string' ? utf8Length(payload) : payload.length;
}

/**
 * @returns the packet's whole length in bytes, fixed header included
 * Source: v5 §2.1.4 (Remaining Length) and the packet's own section in §3; 3.1.1 §2.2.3, §3.
 */
export function encodedLength(packet: Packet, version: ProtocolVersion): number {
  const remaining = remainingLength(packet, version);
  return 1 + variableByteLength(remaining) + remaining;
}

/** The simulation asks this for each packet that it sends: nearly always one of an exchange. */
function remainingLength(packet: Packet, version: ProtocolVersion): number {
  switch (packet.type) {
    case 'PUBLISH': {
      const length = 2 + packet.message.bytes + (packet.qos > 0 ? 2 : 0);
      return version === 5 ? length + ofPublishFields(packet) : length;
    }
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      // 5.0 leaves out Reason Code 0x00 when no property follows.
      return version === 5 && packet.reasonCode !== 0 ? 4 : 2;
    default:
      return ofRare(packet, version === 5);
  }
}

function ofRare(packet: Exclude<Packet, ExchangePacket>, isV5: boolean): number {
  switch (packet.type) {
    case 'CONNECT':
      return ofConnect(packet, isV5);
    case 'CONNACK':
      return 2 + (isV5 ? ofConnackProperties(packet) : 0);
    case 'SUBSCRIBE': {
      const properties = isV5 ? withLength(ofSubscriptionId(packet.subscriptionId)) : 0;
      let filters = 0;
      for (const { filter } of packet.subscriptions) filters += ofText(filter) + 1;
      return 2 + properties + filters;
    }
    case 'UNSUBSCRIBE': {
      let filters = 0;
      for (const filter of packet.filters) filters += ofText(filter);
      return 2 + (isV5 ? 1 : 0) + filters;
    }
    case 'SUBACK':
      return 2 + (isV5 ? 1 : 0) + packet.reasonCodes.length;
    case 'UNSUBACK':
      // 3.1.1 sends no return codes.
      return 2 + (isV5 ? 1 + packet.reasonCodes.length : 0);
    case 'PINGREQ':
    case 'PINGRESP':
      return 0;
    case 'DISCONNECT': {
      const { reasonCode, sessionExpirySec } = packet;
      if (!isV5 || (reasonCode === 0 && sessionExpirySec === undefined)) return 0;
      return 2 + ofNumber(sessionExpirySec, 4);
    }
    case 'AUTH':
      // Reason Code 0x00 can stand alone; with any other the codec names a method, which is empty.
      return packet.reasonCode === 0 ? 0 : 5;
    default:
      return assertNever(packet);
  }
}

function ofConnect(packet: ConnectPacket, isV5: boolean): number {
  const { clientId, will, username, password } = packet;
  let length = 10 + ofText(clientId);
  if (isV5) length += ofConnectProperties(packet);
  if (will !== undefined) {
    length += ofText(will.topic) + 2 + payloadLength(will.payload);
    if (isV5) length += ofWillProperties(will);
  }
  if (username !== undefined) length += ofText(username);
  if (password !== undefined) length += 2 + password.length;
  return length;
}

function ofConnectProperties(packet: ConnectPacket): number {
  return withLength(
    ofNumber(packet.sessionExpirySec || undefined, 4) +
      ofNumber(packet.receiveMaximum, 2) +
      ofNumber(packet.maximumPacketSize, 4) +
      ofNumber(packet.topicAliasMaximum, 2) +
      ofOptionalText(packet.authenticationMethod),
  );
}

function ofWillProperties({ delaySec, expirySec, properties }: Will): number {
  const own = ofNumber(delaySec || undefined, 4) + ofNumber(expirySec, 4);
  return withLength(own + (properties === undefined ? 0 : ofMessageProperties(properties)));
}

function ofConnackProperties(packet: ConnackPacket): number {
  return withLength(
    ofNumber(packet.sessionExpirySec, 4) +
      ofNumber(packet.receiveMaximum, 2) +
      ofNumber(packet.maximumQos, 1) +
      ofNumber(packet.maximumPacketSize, 4) +
      ofOptionalText(packet.assignedClientId) +
      ofNumber(packet.topicAliasMaximum, 2) +
      ofNumber(packet.serverKeepAliveSec, 2),
  );
}

/** What 5.0 adds to a PUBLISH of 3.1.1, or takes from it. */
function ofPublishFields(packet: PublishPacket): number {
  const properties = withLength(publishPropertiesLength(packet));
  return packet.omitsTopic === true ? properties - utf8Length(packet.message.topic) : properties;
}

/** 5.0: length of a PUBLISH's properties, without the Property Length before them. */
export function publishPropertiesLength(packet: PublishPacket): number {
  const { topicAlias, expirySec, subscriptionIds } = packet;
  const { properties } = packet.message;
  let length = ofNumber(topicAlias, 2) + ofNumber(expirySec, 4);
  if (subscriptionIds !== undefined) {
    for (const id of subscriptionIds) length += ofSubscriptionId(id);
  }
  return properties === undefined ? length : length + ofMessageProperties(properties);
}

/** What keeping a message costs at least: topic, payload and what it says of itself, in bytes. */
export function heldLength({ bytes, properties }: Message): number {
  return properties === undefined ? bytes : bytes + ofMessageProperties(properties);
}

function ofMessageProperties(properties: MessageProperties): number {
  const { payloadFormat, contentType, responseTopic, correlationData } = properties;
  let length = ofNumber(payloadFormat, 1) + ofOptionalText(contentType);
  length += ofOptionalText(responseTopic);
  if (correlationData !== undefined) length += 3 + correlationData.length;
  for (const [name, value] of properties.userProperties ?? []) {
    length += 1 + ofText(name) + ofText(value);
  }
  return length;
}

/** A property list: its length, and the length of that. */
function withLength(properties: number): number {
  return variableByteLength(properties) + properties;
}

function ofNumber(value: number | undefined, bytes: 1 | 2 | 4): number {
  return value === undefined ? 0 : 1 + bytes;
}

function ofSubscriptionId(id: number | undefined): number {
  return id === undefined ? 0 : 1 + variableByteLength(id);
}

function ofOptionalText(text: string | undefined): number {
  return text === undefined ? 0 : 1 + ofText(text);
}

function ofText(text: string): number {
  return 2 + utf8Length(text);
}

/** How many bytes a Variable Byte Integer takes (v5 §1.5.5, 3.1.1 §2.2.3). */
export function variableByteLength(value: number): number {
  if (value < 128) return 1;
  if (value < 16_384) return 2;
  return value < 2_097_152 ? 3 : 4;
}
