// The field map of a packet: every byte of it told by name, value and meaning, for those who look at
// bytes. What the strict reader checks, this only names; a property test holds them to the same bytes.

import { assertNever } from '../../base/assertNever.ts';
import type { AckType, PacketType, ProtocolVersion } from '../packets/packet.ts';
import { walkConnack, walkConnect } from './fieldsOfConnect.ts';
import { walkHeader } from './fieldsOfHeader.ts';
import { walkProperties } from './fieldsOfProperties.ts';
import { FieldWalk, type FieldWords } from './fieldWalk.ts';
import { typeOf } from './fixedHeader.ts';
import { type BitField, type PacketField, statementIn } from './packetField.ts';
import { sayReason } from './reasonNames.ts';

/**
 * @param bytes one whole packet, as the strict reader takes it
 * @returns fields that cover each byte once, in order
 */
export function fieldsOf(bytes: Uint8Array, version: ProtocolVersion): readonly PacketField[] {
  const walk = new FieldWalk(bytes);
  const first = walk.peek();
  const type = typeOf(first);
  walkHeader(walk, type, version);
  walkBody(walk, type, first, version);
  walk.rest({ name: 'unread bytes', says: 'No field has room for these.' });
  return walk.fields;
}

function walkBody(
  walk: FieldWalk,
  type: PacketType,
  first: number,
  version: ProtocolVersion,
): void {
  switch (type) {
    case 'PUBLISH':
      walkPublish(walk, ((first >> 1) & 3) > 0, version);
      break;
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      walkAck(walk, type, version);
      break;
    case 'CONNECT':
      walkConnect(walk, version);
      break;
    case 'CONNACK':
      walkConnack(walk, version);
      break;
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE':
      walkFilters(walk, type, version);
      break;
    case 'SUBACK':
    case 'UNSUBACK':
      walkCodes(walk, type, version);
      break;
    case 'PINGREQ':
    case 'PINGRESP':
      break;
    case 'DISCONNECT':
    case 'AUTH':
      walkOutcome(walk, type, version);
      break;
    default:
      assertNever(type);
  }
}

function walkPublish(walk: FieldWalk, hasPacketId: boolean, version: ProtocolVersion): void {
  walk.lengthAndText('Topic Name', {
    says: 'What the message is about: the broker forwards it to those who have subscribed to this.',
    statement: statementIn(version, 'v5 [MQTT-3.3.2-1]', '3.1.1 [MQTT-3.3.2-1]'),
  });
  if (hasPacketId) walk.twoBytes(packetIdWords('PUBLISH', version));
  if (version === 5) walkProperties(walk);
  walk.part = 'payload';
  walk.rest({
    name: 'Payload',
    says: 'The application’s own bytes. It needs no length: it is what Remaining Length leaves.',
  });
}

function walkAck(walk: FieldWalk, type: AckType, version: ProtocolVersion): void {
  walk.twoBytes(packetIdWords(type, version));
  if (version === 5) walkOutcome(walk, type, version);
}

/** A Reason Code and properties, from the end of which nothing need be sent. */
function walkOutcome(walk: FieldWalk, type: PacketType, version: ProtocolVersion): void {
  if (walk.left === 0) return;
  const says = 'How it went; 0x80 and more are failures. Left out, it is 0x00.';
  walk.byte({ name: 'Reason Code', says }, (code) => sayReason(code, type, version));
  if (walk.left > 0) walkProperties(walk);
}

function walkFilters(
  walk: FieldWalk,
  type: 'SUBSCRIBE' | 'UNSUBSCRIBE',
  version: ProtocolVersion,
): void {
  walk.twoBytes(packetIdWords(type, version));
  if (version === 5) walkProperties(walk);
  walk.part = 'payload';
  while (walk.left > 0) {
    walk.lengthAndText('Topic Filter', {
      says: 'Which Topic Names are meant: + stands for one level, # for all that follow.',
      ...(type === 'SUBSCRIBE'
        ? { statement: statementIn(version, 'v5 [MQTT-3.8.3-1]', '3.1.1 [MQTT-3.8.3-1]') }
        : {}),
    });
    if (type === 'SUBSCRIBE') walkOptions(walk, version);
  }
}

function walkOptions(walk: FieldWalk, version: ProtocolVersion): void {
  const options = walk.peek();
  const words = {
    name: version === 5 ? 'Subscription Options' : 'Requested QoS',
    says: 'The highest QoS at which the client wants to get messages of this filter.',
    statement: statementIn(version, 'v5 [MQTT-3.8.3-5]', '3.1.1 [MQTT-3.8.3-4]'),
    bits: version === 5 ? optionBits(options) : [],
  };
  walk.byte(words, (byte) => `QoS ${byte & 3}`);
}

function optionBits(options: number): readonly BitField[] {
  return [
    { bits: '7–6', name: 'reserved', value: String(options >> 6) },
    { bits: '5–4', name: 'Retain Handling', value: String((options >> 4) & 3) },
    { bits: '3', name: 'Retain As Published', value: String((options >> 3) & 1) },
    { bits: '2', name: 'No Local', value: String((options >> 2) & 1) },
    { bits: '1–0', name: 'Maximum QoS', value: String(options & 3) },
  ];
}

function walkCodes(walk: FieldWalk, type: 'SUBACK' | 'UNSUBACK', version: ProtocolVersion): void {
  walk.twoBytes(packetIdWords(type, version));
  if (version === 5) walkProperties(walk);
  walk.part = 'payload';
  const asked = type === 'SUBACK' ? 'SUBSCRIBE' : 'UNSUBSCRIBE';
  while (walk.left > 0) {
    walk.byte(
      {
        name: version === 5 ? 'Reason Code' : 'Return code',
        says: `One for each Topic Filter of the ${asked}, in its order.`,
      },
      (code) => sayReason(code, type, version),
    );
  }
}

function packetIdWords(type: PacketType, version: ProtocolVersion): FieldWords {
  const name = 'Packet Identifier';
  switch (type) {
    case 'PUBLISH':
      return {
        name,
        says: 'Ties the acknowledgements to this PUBLISH. QoS 0 has none: nothing answers it.',
        statement: statementIn(version, 'v5 [MQTT-2.2.1-2]', '3.1.1 [MQTT-2.3.1-5]'),
      };
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE':
      return {
        name,
        says: 'Ties the answer to this packet; never 0.',
        statement: statementIn(version, 'v5 [MQTT-2.2.1-3]', '3.1.1 [MQTT-2.3.1-1]'),
      };
    case 'SUBACK':
    case 'UNSUBACK':
      return { name, says: 'That of the packet which this answers.' };
    default:
      return {
        name,
        says: 'That of the PUBLISH whose exchange this belongs to.',
        statement: statementIn(version, 'v5 [MQTT-2.2.1-5]', '3.1.1 [MQTT-2.3.1-6]'),
      };
  }
}
