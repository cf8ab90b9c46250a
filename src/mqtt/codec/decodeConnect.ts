// CONNECT with its will, and CONNACK (v5 §3.1 and §3.2, 3.1.1 §3.1 and §3.2), from their fields.

import { REASON } from '../packets/fault.ts';
import type {
  ConnackPacket,
  ConnectPacket,
  ProtocolVersion,
  Qos,
  Will,
} from '../packets/packet.ts';
import type { FieldCursor } from './fieldCursor.ts';
import { definedOf } from './optionalFields.ts';
import { messagePropertiesOf, NO_PROPERTIES, readProperties } from './properties.ts';
import { readReasonCode } from './reasonCodes.ts';

/** The Connect Flags, by bit. */
const FLAG = {
  reserved: 1,
  cleanStart: 2,
  will: 4,
  willRetain: 0x20,
  password: 0x40,
  username: 0x80,
};
const WILL_QOS_SHIFT = 3;
/** The bytes before Protocol Version: `MQTT` as a UTF-8 Encoded String. */
const PROTOCOL_NAME = [0, 4, 0x4d, 0x51, 0x54, 0x54];

/** The version that a CONNECT names whose fields begin at `at`, if it can be read that far. */
export function versionNamed(
  bytes: Uint8Array,
  at: number,
  end: number,
): ProtocolVersion | undefined {
  if (end - at <= PROTOCOL_NAME.length) return undefined;
  if (!PROTOCOL_NAME.every((byte, i) => bytes[at + i] === byte)) return undefined;
  const version = bytes[at + PROTOCOL_NAME.length];
  return version === 4 || version === 5 ? version : undefined;
}

export function decodeConnect(cursor: FieldCursor): ConnectPacket {
  const protocolVersion = readVersion(cursor);
  const flags = cursor.byte('the Connect Flags');
  checkFlags(cursor, flags, protocolVersion);
  const keepAliveSec = cursor.twoBytes('Keep Alive');
  const values = protocolVersion === 5 ? readProperties(cursor, 'CONNECT') : NO_PROPERTIES;
  if (values.authenticationData !== undefined && values.authenticationMethod === undefined) {
    cursor.refuse(REASON.protocolError, 'authenticationData is there without authenticationMethod');
  }
  // v5 [MQTT-3.1.3-1], [MQTT-3.1.3-3], [MQTT-3.1.3-4],
  // 3.1.1 [MQTT-3.1.3-1], [MQTT-3.1.3-3], [MQTT-3.1.3-4]
  const clientId = cursor.text('the Client Identifier');
  // v5 [MQTT-3.1.2-9], 3.1.1 [MQTT-3.1.2-9], [MQTT-3.1.2-11]
  const will = (flags & FLAG.will) === 0 ? undefined : readWill(cursor, flags, protocolVersion);
  // v5 [MQTT-3.1.2-16], [MQTT-3.1.2-17], [MQTT-3.1.3-12],
  // 3.1.1 [MQTT-3.1.2-18], [MQTT-3.1.2-19], [MQTT-3.1.3-11]
  const username = (flags & FLAG.username) === 0 ? undefined : cursor.text('the User Name');
  // v5 [MQTT-3.1.2-18], [MQTT-3.1.2-19], 3.1.1 [MQTT-3.1.2-20], [MQTT-3.1.2-21]
  const password = (flags & FLAG.password) === 0 ? undefined : cursor.binary('the Password');
  const { receiveMaximum, maximumPacketSize, topicAliasMaximum, authenticationMethod } = values;
  return {
    type: 'CONNECT',
    protocolVersion,
    clientId,
    cleanStart: (flags & FLAG.cleanStart) !== 0,
    keepAliveSec,
    sessionExpirySec: values.sessionExpirySec ?? 0,
    ...definedOf({ will, username, password }),
    ...definedOf({ receiveMaximum, maximumPacketSize, topicAliasMaximum, authenticationMethod }),
  };
}

