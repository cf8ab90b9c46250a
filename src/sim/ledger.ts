// Follows every copy of every message, in stores and on the wire, so that at each instant a pair
// (message, subscriber) is delivered, lost or pending (PROTOCOL's counters). Watches; steers nothing.

import type { SimTime } from '../base/time.ts';
import type { DiscardReason, StoreEntry } from '../mqtt/effect.ts';
import type { ClientId, MessageUid, Qos } from '../mqtt/packets/packet.ts';
import type { DuplicateCause, LossCause, NodeId, PacketLossCause } from '../trace/event.ts';
import { causeOf } from './causes.ts';
import { createRecord, type Delivered, findPair, type MessageRecord } from './messageRecord.ts';
import type { Listener, Parcel } from './work.ts';

export interface Callback {
  readonly callbacks: number;
  readonly cause: DuplicateCause | undefined;
}

const NOBODY: readonly ClientId[] = [];

export class Ledger {
  private readonly records = new Map<MessageUid, MessageRecord>();
  private readonly listener: Listener;
  /** Clients that are not connected and subscribed. */
  private readonly away = new Set<ClientId>();
  /** What a broker's last save holds. */
  private saved: readonly StoreEntry[] = [];
  /** The records that this instant's work has changed; past `touchedCount` lie old ones. */
  private readonly touched: MessageRecord[] = [];
  private touchedCount = 0;
  /** What was found last: an event is mostly about one message. */
  private found: MessageRecord | undefined;

  /** Messages of which a packet or a store entry is left. */
  openMessages = 0;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  /** Whether a client is not connected and subscribed. */
  noteAway(client: ClientId, isAway: boolean): void {
    if (isAway) this.away.add(client);
    else this.away.delete(client);
  }

  open(
    uid: MessageUid,
    key: number,
    level: Qos | undefined,
    subscribers: readonly ClientId[],
    publishedAt: SimTime,
  ): MessageRecord {
    const record = createRecord(uid, key, level, subscribers, publishedAt);
    this.records.set(uid, record);
    this.touch(record);
    return record;
  }

  /** A will, or a retained message's replay: followed, and counted with no pair. */
  openApart(uid: MessageUid, key: number, at: SimTime): void {
    this.open(uid, key, undefined, NOBODY, at);
  }

  /** @throws Error when nothing of the message is left, which would be a defect of the world */
  find(uid: MessageUid): MessageRecord {
    if (this.found?.uid === uid) return this.found;
    const record = this.records.get(uid);
    if (record === undefined) throw new Error(`Message ${uid} is closed`);
    this.found = record;
    return record;
  }

  /** A packet goes on the wire, or (−1) comes off it. @param client at its connection's end */
  countParcel({ message, record }: Parcel, client: ClientId, change: 1 | -1): void {
    if (message === undefined) return;
    message.alive += change;
    if (record.type === 'PUBLISH') this.countCopy(message, record.hop === 1, client, change);
    this.touch(message);
  }

  /** A packet comes off the wire and has not arrived. */
  loseParcel(parcel: Parcel, client: ClientId, cause: PacketLossCause): void {
    const { message, record } = parcel;
    if (message !== undefined && record.type === 'PUBLISH') {
      const why = cause === 'connection' ? 'connectionLost' : 'packetLost';
      this.noteLoss(message.uid, record.hop === 2 ? client : undefined, why);
    }
    this.countParcel(parcel, client, -1);
  }

  countStoredEntry(node: NodeId, entry: StoreEntry): void {
    const record = this.find(entry.messageUid);
    record.alive++;
    if (entry.holds === 'message') this.countStored(record, node, entry, 1);
    this.touch(record);
  }

  /** @param reason why it is let go; undefined: it was finished with */
  countReleasedEntry(node: NodeId, entry: StoreEntry, reason: DiscardReason | undefined): void {
    const record = this.find(entry.messageUid);
    record.alive--;
    if (entry.holds === 'message') this.countStored(record, node, entry, -1);
    if (reason !== undefined && entry.store === 'incoming') this.noteStateLost(node, entry);
    this.touch(record);
  }

  /**
   * An identifier was forgotten, or an entry is back that was released: from here on a repeat of this
   * message at this place is for the lost state.
   */
  noteStateLost(node: NodeId, { store, peer, messageUid }: StoreEntry): void {
    const record = this.find(messageUid);
    const atBroker = node === 'broker';
    if (atBroker && store === 'incoming') {
      record.stateLost = true;
      return;
    }
    const pair = findPair(record, atBroker ? peer : node);
    if (pair !== undefined) pair.stateLost = true;
  }

