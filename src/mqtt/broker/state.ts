// What a broker knows: its connections, its sessions, who is subscribed to what, what is retained.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId } from '../effect.ts';
import type {
  ClientId,
  Message,
  ProtocolVersion,
  Qos,
  TopicFilter,
  TopicName,
  Will,
} from '../packets/packet.ts';
import type { SenderState } from '../session/outgoing.ts';
import type { ReceiverState } from '../session/receiver.ts';
import type { SubscriptionTree } from '../topic/subscriptionTree.ts';
import type { BrokerOptions } from './options.ts';

/** One subscription of one session. */
export interface Granted {
  readonly filter: TopicFilter;
  /** At most this. */
  readonly qos: Qos;
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
  readonly subscriptionId: number | undefined;
  /** `$share/name/filter` for a shared subscription. */
  readonly shareName: string | undefined;
}

export interface Session {
  readonly clientId: ClientId;
  readonly sender: SenderState;
  readonly receiver: ReceiverState;
  readonly subscriptions: Map<TopicFilter, Granted>;
  connection: ConnectionId | undefined;
  /** Its connection, or the last one that it had: its own timers go by that. */
  lastConnection: ConnectionId;
  version: ProtocolVersion;
  /** How long it outlives its connection; NEVER_EXPIRES_SEC for ever. */
  expirySec: number;
  /** A Will Message that waits for its delay to be over. */
  will: Will | undefined;
  /** When what waits for it begins to expire, as far as a timer is set; Infinity for none. */
  expiryTimerAt: number;
}

export interface Connection {
  /** Undefined until CONNECT is accepted. */
  session: Session | undefined;
  version: ProtocolVersion;
  /** Published when the connection ends without a DISCONNECT that forbids it. */
  will: Will | undefined;
  /** 1.5 × Keep Alive; 0 switches it off. */
  silenceMax: SimTime;
  heardAt: SimTime;
  /** Topic Aliases that the client has set. */
  readonly aliases: Map<number, TopicName>;
  /** It is told to be closed: what still comes is not looked at. */
  closing: boolean;
}

export interface Member {
  readonly session: Session;
  readonly granted: Granted;
}

/** Those who share a subscription: each message goes to one of them. */
export interface ShareGroup {
  readonly shareName: string;
  readonly members: Map<ClientId, Member>;
  /** Whose turn it was last. */
  lastMember: ClientId | undefined;
}

/** What stands in the tree at a filter. */
export type Subscriber = Member | ShareGroup;

/** Where messages of one topic go: to a session, by the subscriptions that match, or to a group. */
export type Route =
  | {
      readonly kind: 'session';
      readonly session: Session;
      readonly granted: readonly Granted[];
      /** Tells a session's copies of one message apart: 0, 1, … */
      readonly nth: number;
    }
  | { readonly kind: 'group'; readonly group: ShareGroup };

export interface Retained {
  readonly message: Message;
  /** Infinity for never. */
  readonly expiresAt: number;
}

export interface BrokerState {
  readonly options: BrokerOptions;
  /** v5 [MQTT-3.1.3-2], 3.1.1 [MQTT-3.1.3-2]: by Client Identifier. */
  readonly sessions: Map<ClientId, Session>;
  readonly connections: Map<ConnectionId, Connection>;
  readonly tree: SubscriptionTree<Subscriber>;
  readonly groups: Map<string, ShareGroup>;
  /** Routes of topics that were in use lately; emptied when subscriptions change. */
  readonly routes: Map<TopicName, readonly Route[]>;
  readonly retained: Map<TopicName, Retained>;
  retainedBytes: number;
  /** Topic and payload of all that sessions store; counted where there is a limit alone. */
  storedBytes: number;
  /** How many wills and retained messages it has been the origin of. */
  originated: number;
  /** How many client ids were assigned. */
  assignedIds: number;
  resendAfter: SimTime | undefined;
}
