// The properties of 5.0 (v5 §2.2.2.2, table 2-4), in one table: what each is called, what its value
// is, and in which packets it may stand. Reading goes by the table; what a packet does with the
// values is its own decoder's.

import { assertNever } from '../../base/assertNever.ts';
import { REASON } from '../packets/fault.ts';
import type { MessageProperties, PacketType, UserProperties } from '../packets/packet.ts';
import type { FieldCursor } from './fieldCursor.ts';
import type { Writable } from './optionalFields.ts';

/** Where a property list stands: in a packet, or in CONNECT's payload for its will. */
type Place = PacketType | 'WILL';

/** `bit` is a byte of 0 or 1, `positive` a number that must not be 0. */
interface ValueOf {
  readonly bit: 0 | 1;
  readonly twoBytes: number;
  readonly positiveTwoBytes: number;
  readonly fourBytes: number;
  readonly positiveFourBytes: number;
  readonly topicAlias: number;
  readonly text: string;
  readonly topicName: string;
  readonly binary: Uint8Array;
  /** May stand more than once. */
  readonly pairs: UserProperties;
  /** More than once in PUBLISH. */
  readonly subscriptionIds: readonly number[];
}

interface Property {
  readonly name: string;
  readonly value: keyof ValueOf;
  readonly in: readonly Place[];
}

const MESSAGE = ['PUBLISH', 'WILL'] as const;
const OPENING = ['CONNECT', 'CONNACK'] as const;
const ACKS = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'SUBACK', 'UNSUBACK'] as const;
const ANSWERS = [...ACKS, 'CONNACK', 'DISCONNECT', 'AUTH'] as const;
const EVERYWHERE = [...ANSWERS, ...MESSAGE, 'CONNECT', 'SUBSCRIBE', 'UNSUBSCRIBE'] as const;

const PROPERTIES = {
  1: { name: 'payloadFormat', value: 'bit', in: MESSAGE },
  2: { name: 'messageExpirySec', value: 'fourBytes', in: MESSAGE },
  // v5 [MQTT-3.3.2-19]
  3: { name: 'contentType', value: 'text', in: MESSAGE },
  // v5 [MQTT-3.3.2-13], [MQTT-3.3.2-14]
  8: { name: 'responseTopic', value: 'topicName', in: MESSAGE },
  9: { name: 'correlationData', value: 'binary', in: MESSAGE },
  11: { name: 'subscriptionIds', value: 'subscriptionIds', in: ['PUBLISH', 'SUBSCRIBE'] },
  17: { name: 'sessionExpirySec', value: 'fourBytes', in: [...OPENING, 'DISCONNECT'] },
  18: { name: 'assignedClientId', value: 'text', in: ['CONNACK'] },
  19: { name: 'serverKeepAliveSec', value: 'twoBytes', in: ['CONNACK'] },
  21: { name: 'authenticationMethod', value: 'text', in: [...OPENING, 'AUTH'] },
  22: { name: 'authenticationData', value: 'binary', in: [...OPENING, 'AUTH'] },
  23: { name: 'requestProblemInformation', value: 'bit', in: ['CONNECT'] },
  24: { name: 'willDelaySec', value: 'fourBytes', in: ['WILL'] },
  25: { name: 'requestResponseInformation', value: 'bit', in: ['CONNECT'] },
  26: { name: 'responseInformation', value: 'text', in: ['CONNACK'] },
  28: { name: 'serverReference', value: 'text', in: ['CONNACK', 'DISCONNECT'] },
  31: { name: 'reasonString', value: 'text', in: ANSWERS },
  33: { name: 'receiveMaximum', value: 'positiveTwoBytes', in: OPENING },
  34: { name: 'topicAliasMaximum', value: 'twoBytes', in: OPENING },
  35: { name: 'topicAlias', value: 'topicAlias', in: ['PUBLISH'] },
  36: { name: 'maximumQos', value: 'bit', in: ['CONNACK'] },
  37: { name: 'retainAvailable', value: 'bit', in: ['CONNACK'] },
  38: { name: 'userProperties', value: 'pairs', in: EVERYWHERE },
  39: { name: 'maximumPacketSize', value: 'positiveFourBytes', in: OPENING },
  40: { name: 'wildcardSubscriptionAvailable', value: 'bit', in: ['CONNACK'] },
  41: { name: 'subscriptionIdentifiersAvailable', value: 'bit', in: ['CONNACK'] },
  42: { name: 'sharedSubscriptionAvailable', value: 'bit', in: ['CONNACK'] },
} as const satisfies Readonly<Record<number, Property>>;

