// What a client can be told: who it is, what it asks of the broker, and the choices that real clients
// make differently (defaults first).

import type { SimTime } from '../../base/time.ts';
import type { AckType, ClientId, ProtocolVersion, Subscription, Will } from '../packets/packet.ts';
import type { Qos2HandOver } from '../session/receiver.ts';
import type { QueueDrop } from '../session/waiting.ts';

export interface ClientOptions {
  /** Empty: the broker assigns one. */
  readonly clientId: ClientId;
  readonly protocolVersion: ProtocolVersion;
  /** Clean Session in 3.1.1. */
  readonly cleanStart: boolean;
  /** 5.0 */
  readonly sessionExpirySec: number;
  /** 0 switches keep-alive off. */
  readonly keepAliveSec: number;
  readonly will: Will | undefined;
  readonly subscriptions: readonly Subscription[];
  /** 5.0: Subscription Identifier of all its subscriptions. */
  readonly subscriptionId: number | undefined;
  /** How long it waits for CONNACK and SUBACK before it gives the connection up. */
  readonly connectTimeout: SimTime;
  /** When it hands a QoS 2 message to its application. */
  readonly qos2HandOver: Qos2HandOver;
  /** Whether it acknowledges before its application has the message, or after. */
  readonly acknowledge: 'first' | 'last';
  /** How long its application takes over a message; the next one waits. */
  readonly handlerTime: SimTime;
  /** Acknowledgements that it never sends: no real client's choice, but a fault to look at. */
  readonly withholds: readonly AckType[];
  /** How many of its own QoS > 0 messages may be unacknowledged at once, if the broker takes as many. */
  readonly sendQuota: number;
  /** 5.0: how many QoS > 0 messages the broker may have unacknowledged, 1 to 65,535. */
  readonly receiveMaximum: number;
  /** 5.0: how many Topic Aliases a connection may have, each way; 0 for none. */
  readonly topicAliasMaximum: number;
  /** 5.0, in bytes: the broker sends nothing larger. Infinity for no limit. */
  readonly maximumPacketSize: number;
  /** Undefined: what is unacknowledged is sent again on reconnect alone. */
  readonly resendAfter: SimTime | undefined;
  /** How often a packet is sent again by the timer before the client gives up. */
  readonly resendLimit: number;
  /** How many of its own messages may wait for a place or for a connection. */
  readonly queueLimit: number;
  readonly queueDrop: QueueDrop;
  /** What becomes of publish() without a connection: QoS > 0 waits, every level waits, or none. */
  readonly offlinePublish: 'queue' | 'queueAll' | 'refuse';
  /**
   * What becomes of its own unacknowledged messages when the broker has kept no session: v5
   * [MQTT-3.2.2-5] discards them; MQTT.js sends them again all the same.
   */
  readonly sessionLost: 'discard' | 'resend';
}

export const CLIENT_DEFAULTS: ClientOptions = {
  clientId: '',
  protocolVersion: 5,
  cleanStart: true,
  sessionExpirySec: 0,
  keepAliveSec: 0,
  will: undefined,
  subscriptions: [],
  subscriptionId: undefined,
  connectTimeout: 30_000_000 as SimTime,
  qos2HandOver: 'pubrel',
  acknowledge: 'first',
  handlerTime: 0 as SimTime,
  withholds: [],
  sendQuota: 65_535,
  receiveMaximum: 65_535,
  topicAliasMaximum: 0,
  maximumPacketSize: Infinity,
  resendAfter: undefined,
  resendLimit: Infinity,
  queueLimit: Infinity,
  queueDrop: 'newest',
  offlinePublish: 'queue',
  sessionLost: 'discard',
};
