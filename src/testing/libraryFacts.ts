// A second opinion on bytes: what mqtt-packet's parser makes of them, and a packet in its words.
import { parser } from 'mqtt-packet';
import { expect } from 'vitest';
import type {
  MessageProperties,
  Packet,
  ProtocolVersion,
  PublishPacket,
  Will,
} from '../mqtt/packets/packet.ts';

/** Bytes are hex, and nothing is undefined or without fields. */
export interface Facts {
  readonly cmd: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

/** What the library's own parser makes of one packet's bytes, comparable; `cmd` may be `error`. */
export function parsedByLibrary(bytes: Uint8Array, version: ProtocolVersion): Facts {
  const found: unknown[] = [];
  const reader = parser({ protocolVersion: version });
  reader.on('packet', (packet) => found.push(packet));
  reader.on('error', (error) => found.push(error));
  const left = reader.parse(Buffer.from(bytes));
  if (found[0] instanceof Error) return { cmd: 'error' };
  expect([found.length, left]).toEqual([1, 0]);
  return comparable(found[0]) as Facts;
}

/** Objects without fields that are undefined or have no fields; bytes as hex, as which they compare quickly. */
function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, comparable(field)] as const);
  const isEmpty = (field: unknown): boolean => JSON.stringify(field) === '{}';
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined && !isEmpty(field)));
}

/** The parser loses the order of names, and an empty value that another follows. */
function groupedPairs(pairs: MessageProperties['userProperties']): unknown {
  if (pairs === undefined) return undefined;
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const before = values.get(name) ?? [];
    values.set(name, before.length === 1 && before[0] === '' ? [value] : [...before, value]);
  }
  const grouped = [...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  return Object.fromEntries(grouped);
}

function messageFacts(properties: MessageProperties = {}): Record<string, unknown> {
  const { payloadFormat, userProperties, ...rest } = properties;
  const payloadFormatIndicator = payloadFormat === undefined ? undefined : payloadFormat === 1;
  return { payloadFormatIndicator, userProperties: groupedPairs(userProperties), ...rest };
}

function publishFacts(packet: PublishPacket, version: ProtocolVersion): Record<string, unknown> {
  const { qos, dup, retain, message, packetId, topicAlias, expirySec, subscriptionIds } = packet;
  const messageId = qos > 0 ? packetId : undefined;
  const payload = Buffer.from(message.payload);
  const facts = { qos, dup, retain, payload, messageId };
  if (version === 4) return { ...facts, topic: message.topic };
  const properties = {
    topicAlias,
    messageExpiryInterval: expirySec,
    subscriptionIdentifier: subscriptionIds?.length === 1 ? subscriptionIds[0] : subscriptionIds,
    ...messageFacts(message.properties),
  };
  return { ...facts, topic: packet.omitsTopic === true ? '' : message.topic, properties };
}

function willFacts(will: Will | undefined, version: ProtocolVersion): unknown {
  if (will === undefined) return undefined;
  const { topic, payload, qos, retain, delaySec, expirySec, properties } = will;
  const facts = { topic, payload: Buffer.from(payload), qos, retain };
  if (version === 4) return facts;
  const willDelayInterval = delaySec === 0 ? undefined : delaySec;
  const own = { willDelayInterval, messageExpiryInterval: expirySec };
  return { ...facts, properties: { ...own, ...messageFacts(properties) } };
}

/** What a packet's bytes carry, in the library's words, comparable. */
export function factsForLibrary(packet: Packet, version: ProtocolVersion): Facts {
  return comparable({ cmd: packet.type.toLowerCase(), ...facts(packet, version) }) as Facts;
}

function facts(packet: Packet, version: ProtocolVersion): Record<string, unknown> {
  const v5 = version === 5;
  switch (packet.type) {
    case 'PUBLISH':
      return publishFacts(packet, version);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return { messageId: packet.packetId, ...(v5 ? { reasonCode: packet.reasonCode } : {}) };
    case 'CONNECT': {
      const { clientId, cleanStart: clean, keepAliveSec: keepalive, will, username } = packet;
      const { sessionExpirySec, receiveMaximum, maximumPacketSize, topicAliasMaximum } = packet;
      const { password, authenticationMethod } = packet;
      const properties = {
        sessionExpiryInterval: sessionExpirySec === 0 ? undefined : sessionExpirySec,
        ...{ receiveMaximum, maximumPacketSize, topicAliasMaximum, authenticationMethod },
      };
      const own = { clientId, clean, keepalive, protocolVersion: version, username, password };
      return { ...own, will: willFacts(will, version), properties: v5 ? properties : {} };
    }
    case 'CONNACK': {
      const { sessionPresent, reasonCode, type: _, maximumQos, ...more } = packet;
      const properties = {
        sessionExpiryInterval: more.sessionExpirySec,
        receiveMaximum: more.receiveMaximum,
        maximumQoS: maximumQos,
        maximumPacketSize: more.maximumPacketSize,
        assignedClientIdentifier: more.assignedClientId,
        topicAliasMaximum: more.topicAliasMaximum,
        serverKeepAlive: more.serverKeepAliveSec,
      };
      return v5
        ? { sessionPresent, reasonCode, properties }
        : { sessionPresent, returnCode: reasonCode };
    }
    case 'SUBSCRIBE': {
      const subscriptions = packet.subscriptions.map(({ filter, qos, ...options }) => {
        const { noLocal: nl = false, retainAsPublished: rap = false } = options;
        return { topic: filter, qos, ...(v5 ? { nl, rap, rh: options.retainHandling ?? 0 } : {}) };
      });
      const properties = { subscriptionIdentifier: packet.subscriptionId };
      return { messageId: packet.packetId, subscriptions, properties: v5 ? properties : {} };
    }
    case 'UNSUBSCRIBE':
      return { messageId: packet.packetId, unsubscriptions: packet.filters };
    case 'SUBACK':
      return { messageId: packet.packetId, granted: packet.reasonCodes };
    case 'UNSUBACK':
      return { messageId: packet.packetId, ...(v5 ? { granted: packet.reasonCodes } : {}) };
    case 'DISCONNECT': {
      const properties = { sessionExpiryInterval: packet.sessionExpirySec };
      return v5 ? { reasonCode: packet.reasonCode, properties } : {};
    }
    case 'AUTH':
      return { reasonCode: packet.reasonCode, properties: { authenticationMethod: '' } };
    case 'PINGREQ':
    case 'PINGRESP':
      return {};
  }
}
