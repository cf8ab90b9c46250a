// The decoder of each packet type. mqtt-packet's parser does not read here: it lets most of what the
// specification forbids pass, a reader that checks must walk through every field anyway, and by then
// it has every value. The parser is the second opinion of the tests.

import { assertNever } from '../../base/assertNever.ts';
import { REASON } from '../packets/fault.ts';
import type { AuthPacket, DisconnectPacket, Packet, PacketType } from '../packets/packet.ts';
import { decodeConnack, decodeConnect } from './decodeConnect.ts';
import { decodeAck, decodePublish } from './decodeExchange.ts';
import {
  decodeSuback,
  decodeSubscribe,
  decodeUnsuback,
  decodeUnsubscribe,
} from './decodeSubscribe.ts';
import type { FieldCursor } from './fieldCursor.ts';
import type { Origin } from './fixedHeader.ts';
import { NO_PROPERTIES, readProperties } from './properties.ts';
import { readReasonCode } from './reasonCodes.ts';

/**
 * Reads all fields of a packet whose first byte is sound.
 * @returns nothing to be used if the cursor has a fault then
 */
export function decodePacket(
  cursor: FieldCursor,
  type: PacketType,
  firstByte: number,
  origin: Origin,
): Packet {
  const packet = decodeFields(cursor, type, firstByte, origin);
  cursor.finish(type);
  return packet;
}

function decodeFields(
  cursor: FieldCursor,
  type: PacketType,
  firstByte: number,
  origin: Origin,
): Packet {
  const { version } = origin;
  switch (type) {
    case 'PUBLISH':
      return decodePublish(cursor, firstByte, origin);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return decodeAck(cursor, type, version);
    case 'CONNECT':
      return decodeConnect(cursor);
    case 'CONNACK':
      return decodeConnack(cursor, version);
    case 'SUBSCRIBE':
      return decodeSubscribe(cursor, version);
    case 'SUBACK':
      return decodeSuback(cursor, version);
    case 'UNSUBSCRIBE':
      return decodeUnsubscribe(cursor, version);
    case 'UNSUBACK':
      return decodeUnsuback(cursor, version);
    case 'PINGREQ':
    case 'PINGRESP':
      return { type };
    case 'DISCONNECT':
      return decodeDisconnect(cursor, origin);
    case 'AUTH':
      return decodeAuth(cursor);
    default:
      return assertNever(type);
  }
}

function decodeDisconnect(cursor: FieldCursor, { sender, version }: Origin): DisconnectPacket {
  const type = 'DISCONNECT';
  // v5 §3.14.2.1: from the end, what is 0 or empty need not be sent.
  if (version === 4 || cursor.left === 0) return { type, reasonCode: 0 };
  const reasonCode = readReasonCode(cursor, type, version);
  const values = cursor.left > 0 ? readProperties(cursor, type) : NO_PROPERTIES;
  const { sessionExpirySec } = values;
  if (sessionExpirySec === undefined) return { type, reasonCode };
  // v5 [MQTT-3.14.2-2]
  if (sender === 'server') {
    cursor.refuse(REASON.protocolError, "a server's DISCONNECT has sessionExpirySec");
  }
  return { type, reasonCode, sessionExpirySec };
}

function decodeAuth(cursor: FieldCursor): AuthPacket {
  const type = 'AUTH';
  // v5 §3.15.2.1 lets all of it be left out, and so the method that §3.15.2.2.2 asks for.
  if (cursor.left === 0) return { type, reasonCode: 0 };
  const reasonCode = readReasonCode(cursor, type, 5);
  if (readProperties(cursor, type).authenticationMethod === undefined) {
    cursor.refuse(REASON.protocolError, 'AUTH has no authenticationMethod');
  }
  return { type, reasonCode };
}