type Row = (typeof PROPERTIES)[keyof typeof PROPERTIES];

/** What a property list says, by the table's names. */
export type PropertyValues = {
  readonly [R in Row as R['name']]?: ValueOf[R['value']];
};

const BY_ID: ReadonlyMap<number, Property> = new Map(
  Object.entries(PROPERTIES).map(([id, row]) => [Number(id), row]),
);
export const NO_PROPERTIES: PropertyValues = {};

/** The identifiers of the table, and what a value is made of. */
export const PROPERTY_VALUES: ReadonlyMap<number, keyof ValueOf> = new Map(
  [...BY_ID].map(([id, { value }]) => [id, value]),
);

/** Reads a Property Length and as many bytes of properties. */
export function readProperties(cursor: FieldCursor, place: Place): PropertyValues {
  const length = cursor.variableByte('the Property Length');
  if (length === 0) return NO_PROPERTIES;
  const outerEnd = cursor.enter(length, 'the Property Length');
  const values: Record<string, unknown> = {};
  while (cursor.left > 0) readProperty(cursor, place, values);
  cursor.leave(outerEnd);
  return values;
}

/** What a list says of the message that it comes with; undefined if nothing. */
export function messagePropertiesOf(values: PropertyValues): MessageProperties | undefined {
  const { payloadFormat, contentType, responseTopic, correlationData, userProperties } = values;
  const properties: Writable<MessageProperties> = {};
  if (payloadFormat !== undefined) properties.payloadFormat = payloadFormat;
  if (contentType !== undefined) properties.contentType = contentType;
  if (responseTopic !== undefined) properties.responseTopic = responseTopic;
  if (correlationData !== undefined) properties.correlationData = correlationData;
  if (userProperties !== undefined) properties.userProperties = userProperties;
  return Object.keys(properties).length === 0 ? undefined : properties;
}

function readProperty(cursor: FieldCursor, place: Place, values: Record<string, unknown>): void {
  // A Variable Byte Integer by name; no identifier needs more than one byte.
  const id = cursor.byte('a property');
  const property = BY_ID.get(id);
  if (property?.in.includes(place) !== true) {
    cursor.refuse(REASON.malformedPacket, `${place} may not have property ${id}`);
    return;
  }
  const { name, value } = property;
  const before = values[name];
  const mayRepeat = value === 'pairs' || (value === 'subscriptionIds' && place === 'PUBLISH');
  if (before !== undefined && !mayRepeat) {
    cursor.refuse(REASON.protocolError, `${name} is there more than once`);
  }
  values[name] = readValue(cursor, property, before);
}

function readValue(cursor: FieldCursor, { name, value }: Property, before: unknown): unknown {
  switch (value) {
    case 'bit': {
      const byte = cursor.byte(name);
      if (byte > 1) cursor.refuse(REASON.protocolError, `${name} is ${byte}, expected 0 or 1`);
      return byte;
    }
    case 'twoBytes':
      return cursor.twoBytes(name);
    case 'positiveTwoBytes':
      return positive(cursor, name, cursor.twoBytes(name));
    case 'fourBytes':
      return cursor.fourBytes(name);
    case 'positiveFourBytes':
      return positive(cursor, name, cursor.fourBytes(name));
    case 'topicAlias':
      // v5 [MQTT-3.3.2-8]
      return positive(cursor, name, cursor.twoBytes(name), REASON.topicAliasInvalid);
    case 'text':
      return cursor.text(name);
    case 'topicName':
      return cursor.topicName(name);
    case 'binary':
      return cursor.binary(name);
    case 'pairs':
      // v5 [MQTT-1.5.7-1]
      return withOneMore(before, [cursor.text(name), cursor.text(name)]);
    case 'subscriptionIds':
      return withOneMore(before, positive(cursor, name, cursor.variableByte(name)));
    default:
      return assertNever(value);
  }
}

function positive(
  cursor: FieldCursor,
  name: string,
  value: number,
  reasonCode: number = REASON.protocolError,
): number {
  if (value === 0) cursor.refuse(reasonCode, `${name} is 0, expected 1 or more`);
  return value;
}

/** The same list, longer: a packet may have very many. */
function withOneMore(before: unknown, value: unknown): unknown[] {
  const list: unknown[] = Array.isArray(before) ? before : [];
  list.push(value);
  return list;
}
