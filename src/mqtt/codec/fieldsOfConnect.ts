// CONNECT and CONNACK as fields (v5 §3.1 and §3.2, 3.1.1 §3.1 and §3.2).

import type { ProtocolVersion } from '../packets/packet.ts';
import { walkProperties } from './fieldsOfProperties.ts';
import type { FieldWalk } from './fieldWalk.ts';
import { type BitField, statementIn } from './packetField.ts';
import { sayReason } from './reasonNames.ts';

const WILL = 4;
const PASSWORD = 0x40;
const USER_NAME = 0x80;

export function walkConnect(walk: FieldWalk, version: ProtocolVersion): void {
  walk.lengthAndText('Protocol Name', {
    says: 'What is spoken on this connection.',
    statement: statementIn(version, 'v5 [MQTT-3.1.2-1]', '3.1.1 [MQTT-3.1.2-1]'),
  });
  walk.byte(
    {
      name: 'Protocol Version',
      says: '4 is MQTT 3.1.1, 5 is MQTT 5.0.',
      statement: statementIn(version, 'v5 [MQTT-3.1.2-2]', '3.1.1 [MQTT-3.1.2-2]'),
    },
    (level) => `${level}, MQTT ${level === 5 ? '5.0' : '3.1.1'}`,
  );
  const flags = walk.peek();
  walk.byte(
    {
      name: 'Connect Flags',
      says: 'What the session is to be, and what the payload has.',
      statement: statementIn(version, 'v5 [MQTT-3.1.2-3]', '3.1.1 [MQTT-3.1.2-3]'),
      bits: flagBits(flags, version),
    },
    (byte) => `0x${byte.toString(16).padStart(2, '0')}`,
  );
  walk.twoBytes(
    {
      name: 'Keep Alive',
      says: 'The client lets no more seconds than this pass between two packets; 0 switches it off.',
      statement: statementIn(version, 'v5 [MQTT-3.1.2-22]', '3.1.1 [MQTT-3.1.2-24]'),
    },
    (sec) => (sec === 0 ? '0, off' : `${sec} s`),
  );
  if (version === 5) walkProperties(walk);
  walk.part = 'payload';
  walk.lengthAndText('Client Identifier', {
    says: 'Names the client, and with it the session.',
    statement: statementIn(version, 'v5 [MQTT-3.1.3-3]', '3.1.1 [MQTT-3.1.3-3]'),
  });
  if ((flags & WILL) !== 0) walkWill(walk, version);
  if ((flags & USER_NAME) !== 0) walk.lengthAndText('User Name', { says: 'Who logs in.' });
  if ((flags & PASSWORD) !== 0) walk.lengthAndText('Password', { says: 'What proves it.' });
}

function walkWill(walk: FieldWalk, version: ProtocolVersion): void {
  if (version === 5) walkProperties(walk, 'Will ');
  walk.lengthAndText('Will Topic', {
    says: 'Where the broker publishes the Will Message.',
    statement: statementIn(version, 'v5 [MQTT-3.1.3-11]', '3.1.1 [MQTT-3.1.3-10]'),
  });
  walk.lengthAndText('Will Payload', {
    says: 'What the broker publishes when the client goes without DISCONNECT.',
  });
}

function flagBits(flags: number, version: ProtocolVersion): readonly BitField[] {
  const bit = (bits: number, name: string): BitField => {
    return { bits: String(bits), name, value: String((flags >> bits) & 1) };
  };
  return [
    bit(7, 'User Name Flag'),
    bit(6, 'Password Flag'),
    bit(5, 'Will Retain'),
    { bits: '4–3', name: 'Will QoS', value: String((flags >> 3) & 3) },
    bit(2, 'Will Flag'),
    bit(1, version === 5 ? 'Clean Start' : 'Clean Session'),
    bit(0, 'reserved'),
  ];
}

export function walkConnack(walk: FieldWalk, version: ProtocolVersion): void {
  const flags = walk.peek();
  walk.byte(
    {
      name: 'Connect Acknowledge Flags',
      says: 'Whether the broker goes on with a session that it has kept.',
      statement: statementIn(version, 'v5 [MQTT-3.2.2-3]', '3.1.1 [MQTT-3.2.2-3]'),
      bits: [
        { bits: '7–1', name: 'reserved', value: String(flags >> 1) },
        { bits: '0', name: 'Session Present', value: String(flags & 1) },
      ],
    },
    (byte) => `Session Present ${byte & 1}`,
  );
  walk.byte(
    {
      name: version === 5 ? 'Reason Code' : 'Return code',
      says: 'Whether the broker takes the connection.',
    },
    (code) => sayReason(code, 'CONNACK', version),
  );
  if (version === 5) walkProperties(walk);
}
