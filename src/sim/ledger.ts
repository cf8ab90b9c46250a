// Follows every copy of every message, in stores and on the wire, so that at each instant a pair
// (message, subscriber) is delivered, lost or pending (PROTOCOL's counters). Watches; steers nothing.

import type { SimTime } from '../base/time.ts';
import { OVERLAP_COPY } from '../mqtt/broker/routing.ts';
import type { StoreEntry } from '../mqtt/effect.ts';
import type { ClientId, MessageUid, Qos } from '../mqtt/packets/packet.ts';
import type { DuplicateCause, Hop, LossCause, NodeId } from '../trace/event.ts';

export interface Pair {
  readonly subscriber: ClientId;
  /** Copies on their way to this subscriber alone: on hop 2, stored for it, or stored by it. */
  copies: number;
  callbacks: number;
  acknowledged: boolean;
  /** Which forwarded copies its application has had. */
  deliveredCopies: readonly number[];
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
  /** Packets on the wire and store entries of any kind; at 0 the record is closed. */
  alive: number;
  lossCause: LossCause | undefined;
  touched: boolean;
}

export interface Callback {
  readonly callbacks: number;
  readonly cause: DuplicateCause | undefined;
}

const NO_COPIES: readonly number[] = [];
const NOBODY: readonly ClientId[] = [];

export class Ledger {
  readonly #records = new Map<MessageUid, MessageRecord>();
  readonly #onLost: (record: MessageRecord, pair: Pair, cause: LossCause) => void;
  /** The records that this instant's work has changed; past `#touchedCount` lie old ones. */
  readonly #touched: MessageRecord[] = [];
  #touchedCount = 0;
  /** What was found last: an event is mostly about one message. */
  #found: MessageRecord | undefined;

  constructor(onLost: (record: MessageRecord, pair: Pair, cause: LossCause) => void) {
    this.#onLost = onLost;
  }

  /** Messages of which a packet or a store entry is left. */
  get openMessages(): number {
    return this.#records.size;
  }

  open(
    uid: MessageUid,
    key: number,
    level: Qos | undefined,
    subscribers: readonly ClientId[],
    publishedAt: SimTime,
  ): MessageRecord {
    const pairs = subscribers.map(
      (subscriber): Pair => ({
        subscriber,
        copies: 0,
        callbacks: 0,
        acknowledged: false,
        deliveredCopies: NO_COPIES,
        lost: false,
        lossCause: undefined,
      }),
    );
    const record: MessageRecord = {
      uid,
      key,
      level,
      publishedAt,
      pairs,
      upstream: 0,
      alive: 0,
      lossCause: undefined,
      touched: false,
    };
    this.#records.set(uid, record);
    this.#touch(record);
    return record;
  }

  /** A will, or a retained message's replay: followed, and counted with no pair. */
  openApart(uid: MessageUid, key: number, at: SimTime): void {
    this.open(uid, key, undefined, NOBODY, at);
  }

  /** @throws Error when nothing of the message is left, which would be a defect of the world */
  find(uid: MessageUid): MessageRecord {
    if (this.#found?.uid === uid) return this.#found;
    const record = this.#records.get(uid);
    if (record === undefined) throw new Error(`Message ${uid} is closed`);
    this.#found = record;
    return record;
  }

  /** A packet of the message goes on the wire, or (−1) comes off it. */
  countFlight(
    record: MessageRecord,
    isPublish: boolean,
    hop: Hop,
    client: ClientId,
    change: 1 | -1,
  ): void {
    record.alive += change;
    if (isPublish) this.#countCopy(record, hop === 1, client, change);
    this.#touch(record);
  }

  /** An entry is stored (+1) or released (−1) at `node`. */
  countEntry(node: NodeId, entry: StoreEntry, change: 1 | -1): void {
    const record = this.find(entry.messageUid);
    record.alive += change;
    if (entry.holds === 'message') this.#countStored(record, node, entry, change);
    this.#touch(record);
  }

  /** An entry that held the message keeps its identifier alone. */
  countReduced(node: NodeId, entry: StoreEntry): void {
    const record = this.find(entry.messageUid);
    this.#countStored(record, node, entry, -1);
    this.#touch(record);
  }

  #countStored(record: MessageRecord, node: NodeId, entry: StoreEntry, change: 1 | -1): void {
    const atBroker = node === 'broker';
    const upstream = atBroker === (entry.store === 'incoming');
    this.#countCopy(record, upstream, atBroker ? entry.peer : node, change);
  }

