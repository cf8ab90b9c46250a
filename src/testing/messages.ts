// Application Messages and packets for tests of the protocol machines.
import type {
  Message,
  PubackPacket,
  PubcompPacket,
  PublishPacket,
  PubrecPacket,
  PubrelPacket,
  Qos,
} from '../mqtt/packets/packet.ts';

export function messageOf(uid: string, qos: Qos, topic = 't'): Message {
  return { uid, topic, payload: uid, qos, retain: false, bytes: topic.length + uid.length };
}

/** A PUBLISH of message `uid`, first attempt; `packetId` is 0 at QoS 0. */
export function publishOf(
  uid: string,
  qos: Qos,
  packetId: number,
  facts: Partial<PublishPacket> = {},
): PublishPacket {
  const message = messageOf(uid, qos);
  return {
    type: 'PUBLISH',
    packetId,
    qos,
    dup: false,
    retain: false,
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
