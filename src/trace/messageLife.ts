// What has become of one message until an instant, as the states of the exchanges that carry it: its
// publisher's with the broker, and the broker's with each subscriber, one for each forwarded copy.
// Each has a sender and a receiver; where they are is read from what they store and what is sent.
//
//   sender, QoS 0:    published → sent
//   sender, QoS 1:    published → wants PUBACK → done
//   sender, QoS 2:    published → wants PUBREC → wants PUBCOMP → done
//   receiver, QoS 0, 1: nothing → received
//   receiver, QoS 2:  nothing → holds identifier → released
//   off the way:      queued, inbox, gone, forgotten

import type { SimTime } from '../base/time.ts';
import type {
  ClientId,
  ExchangeType,
  Hop,
  LossCause,
  MessageUid,
  NodeId,
  Qos,
  TraceEventOf,
} from './event.ts';
import { MessageLifeFold } from './messageLifeFold.ts';
import type { TraceIndex } from './traceIndex.ts';

type DiscardReason = TraceEventOf<'message-discarded'>['reason'];

export type LifeState =
  | 'published'
  | 'sent'
  | 'wants PUBACK'
  | 'wants PUBREC'
  | 'wants PUBCOMP'
  | 'done'
  | 'nothing'
  | 'received'
  | 'holds identifier'
  | 'released'
  /** It waits for room, or for a connection. */
  | 'queued'
  /** It waits for its application. */
  | 'inbox'
  /** The sender has let go of it unfinished. */
  | 'gone'
  /** The receiver has let go of it unfinished. */
  | 'forgotten';

/** The ordinary way, by QoS. A forwarded copy begins with its first packet. */
export const SENDER_WAY: Readonly<Record<Qos, readonly LifeState[]>> = {
  0: ['sent'],
  1: ['wants PUBACK', 'done'],
  2: ['wants PUBREC', 'wants PUBCOMP', 'done'],
};
export const RECEIVER_WAY: Readonly<Record<Qos, readonly LifeState[]>> = {
  0: ['nothing', 'received'],
  1: ['nothing', 'received'],
  2: ['nothing', 'holds identifier', 'released'],
};

export interface LifeStep {
  readonly at: SimTime;
  readonly state: LifeState;
  /** Why it is gone or forgotten. */
  readonly reason?: DiscardReason;
}

export interface Side {
  readonly node: NodeId;
  /** Each state that it has entered, in order; the last one it is in. */
  readonly history: readonly LifeStep[];
}

/** How often a packet of a type was sent in an exchange, and what is known of its way so far. */
export interface Sendings {
  readonly sent: number;
  readonly arrived: number;
  readonly lost: number;
}

export interface Exchange {
  readonly hop: Hop;
  /** The publisher, or the subscriber. */
  readonly client: ClientId;
  readonly copy: number;
  readonly qos: Qos;
  /** 0 for none. */
  readonly packetId: number;
  readonly sender: Side;
  readonly receiver: Side;
  readonly packets: Readonly<Partial<Record<ExchangeType, Sendings>>>;
}

/** What became of it for one subscriber. */
export interface Reception {
  readonly subscriber: ClientId;
  /** When its application had it: more than once for second copies. */
  readonly deliveredAt: readonly SimTime[];
  readonly lost: { readonly at: SimTime; readonly cause: LossCause } | undefined;
}

export interface MessageLife {
  /** The publisher's first, then those with subscribers in order of forwarding. */
  readonly exchanges: readonly Exchange[];
  readonly receptions: readonly Reception[];
}

/** As of `t`; the trace must be known up to there. */
export function messageLife(index: TraceIndex, uid: MessageUid, t: SimTime): MessageLife {
  const fold = new MessageLifeFold(uid);
  for (const event of index.events) {
    if (event.at > t) break;
    fold.add(event);
  }
  return fold.life();
}

/** The state that a side is in; undefined: it has none yet. */
export function presentOf({ history }: Side): LifeStep | undefined {
  return history.at(-1);
}
