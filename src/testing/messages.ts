// Application Messages and packets for tests of the protocol machines.
import type { Effect } from '../mqtt/effect.ts';
import type {
  ConnectPacket,
  Message,
  Packet,
  PubackPacket,
  PubcompPacket,
  PublishPacket,
  PubrecPacket,
  PubrelPacket,
  Qos,
  SubscribePacket,
  Subscription,
  TopicFilter,
  Will,
} from '../mqtt/packets/packet.ts';
import type { Delivery } from '../mqtt/session/waiting.ts';

export function messageOf(
  uid: string,
  qos: Qos,
  topic = 't',
  facts: Partial<Message> = {},
): Message {
  const bytes = topic.length + (facts.payload ?? uid).length;
  return { uid, topic, payload: uid, qos, retain: false, bytes, ...facts };
}

/** A message on its way to one receiver, at its own QoS. */
export function deliveryOf(uid: string, qos: Qos, facts: Partial<Delivery> = {}): Delivery {
  const message = messageOf(uid, qos);
  return { message, qos, copy: 1, retain: false, expiresAt: Infinity, ...facts };
}

/** A PUBLISH of message `uid`, first attempt; `packetId` is 0 at QoS 0. */
export function publishOf(
  uid: string,
  qos: Qos,
  packetId: number,
  facts: Partial<PublishPacket> = {},
): PublishPacket {
  const message = facts.message ?? messageOf(uid, qos);
  return {
    type: 'PUBLISH',
    packetId,
    qos,
    dup: false,
    retain: message.retain,
    message,
    messageUid: uid,
    copy: 1,
    attempt: 1,
    ...facts,
  };
}

interface AckTypes {
  readonly PUBACK: PubackPacket;
  readonly PUBREC: PubrecPacket;
  readonly PUBREL: PubrelPacket;
  readonly PUBCOMP: PubcompPacket;
}

export function ackOf<T extends keyof AckTypes>(
  type: T,
  packetId: number,
  facts: Partial<Omit<PubackPacket, 'type'>> = {},
): AckTypes[T] {
  const packet: unknown = {
    type,
    packetId,
    reasonCode: 0,
    messageUid: 'm',
    copy: 1,
    attempt: 1,
    ...facts,
  };
  return packet as AckTypes[T];
}

/** A 5.0 CONNECT that asks for a new session and for nothing to be kept. */
export function connectOf(clientId: string, facts: Partial<ConnectPacket> = {}): ConnectPacket {
  return {
    type: 'CONNECT',
    protocolVersion: 5,
    clientId,
    cleanStart: true,
    keepAliveSec: 0,
    sessionExpirySec: 0,
    ...facts,
  };
}

/** What a session is asked for that outlives its connection, in either version. */
export const KEPT = { cleanStart: false, sessionExpirySec: 3600 } as const;

export function willOf(topic: string, facts: Partial<Will> = {}): Will {
  return { topic, payload: 'gone', qos: 0, retain: false, delaySec: 0, ...facts };
}

/** SUBSCRIBE, to one filter at QoS 2 unless told otherwise. */
export function subscribeOf(
  what: TopicFilter | readonly Subscription[],
  facts: Partial<Subscription> & { readonly packetId?: number; readonly id?: number } = {},
): SubscribePacket {
  const { packetId = 1, id, ...options } = facts;
  const subscriptions =
    typeof what === 'string' ? [{ filter: what, qos: 2, ...options } as const] : what;
  return {
    type: 'SUBSCRIBE',
    packetId,
    subscriptions,
    ...(id === undefined ? {} : { subscriptionId: id }),
  };
}

/** `PUBLISH 3 dup a`, `PUBREL 2`, `CONNACK`, for reading a list of packets at a glance. */
export function briefOf(packet: Packet): string {
  const id = 'packetId' in packet && packet.packetId > 0 ? ` ${packet.packetId}` : '';
  if (packet.type !== 'PUBLISH') return `${packet.type}${id}`;
  return `PUBLISH${id}${packet.dup ? ' dup' : ''} ${packet.messageUid}`;
}

export function kindsOf(effects: readonly Effect[]): readonly Effect['kind'][] {
  return effects.map(({ kind }) => kind);
}
