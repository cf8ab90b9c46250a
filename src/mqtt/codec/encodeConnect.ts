// The bytes of CONNECT. mqtt-packet refuses what the specification leaves to the server or allows: an
// empty Client Identifier without Clean Start, and in 5.0 a Password without a User Name. So it writes
// the packet without these, and they are put in here.

import { payloadLength } from '../packets/encodedLength.ts';
import type { ConnectPacket, Payload, ProtocolVersion, Will } from '../packets/packet.ts';
import { concatBytes, writeField } from './bytes.ts';
import { fieldsAt } from './fixedHeader.ts';
import { libraryProperties, writeByLibrary } from './libraryWriter.ts';
import { definedOf } from './optionalFields.ts';
import { VARIABLE_BYTE_MAX, writeVariableByte } from './variableByte.ts';

/** The Connect Flags stand after the Protocol Name and the Protocol Version. */
const FLAGS_AT = 7;
const FLAG = { cleanStart: 2, password: 0x40, username: 0x80 };

/** @throws Error when the packet cannot be written */
export function encodeConnect(packet: ConnectPacket, version: ProtocolVersion): Uint8Array {
  const { cleanStart, username, password } = packet;
  if (version === 4 && password !== undefined && username === undefined) {
    // 3.1.1 [MQTT-3.1.2-22]
    throw new Error('A Password without a User Name');
  }
  const written = writeByLibrary(libraryConnect(packet, version), version);
  const fields = written.subarray(fieldsAt(written, 0));
  let flags = (fields[FLAGS_AT] ?? 0) & ~FLAG.cleanStart;
  if (cleanStart) flags |= FLAG.cleanStart;
  if (username !== undefined) flags |= FLAG.username;
  if (password !== undefined) flags |= FLAG.password;
  fields[FLAGS_AT] = flags;
  const credentials = [username, password].filter((field) => field !== undefined).map(fieldOf);
  return withHeader(written[0] ?? 0, concatBytes([fields, ...credentials]));
}

function fieldOf(content: Payload): Uint8Array {
  const field = new Uint8Array(2 + payloadLength(content));
  writeField(content, field, 0);
  return field;
}

function withHeader(firstByte: number, fields: Uint8Array): Uint8Array {
  if (fields.length > VARIABLE_BYTE_MAX) throw new Error(`A packet has ${fields.length} bytes`);
  const header = Uint8Array.of(firstByte, 0, 0, 0, 0);
  const end = writeVariableByte(fields.length, header, 1);
  return concatBytes([header.subarray(0, end), fields]);
}

function libraryConnect(packet: ConnectPacket, version: ProtocolVersion) {
  const { clientId, keepAliveSec, will, sessionExpirySec } = packet;
  const { receiveMaximum, maximumPacketSize, topicAliasMaximum, authenticationMethod } = packet;
  const properties = definedOf({
    sessionExpiryInterval: sessionExpirySec === 0 ? undefined : sessionExpirySec,
    receiveMaximum,
    maximumPacketSize,
    topicAliasMaximum,
    authenticationMethod,
  });
  return {
    cmd: 'connect',
    protocolVersion: version,
    clientId,
    clean: true,
    keepalive: keepAliveSec,
    properties,
    ...(will === undefined ? {} : { will: libraryWill(will) }),
  } as const;
}

function libraryWill({ topic, payload, qos, retain, delaySec, expirySec, properties }: Will) {
  const own = definedOf({
    willDelayInterval: delaySec === 0 ? undefined : delaySec,
    messageExpiryInterval: expirySec,
  });
  const all = { ...own, ...libraryProperties(properties) };
  return { topic, payload: payload as string | Buffer, qos, retain, properties: all };
}