  /** The broker has saved this and nothing else: it would come back after a crash. */
  noteSaved(entries: readonly StoreEntry[]): void {
    for (const entry of entries) this.countOnDisk(entry, 1);
    for (const entry of this.saved) this.countOnDisk(entry, -1);
    this.saved = entries;
  }

  private countOnDisk(entry: StoreEntry, change: 1 | -1): void {
    const record = this.find(entry.messageUid);
    record.onDisk += change;
    if (entry.holds === 'message') this.countStored(record, 'broker', entry, change);
    this.touch(record);
  }

  /** An entry that held the message keeps its identifier alone. */
  countReduced(node: NodeId, entry: StoreEntry): void {
    const record = this.find(entry.messageUid);
    this.countStored(record, node, entry, -1);
    this.touch(record);
  }

  private countStored(
    record: MessageRecord,
    node: NodeId,
    entry: StoreEntry,
    change: 1 | -1,
  ): void {
    const atBroker = node === 'broker';
    const isIncoming = entry.store === 'incoming' || entry.store === 'inbox';
    const upstream = atBroker === isIncoming;
    this.countCopy(record, upstream, atBroker ? entry.peer : node, change);
  }

  private countCopy(
    record: MessageRecord,
    upstream: boolean,
    client: ClientId,
    change: 1 | -1,
  ): void {
    if (upstream) {
      record.upstream += change;
      return;
    }
    const pair = findPair(record, client);
    if (pair !== undefined) pair.copies += change;
  }

  /** Notes why a copy ended, in case it was the last one. `client` is given for hop 2 alone. */
  noteLoss(uid: MessageUid, client: ClientId | undefined, cause: LossCause): void {
    for (const pair of this.find(uid).pairs) {
      if (client === undefined || pair.subscriber === client) pair.lossCause = cause;
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
    delivered: Delivered,
  ): Callback | undefined {
    const pair = findPair(record, subscriber);
    if (pair === undefined) return undefined;
    const before = pair.deliveries;
    pair.callbacks++;
    pair.deliveries = before.length === 0 ? [delivered] : [...before, delivered];
    if (pair.callbacks === 1) return { callbacks: 1, cause: undefined };
    return { callbacks: pair.callbacks, cause: causeOf(record, pair, before, delivered) };
  }

  /** At the end of an instant's work: marks what can no longer arrive, closes what is over. */
  settle(now: SimTime): void {
    for (let i = 0; i < this.touchedCount; i++) {
      const record = this.touched[i] as MessageRecord;
      record.touched = false;
      if (record.upstream === 0) this.markLost(record, now);
      this.countOpen(record, record.alive > 0);
      if (record.alive === 0 && record.onDisk === 0) this.close(record);
    }
    this.touchedCount = 0;
    // The next event is about another message: their names would be compared letter by letter.
    this.found = undefined;
  }

  private countOpen(record: MessageRecord, open: boolean): void {
    if (record.open === open) return;
    record.open = open;
    this.openMessages += open ? 1 : -1;
  }

  private close(record: MessageRecord): void {
    this.records.delete(record.uid);
    if (this.found === record) this.found = undefined;
  }

  private markLost(record: MessageRecord, at: SimTime): void {
    const { uid: messageUid, level } = record;
    if (level === undefined) return;
    for (const pair of record.pairs) {
      if (pair.lost || pair.callbacks > 0 || pair.copies > 0) continue;
      pair.lost = true;
      const { subscriber } = pair;
      const cause = pair.lossCause ?? this.silentCauseFor(subscriber);
      this.listener.tell({ kind: 'message-lost', at, messageUid, level, subscriber, cause });
    }
  }

  /**
   * Why a message is lost that nobody has let go of. To a client that is away the broker had nothing
   * to send; for one that is there it has taken the message for another, whose identifier it should
   * have forgotten.
   */
  private silentCauseFor(subscriber: ClientId): LossCause {
    return this.away.has(subscriber) ? 'offline' : 'stateLost';
  }

  private touch(record: MessageRecord): void {
    this.found = record;
    if (record.touched) return;
    record.touched = true;
    this.touched[this.touchedCount++] = record;
  }
}
