// What a broker can be told: the choices that real brokers make differently (defaults first), and
// the bounds on what its clients can make it keep.

import type { SimTime } from '../../base/time.ts';
import type { Qos } from '../packets/packet.ts';
import type { Qos2HandOver } from '../session/receiver.ts';
import type { QueueDrop } from '../session/waiting.ts';

export interface BrokerOptions {
  /** When a QoS 2 message is forwarded. */
  readonly qos2Forward: Qos2HandOver;
  /** How many QoS > 0 messages one subscriber may have unacknowledged, 1 to 65,535, if it takes as many. */
  readonly sendQuota: number;
  /** 5.0: how many QoS > 0 messages one publisher may have unacknowledged, 1 to 65,535. */
  readonly receiveMaximum: number;
  /** How many messages may wait for one subscriber. */
  readonly queueLimit: number;
  /** Which message goes when one more has to wait. */
  readonly queueDrop: QueueDrop;
  /** Undefined: what is unacknowledged is sent again on reconnect alone. */
  readonly resendAfter: SimTime | undefined;
  /** How often a packet is sent again by the timer before the broker gives up. */
  readonly resendLimit: number;
  /** The highest QoS that a subscription is granted. */
  readonly grantedQosMax: Qos;
  /** Overlapping subscriptions: one copy at the highest QoS granted, or one for each. */
  readonly overlapping: 'one' | 'each';
  /** Whether a publisher's acknowledgement is sent before its message is forwarded, or after. */
  readonly acknowledge: 'first' | 'last';
  /** 5.0: how many Topic Aliases a connection may have, each way; 0 for none. */
  readonly topicAliasMaximum: number;
  /** In bytes: a larger packet ends the connection that it comes on. */
  readonly maximumPacketSize: number;
  /** 5.0: a Keep Alive that the broker sets for all clients; undefined: each its own. */
  readonly serverKeepAliveSec: number | undefined;
  readonly limits: BrokerLimits;
}

/** Bounds on what clients can make a broker keep. What is beyond is refused with a reason. */
export interface BrokerLimits {
  readonly sessions: number;
  readonly subscriptionsPerSession: number;
  readonly retainedMessages: number;
  readonly retainedBytes: number;
  /** How many QoS 2 messages of one client are held, where no Receive Maximum says it. */
  readonly heldPerSession: number;
  /** Topic, payload and properties of what waits, and of what is held as QoS 2, for one session. */
  readonly bytesPerSession: number;
  /** Topic and payload of all that sessions store, each copy counted, with what an entry costs. */
  readonly bytesTotal: number;
}

export const BROKER_DEFAULTS: BrokerOptions = {
  qos2Forward: 'pubrel',
  sendQuota: 65_535,
  receiveMaximum: 65_535,
  queueLimit: 1000,
  queueDrop: 'newest',
  resendAfter: undefined,
  resendLimit: Infinity,
  grantedQosMax: 2,
  overlapping: 'one',
  acknowledge: 'first',
  topicAliasMaximum: 0,
  maximumPacketSize: Infinity,
  serverKeepAliveSec: undefined,
  limits: {
    sessions: Infinity,
    subscriptionsPerSession: Infinity,
    retainedMessages: Infinity,
    retainedBytes: Infinity,
    heldPerSession: Infinity,
    bytesPerSession: Infinity,
    bytesTotal: Infinity,
  },
};
