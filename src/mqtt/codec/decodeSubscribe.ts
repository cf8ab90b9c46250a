// SUBSCRIBE, UNSUBSCRIBE and their answers (v5 §3.8 to §3.11, 3.1.1 §3.8 to §3.11), from their fields.

import { REASON } from '../packets/fault.ts';
import type {
  ProtocolVersion,
  Qos,
  RetainHandling,
  SubackPacket,
  SubscribePacket,
  Subscription,
  TopicFilter,
  UnsubackPacket,
  UnsubscribePacket,
} from '../packets/packet.ts';
import { parseSharedFilter } from '../topic/sharedFilter.ts';
import { isTopicFilter } from '../topic/topicMatch.ts';
import type { FieldCursor } from './fieldCursor.ts';
import { NO_PROPERTIES, readProperties } from './properties.ts';
import { readReasonCodes } from './reasonCodes.ts';

const FILTER = 'the Topic Filter';
/** What the Subscription Options of a version may not have. */
const RESERVED_BITS = { 4: 0xfc, 5: 0xc0 } as const;

export function decodeSubscribe(cursor: FieldCursor, version: ProtocolVersion): SubscribePacket {
  const packetId = cursor.packetId();
  const values = version === 5 ? readProperties(cursor, 'SUBSCRIBE') : NO_PROPERTIES;
  refuseEmpty(cursor, 'SUBSCRIBE');
  const subscriptions: Subscription[] = [];
  while (cursor.left > 0) subscriptions.push(readSubscription(cursor, version));
  const packet = { type: 'SUBSCRIBE', packetId, subscriptions } as const;
  const [subscriptionId] = values.subscriptionIds ?? [];
  return subscriptionId === undefined ? packet : { ...packet, subscriptionId };
}

function readSubscription(cursor: FieldCursor, version: ProtocolVersion): Subscription {
  const filter = readFilter(cursor, version);
  const options = cursor.byte('the Subscription Options');
  const qos = options & 3;
  const retainHandling = (options >> 4) & 3;
  // v5 [MQTT-3.8.3-5], 3.1.1 [MQTT-3.8.3-4], where QoS 3 is malformed too.
  if ((options & RESERVED_BITS[version]) !== 0 || (version === 4 && qos === 3)) {
    cursor.refuse(REASON.malformedPacket, `the Subscription Options are ${options}`);
  }
  // v5 §3.8.3.1
  if (qos === 3) cursor.refuse(REASON.protocolError, 'a subscription asks for QoS 3');
  if (retainHandling === 3) cursor.refuse(REASON.protocolError, 'Retain Handling is 3');
  const noLocal = (options & 4) !== 0;
  // v5 [MQTT-3.8.3-4]
  if (noLocal && filter.startsWith('$share/')) {
    cursor.refuse(REASON.protocolError, 'a shared subscription has No Local');
  }
  return {
    filter,
    qos: qos as Qos,
    ...(noLocal ? { noLocal } : {}),
    ...((options & 8) !== 0 ? { retainAsPublished: true } : {}),
    ...(retainHandling > 0 ? { retainHandling: retainHandling as RetainHandling } : {}),
  };
}

function readFilter(cursor: FieldCursor, version: ProtocolVersion): TopicFilter {
  // v5 [MQTT-3.8.3-1], [MQTT-3.10.3-1], 3.1.1 [MQTT-3.8.3-1], [MQTT-3.10.3-1]
  const filter = cursor.text(FILTER);
  // v5 [MQTT-4.7.1-1], [MQTT-4.7.1-2], [MQTT-4.7.3-1], 3.1.1 [MQTT-4.7.1-2], [MQTT-4.7.1-3], [MQTT-4.7.3-1]
  if (!isTopicFilter(filter)) {
    const what = filter === '' ? 'is empty' : 'has a wildcard where none may be';
    cursor.refuse(REASON.topicFilterInvalid, `${FILTER} ${what}`);
  }
  // v5 [MQTT-4.8.2-1], [MQTT-4.8.2-2]; 3.1.1 knows no shared subscriptions.
  const isShared = version === 5 && filter.startsWith('$share/');
  if (isShared && parseSharedFilter(filter) === undefined) {
    cursor.refuse(REASON.topicFilterInvalid, `${FILTER} has no ShareName or nothing after it`);
  }
  return filter;
}

/** v5 [MQTT-3.8.3-2], [MQTT-3.10.3-2], 3.1.1 [MQTT-3.8.3-3], [MQTT-3.10.3-2] */
function refuseEmpty(cursor: FieldCursor, type: string): void {
  if (cursor.left === 0) cursor.refuse(REASON.protocolError, `${type} has no Topic Filter`);
}

export function decodeUnsubscribe(
  cursor: FieldCursor,
  version: ProtocolVersion,
): UnsubscribePacket {
  const packetId = cursor.packetId();
  if (version === 5) readProperties(cursor, 'UNSUBSCRIBE');
  refuseEmpty(cursor, 'UNSUBSCRIBE');
  const filters: TopicFilter[] = [];
  while (cursor.left > 0) filters.push(readFilter(cursor, version));
  return { type: 'UNSUBSCRIBE', packetId, filters };
}

export function decodeSuback(cursor: FieldCursor, version: ProtocolVersion): SubackPacket {
  const packetId = cursor.packetId();
  if (version === 5) readProperties(cursor, 'SUBACK');
  return { type: 'SUBACK', packetId, reasonCodes: readReasonCodes(cursor, 'SUBACK', version) };
}

export function decodeUnsuback(cursor: FieldCursor, version: ProtocolVersion): UnsubackPacket {
  const packetId = cursor.packetId();
  if (version === 4) return { type: 'UNSUBACK', packetId, reasonCodes: [] };
  readProperties(cursor, 'UNSUBACK');
  return { type: 'UNSUBACK', packetId, reasonCodes: readReasonCodes(cursor, 'UNSUBACK', version) };
}
