// MQTT Control Packets as decoded objects, of 3.1.1 and 5.0 alike, and the Application Message that
// they carry. Their bytes are made at the edges (mqtt/codec); their size is encodedLength's.

export type Qos = 0 | 1 | 2;

/** 4 is MQTT 3.1.1, 5 is MQTT 5.0: the number that CONNECT carries. */
export type ProtocolVersion = 4 | 5;

/** Client Identifier. */
export type ClientId = string;
export type TopicName = string;
export type TopicFilter = string;

/** Names an Application Message on its whole way. Ours: it never goes on the wire. */
export type MessageUid = string;

export interface Message {
  readonly uid: MessageUid;
  readonly topic: TopicName;
  readonly payload: string;
  /** The level at which it was published. A hop may carry it at a lower one. */
  readonly qos: Qos;
  readonly retain: boolean;
  /** UTF-8 length of topic and payload together, in bytes. */
  readonly bytes: number;
}

/** What a packet of a message's exchange belongs to. Ours: it never goes on the wire. */
interface Traced {
  readonly messageUid: MessageUid;
  /**
   * Hop 1: 1. Hop 2: the attempt of the hop-1 PUBLISH that this forwarded copy comes from, so that
   * killing one attempt leaves the luck of the other's copy as it was.
   */
  readonly copy: number;
  /** How often this packet was sent, 1 at first; an acknowledgement has that of what it answers. */
  readonly attempt: number;
}

export interface ConnectPacket {
  readonly type: 'CONNECT';
  readonly protocolVersion: ProtocolVersion;
  readonly clientId: ClientId;
  /** Clean Session in 3.1.1, Clean Start in 5.0. */
  readonly clean: boolean;
  readonly keepAliveSec: number;
  /** 5.0 alone; 0 is not sent. */
  readonly sessionExpirySec: number;
}

export interface ConnackPacket {
  readonly type: 'CONNACK';
  readonly sessionPresent: boolean;
  readonly reasonCode: number;
}

export interface Subscription {
  readonly filter: TopicFilter;
  readonly qos: Qos;
}

export interface SubscribePacket {
  readonly type: 'SUBSCRIBE';
  readonly packetId: number;
  readonly subscriptions: readonly Subscription[];
}

export interface SubackPacket {
  readonly type: 'SUBACK';
  readonly packetId: number;
  /** One granted QoS for each filter, in the order of the SUBSCRIBE. */
  readonly reasonCodes: readonly number[];
}

export interface PublishPacket extends Traced {
  readonly type: 'PUBLISH';
  /** 0 stands for none: QoS 0 has no Packet Identifier. */
  readonly packetId: number;
  readonly qos: Qos;
  readonly dup: boolean;
  readonly retain: boolean;
  readonly message: Message;
}

export type AckType = 'PUBACK' | 'PUBREC' | 'PUBREL' | 'PUBCOMP';

interface Acknowledgement<T extends AckType> extends Traced {
  readonly type: T;
  readonly packetId: number;
  readonly reasonCode: number;
}

export type PubackPacket = Acknowledgement<'PUBACK'>;
export type PubrecPacket = Acknowledgement<'PUBREC'>;
export type PubrelPacket = Acknowledgement<'PUBREL'>;
export type PubcompPacket = Acknowledgement<'PUBCOMP'>;

export interface PingreqPacket {
  readonly type: 'PINGREQ';
}
export interface PingrespPacket {
  readonly type: 'PINGRESP';
}
export interface DisconnectPacket {
  readonly type: 'DISCONNECT';
  readonly reasonCode: number;
}

/** A packet of a message's exchange: the ones that loss sliders act on. */
export type ExchangePacket =
  | PublishPacket
  | PubackPacket
  | PubrecPacket
  | PubrelPacket
  | PubcompPacket;

export type Packet =
  | ConnectPacket
  | ConnackPacket
  | SubscribePacket
  | SubackPacket
  | ExchangePacket
  | PingreqPacket
  | PingrespPacket
  | DisconnectPacket;

export type PacketType = Packet['type'];

export const EXCHANGE_TYPES = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'] as const;
export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

export function isExchangePacket(packet: Packet): packet is ExchangePacket {
  switch (packet.type) {
    case 'PUBLISH':
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return true;
    default:
      return false;
  }
}
