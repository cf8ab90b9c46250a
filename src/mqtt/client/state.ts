// What a client knows: the phase of its connection, its half of the session, what it has asked for.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId } from '../effect.ts';
import type { ClientId, Subscription, TopicFilter, TopicName } from '../packets/packet.ts';
import type { SenderState } from '../session/outgoing.ts';
import type { ReceiverState } from '../session/receiver.ts';
import type { InboxItem } from './inbox.ts';
import type { ClientOptions } from './options.ts';

type Phase =
  | { readonly kind: 'offline' }
  | { readonly kind: 'connecting'; readonly connection: ConnectionId }
  | { readonly kind: 'connected'; readonly connection: ConnectionId };

export interface ClientState {
  options: ClientOptions;
  readonly sender: SenderState;
  readonly receiver: ReceiverState;
  phase: Phase;
  /** Its own, or the one that the broker has assigned. */
  clientId: ClientId;
  /** It has been connected since its last clean CONNECT: there is something to go on with. */
  hasSession: boolean;
  /** The broker has one that it does not know of: it asks for a clean one. */
  startsAnew: boolean;
  /** What it wants to be subscribed to. */
  readonly wanted: Map<TopicFilter, Subscription>;
  /** Those of `wanted` that the broker has not confirmed, or has not kept. */
  readonly unconfirmed: Set<TopicFilter>;
  /** Filters to take back that the broker has not confirmed. */
  readonly unwanted: Set<TopicFilter>;
  /** SUBSCRIBE and UNSUBSCRIBE on this connection that wait for an answer, by identifier. */
  readonly requests: Map<number, readonly TopicFilter[]>;
  /** It has said that it is ready on this connection. */
  ready: boolean;
  /** Of this connection: the broker's where it sets one. */
  keepAliveSec: number;
  /** Topic Aliases that the broker has set on this connection. */
  readonly aliases: Map<number, TopicName>;
  lastSentAt: SimTime;
  /** The message that its application has at this moment. */
  handling: InboxItem | undefined;
  /** Those that wait for their turn. */
  readonly inbox: InboxItem[];
}