function readVersion(cursor: FieldCursor): ProtocolVersion {
  const name = cursor.text('the Protocol Name');
  const version = cursor.byte('the Protocol Version');
  if (name === 'MQTT' && (version === 4 || version === 5)) return version;
  const shown = JSON.stringify(name.slice(0, 10));
  const says = `the protocol is ${shown} ${version}, expected "MQTT" 4 or 5`;
  // v5 [MQTT-3.1.2-1], 3.1.1 [MQTT-3.1.2-1]: another protocol; MQIsdp is what MQTT 3.1 called itself.
  const isMqtt = name === 'MQTT' || name === 'MQIsdp';
  // v5 [MQTT-3.1.2-2], 3.1.1 [MQTT-3.1.2-2]: another version, which a CONNACK may say.
  const reason = isMqtt ? REASON.unsupportedProtocolVersion : REASON.malformedPacket;
  cursor.refuse(reason, says);
  return 4;
}

function checkFlags(cursor: FieldCursor, flags: number, version: ProtocolVersion): void {
  const refuse = (says: string) => cursor.refuse(REASON.malformedPacket, says);
  const willQos = (flags >> WILL_QOS_SHIFT) & 3;
  // v5 [MQTT-3.1.2-3], 3.1.1 [MQTT-3.1.2-3]
  if ((flags & FLAG.reserved) !== 0) refuse('the reserved Connect Flag is 1');
  // v5 [MQTT-3.1.2-12], 3.1.1 [MQTT-3.1.2-14]
  if (willQos === 3) refuse('the Will QoS is 3, expected 0 to 2');
  // v5 [MQTT-3.1.2-11], [MQTT-3.1.2-13], 3.1.1 [MQTT-3.1.2-13], [MQTT-3.1.2-15]
  const hasWill = (flags & FLAG.will) !== 0;
  if (!hasWill && (willQos > 0 || (flags & FLAG.willRetain) !== 0)) {
    refuse('there is a Will QoS or Will Retain without a will');
  }
  // 3.1.1 [MQTT-3.1.2-22]; 5.0 allows it.
  const isNameless = (flags & FLAG.password) !== 0 && (flags & FLAG.username) === 0;
  if (version === 4 && isNameless) refuse('there is a Password without a User Name');
}

function readWill(cursor: FieldCursor, flags: number, version: ProtocolVersion): Will {
  const values = version === 5 ? readProperties(cursor, 'WILL') : NO_PROPERTIES;
  // v5 [MQTT-3.1.3-11], 3.1.1 [MQTT-3.1.3-10]
  const topic = cursor.topicName('the Will Topic');
  const payload = cursor.binary('the Will Payload');
  const properties = messagePropertiesOf(values);
  return {
    topic,
    payload,
    qos: ((flags >> WILL_QOS_SHIFT) & 3) as Qos,
    retain: (flags & FLAG.willRetain) !== 0,
    delaySec: values.willDelaySec ?? 0,
    ...definedOf({ expirySec: values.messageExpirySec, properties }),
  };
}

export function decodeConnack(cursor: FieldCursor, version: ProtocolVersion): ConnackPacket {
  const flags = cursor.byte('the Connect Acknowledge Flags');
  // v5 [MQTT-3.2.2-1]; 3.1.1 §3.2.2.1
  if (flags > 1) cursor.refuse(REASON.malformedPacket, `the CONNACK flags are ${flags}`);
  const sessionPresent = flags === 1;
  const reasonCode = readReasonCode(cursor, 'CONNACK', version);
  // v5 [MQTT-3.2.2-6], 3.1.1 [MQTT-3.2.2-4]
  if (sessionPresent && reasonCode !== 0) {
    cursor.refuse(REASON.protocolError, 'a refusing CONNACK says Session Present');
  }
  if (version === 4) return { type: 'CONNACK', sessionPresent, reasonCode };
  const values = readProperties(cursor, 'CONNACK');
  const { sessionExpirySec, receiveMaximum, maximumQos, maximumPacketSize } = values;
  const { assignedClientId, topicAliasMaximum, serverKeepAliveSec } = values;
  return {
    type: 'CONNACK',
    sessionPresent,
    reasonCode,
    ...definedOf({ sessionExpirySec, receiveMaximum, maximumQos, maximumPacketSize }),
    ...definedOf({ assignedClientId, topicAliasMaximum, serverKeepAliveSec }),
  };
}