  #countCopy(record: MessageRecord, upstream: boolean, client: ClientId, change: 1 | -1): void {
    if (upstream) {
      record.upstream += change;
      return;
    }
    const pair = findPair(record, client);
    if (pair !== undefined) pair.copies += change;
  }

  /** Notes why a copy ended, in case it was the last one. `client` is given for hop 2 alone. */
  noteLoss(record: MessageRecord, client: ClientId | undefined, cause: LossCause): void {
    if (client === undefined) {
      record.lossCause = cause;
    } else {
      const pair = findPair(record, client);
      if (pair !== undefined) pair.lossCause = cause;
    }
  }

  /** The subscriber's handshake is complete. @returns whether it is this pair's first */
  countAcknowledged(record: MessageRecord, subscriber: ClientId): boolean {
    const pair = findPair(record, subscriber);
    if (pair === undefined || pair.acknowledged) return false;
    pair.acknowledged = true;
    return true;
  }

  /** The application's callback runs. @returns undefined when the pair was not fixed at publish */
  countCallback(
    record: MessageRecord,
    subscriber: ClientId,
    copy: number,
    qos: Qos,
  ): Callback | undefined {
    const pair = findPair(record, subscriber);
    if (pair === undefined) return undefined;
    const before = pair.deliveredCopies;
    pair.callbacks++;
    pair.deliveredCopies = [...before, copy];
    if (pair.callbacks === 1) return { callbacks: 1, cause: undefined };
    return { callbacks: pair.callbacks, cause: causeOf(record, before, copy, qos) };
  }

  /** At the end of an instant's work: marks what can no longer arrive, closes what is over. */
  settle(): void {
    for (let i = 0; i < this.#touchedCount; i++) {
      const record = this.#touched[i] as MessageRecord;
      record.touched = false;
      if (record.upstream === 0) this.#markLost(record);
      if (record.alive === 0) this.#close(record);
    }
    this.#touchedCount = 0;
  }

  #close(record: MessageRecord): void {
    this.#records.delete(record.uid);
    if (this.#found === record) this.#found = undefined;
  }

  #markLost(record: MessageRecord): void {
    for (const pair of record.pairs) {
      if (pair.lost || pair.callbacks > 0 || pair.copies > 0) continue;
      pair.lost = true;
      this.#onLost(record, pair, pair.lossCause ?? record.lossCause ?? 'offline');
    }
  }

  #touch(record: MessageRecord): void {
    if (record.touched) return;
    record.touched = true;
    this.#touched[this.#touchedCount++] = record;
  }
}

/**
 * Why an application gets a message again. At QoS 2 only lost state can do it; else the same copy
 * came again from the broker, or another copy from the publisher or by another subscription.
 */
function causeOf(
  { level }: MessageRecord,
  before: readonly number[],
  copy: number,
  qos: Qos,
): DuplicateCause {
  if (before.includes(copy)) return qos === 2 ? 'stateLost' : 'brokerResend';
  const isOverlap = before.some((other) => other % OVERLAP_COPY === copy % OVERLAP_COPY);
  if (isOverlap) return 'overlappingSubscription';
  return level === 2 ? 'stateLost' : 'publisherResend';
}

function findPair(record: MessageRecord, subscriber: ClientId): Pair | undefined {
  for (const pair of record.pairs) {
    if (pair.subscriber === subscriber) return pair;
  }
  return undefined;
}
