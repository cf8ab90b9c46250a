// What is known of a message while anything of it is left: its copies, and what has become of each
// pair (message, subscriber).

import type { SimTime } from '../base/time.ts';
import type { ClientId, MessageUid, Qos } from '../mqtt/packets/packet.ts';
import type { LossCause } from '../trace/event.ts';

/** Which forwarded copy an application had, by which attempt of its PUBLISH. */
export interface Delivered {
  readonly copy: number;
  readonly attempt: number;
}

export interface Pair {
  readonly subscriber: ClientId;
  /** Copies on their way to this subscriber alone: on hop 2, stored for it, or stored by it. */
  copies: number;
  callbacks: number;
  acknowledged: boolean;
  /** What its application has had. */
  deliveries: readonly Delivered[];
  /** A QoS 2 identifier of its was lost, or the broker has gone back to what it knew before. */
  stateLost: boolean;
  lost: boolean;
  lossCause: LossCause | undefined;
}

export interface MessageRecord {
  readonly uid: MessageUid;
  /** For drawing its packets' luck. */
  readonly key: number;
  /** The QoS at which it was published; undefined for what is counted apart and has no pairs. */
  readonly level: Qos | undefined;
  readonly publishedAt: SimTime;
  readonly pairs: readonly Pair[];
  /** Copies that can still reach every subscriber: at the publisher, on hop 1, at the broker. */
  upstream: number;
  /** Packets on the wire and store entries of any kind. */
  alive: number;
  /** Entries that a broker's last save would bring back. With `alive` at 0 too, the record is closed. */
  onDisk: number;
  /** As `Pair.stateLost`, on the publisher's hop. */
  stateLost: boolean;
  /** Counted among `openMessages`. */
  open: boolean;
  touched: boolean;
}

const NOTHING: readonly Delivered[] = [];

export function createRecord(
  uid: MessageUid,
  key: number,
  level: Qos | undefined,
  subscribers: readonly ClientId[],
  publishedAt: SimTime,
): MessageRecord {
  const pairs: Pair[] = [];
  for (const subscriber of subscribers) pairs.push(createPair(subscriber));
  return {
    uid,
    key,
    level,
    publishedAt,
    pairs,
    upstream: 0,
    alive: 0,
    onDisk: 0,
    stateLost: false,
    open: false,
    touched: false,
  };
}

function createPair(subscriber: ClientId): Pair {
  return {
    subscriber,
    copies: 0,
    callbacks: 0,
    acknowledged: false,
    deliveries: NOTHING,
    stateLost: false,
    lost: false,
    lossCause: undefined,
  };
}

export function findPair(record: MessageRecord, subscriber: ClientId): Pair | undefined {
  for (const pair of record.pairs) {
    if (pair.subscriber === subscriber) return pair;
  }
  return undefined;
}
