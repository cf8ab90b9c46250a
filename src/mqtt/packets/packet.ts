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

/** Text in the simulation, bytes behind sockets. The machines look at its length alone. */
export type Payload = string | Uint8Array;

/** 5.0: names and values in their order, a name as often as one likes. */
export type UserProperties = readonly (readonly [name: string, value: string])[];

/** 5.0: what a message says of itself. The broker passes it on unaltered. */
export interface MessageProperties {
  /** Payload Format Indicator: 1 says that the payload is UTF-8. */
  readonly payloadFormat?: 0 | 1;
  readonly contentType?: string;
  readonly responseTopic?: TopicName;
  readonly correlationData?: Uint8Array;
  readonly userProperties?: UserProperties;
}

export interface Message {
  readonly uid: MessageUid;
  readonly topic: TopicName;
  readonly payload: Payload;
  /** The level at which it was published. A hop may carry it at a lower one. */
  readonly qos: Qos;
  readonly retain: boolean;
  /** UTF-8 length of topic and payload together, in bytes. */
  readonly bytes: number;
  /** 5.0: Message Expiry Interval as its publisher set it. Absent: it never expires. */
  readonly expirySec?: number;
  readonly properties?: MessageProperties;
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

/** The message that the broker publishes when the client goes without saying so. */
export interface Will {
  readonly topic: TopicName;
  readonly payload: Payload;
  readonly qos: Qos;
  readonly retain: boolean;
  /** 5.0: Will Delay Interval. */
  readonly delaySec: number;
  /** 5.0 */
  readonly expirySec?: number;
  /** 5.0 */
  readonly properties?: MessageProperties;
}

/** Session Expiry Interval of a session that never ends by itself (v5 §3.1.2.11.2). */
export const NEVER_EXPIRES_SEC = 0xffff_ffff;

/** Optional fields: absent means that the property or field is not sent. */
export interface ConnectPacket {
  readonly type: 'CONNECT';
  readonly protocolVersion: ProtocolVersion;
  readonly clientId: ClientId;
  /** Clean Start in 5.0. The same bit is Clean Session in 3.1.1, which ends the session too. */
  readonly cleanStart: boolean;
  readonly keepAliveSec: number;
  readonly will?: Will;
  readonly username?: string;
  readonly password?: Uint8Array;
  /** 5.0 alone; 0 is not sent. */
  readonly sessionExpirySec: number;
  /** 5.0 alone, as all that follow. */
  readonly receiveMaximum?: number;
  readonly maximumPacketSize?: number;
  readonly topicAliasMaximum?: number;
  readonly authenticationMethod?: string;
}

export interface ConnackPacket {
  readonly type: 'CONNACK';
  readonly sessionPresent: boolean;
  /** 3.1.1: the return code. */
  readonly reasonCode: number;
  /** 5.0 alone, as all that follow; absent means that the property is not sent. */
  readonly sessionExpirySec?: number;
  readonly receiveMaximum?: number;
  readonly maximumQos?: 0 | 1;
  readonly maximumPacketSize?: number;
  readonly assignedClientId?: ClientId;
  readonly topicAliasMaximum?: number;
  readonly serverKeepAliveSec?: number;
}

/** Whether retained messages are sent: at each SUBSCRIBE, at a new subscription, never. */
export type RetainHandling = 0 | 1 | 2;

export interface Subscription {
  readonly filter: TopicFilter;
  readonly qos: Qos;
  /** 5.0, as all that follow; absent means false, or 0. */
  readonly noLocal?: boolean;
  readonly retainAsPublished?: boolean;
  readonly retainHandling?: RetainHandling;
}

export interface SubscribePacket {
  readonly type: 'SUBSCRIBE';
  readonly packetId: number;
  readonly subscriptions: readonly Subscription[];
  /** 5.0: Subscription Identifier, 1 to 268,435,455. */
  readonly subscriptionId?: number;
}

export interface SubackPacket {
  readonly type: 'SUBACK';
  readonly packetId: number;
  /** For each filter, in the order of the SUBSCRIBE, the granted QoS, or 0x80 and more. */
  readonly reasonCodes: readonly number[];
}

export interface UnsubscribePacket {
  readonly type: 'UNSUBSCRIBE';
  readonly packetId: number;
  readonly filters: readonly TopicFilter[];
}

export interface UnsubackPacket {
  readonly type: 'UNSUBACK';
  readonly packetId: number;
  /** For each filter, in the order of the UNSUBSCRIBE. 3.1.1 does not send them. */
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
  /** 5.0, as all that follow: absent means that it is not sent. */
  readonly topicAlias?: number;
  /** The Topic Name is empty on the wire: the Topic Alias stands for it. */
  readonly omitsTopic?: boolean;
  /** What is left of the message's Message Expiry Interval. */
  readonly expirySec?: number;
  readonly subscriptionIds?: readonly number[];
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
  /** 5.0, from a client: a new Session Expiry Interval. Absent means that it is not sent. */
  readonly sessionExpirySec?: number;
}
/** 5.0: enhanced authentication, which nothing here takes part in. */
export interface AuthPacket {
  readonly type: 'AUTH';
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
  | UnsubscribePacket
  | UnsubackPacket
  | ExchangePacket
  | PingreqPacket
  | PingrespPacket
  | DisconnectPacket
  | AuthPacket;

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
