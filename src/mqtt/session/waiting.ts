// The queue before a session's window: messages that wait for a place in flight or for a connection.
// Bounded in number and bytes; what does not fit, or has expired, is let go and told of.

import type { SimTime } from '../../base/time.ts';
import { type DiscardReason, type Effect, releaseOf, type StoreEntry } from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import type { ClientId, Message, Qos } from '../packets/packet.ts';

/** Which message goes when the queue is full: the one that comes, or the one that waited longest. */
export type QueueDrop = 'newest' | 'oldest';

/** A message on its way to one receiver: all that its PUBLISH says besides the message. */
export interface Delivery {
  readonly message: Message;
  /** 0 only where messages of all levels wait for a connection. */
  readonly qos: Qos;
  readonly copy: number;
  readonly retain: boolean;
  /** When its Message Expiry Interval is over; Infinity for never. */
  readonly expiresAt: number;
  readonly subscriptionIds?: readonly number[];
  /** The shared subscription that it was chosen through. */
  readonly shareName?: string;
}

export interface QueueOptions {
  /** How many messages may wait. Infinity for no limit. */
  readonly queueLimit: number;
  readonly queueDrop: QueueDrop;
  /** How many bytes of topics, payloads and properties may wait. */
  readonly queueBytesMax: number;
}

export class WaitingQueue {
  private readonly peer: ClientId;
  private readonly options: QueueOptions;
  private items: (Delivery | undefined)[] = [];
  private head = 0;
  private bytes = 0;
  /** How many of them are at QoS 0. */
  private atQos0 = 0;

  constructor(peer: ClientId, options: QueueOptions) {
    this.peer = peer;
    this.options = options;
  }

  get length(): number {
    return this.items.length - this.head;
  }

  /** Whether messages at QoS 0 wait, which no later one may overtake. */
  get holdsQos0(): boolean {
    return this.atQos0 > 0;
  }

  /** When the first of those that wait expires, or Infinity. */
  get nextExpiry(): number {
    let earliest = Infinity;
    for (const item of this) if (item.expiresAt < earliest) earliest = item.expiresAt;
    return earliest;
  }

  *[Symbol.iterator](): Generator<Delivery> {
    for (let i = this.head; i < this.items.length; i++) yield this.items[i] as Delivery;
  }

  /** Puts a message at the end, or lets go of one as the options say. */
  push(delivery: Delivery, effects: Effect[]): void {
    const { queueDrop, queueBytesMax } = this.options;
    const canFit = heldLength(delivery.message) <= queueBytesMax;
    while (queueDrop === 'oldest' && canFit && this.length > 0 && !this.fits(delivery)) {
      const oldest = this.shift(effects, 'queueFull');
      if (oldest !== undefined) discard(this.peer, oldest, 'queueFull', effects);
    }
    if (!this.fits(delivery)) {
      discard(this.peer, delivery, 'queueFull', effects);
      return;
    }
    this.restore(delivery);
    effects.push({ kind: 'store-entry', entry: describeQueued(this.peer, delivery) });
  }

  private fits({ message }: Delivery): boolean {
    const { queueLimit, queueBytesMax } = this.options;
    return this.length < queueLimit && this.bytes + heldLength(message) <= queueBytesMax;
  }

  /** Puts a message at the end as it was before: from a store, untold. */
  restore(delivery: Delivery): void {
    this.items.push(delivery);
    this.bytes += heldLength(delivery.message);
    if (delivery.qos === 0) this.atQos0++;
  }

  /**
   * Takes out the message that has waited longest, if there is one.
   * @param reason why it is let go; absent: it goes on its way
   */
  shift(effects: Effect[], reason?: DiscardReason): Delivery | undefined {
    if (this.length === 0) return undefined;
    const delivery = this.items[this.head] as Delivery;
    this.items[this.head++] = undefined;
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    this.bytes -= heldLength(delivery.message);
    if (delivery.qos === 0) this.atQos0--;
    effects.push(releaseOf(describeQueued(this.peer, delivery), reason));
    return delivery;
  }

  /** v5 [MQTT-3.3.2-5]: lets go of all that has expired by now. */
  dropExpired(now: SimTime, effects: Effect[]): void {
    const kept: Delivery[] = [];
    for (const item of this) {
      if (item.expiresAt > now) {
        kept.push(item);
        continue;
      }
      this.bytes -= heldLength(item.message);
      if (item.qos === 0) this.atQos0--;
      effects.push(releaseOf(describeQueued(this.peer, item), 'expired'));
      discard(this.peer, item, 'expired', effects);
    }
    this.items = kept;
    this.head = 0;
  }
}

/** A message that waits, as its host is told of it. */
export function describeQueued(peer: ClientId, { message, qos, copy }: Delivery): StoreEntry {
  return {
    store: 'queued',
    peer,
    packetId: 0,
    messageUid: message.uid,
    copy,
    qos,
    holds: 'message',
    awaits: 'window',
    bytes: message.bytes,
  };
}

export function discard(
  peer: ClientId,
  { message, copy }: { readonly message: Pick<Message, 'uid'>; readonly copy: number },
  reason: DiscardReason,
  effects: Effect[],
): void {
  effects.push({ kind: 'discard-message', messageUid: message.uid, peer, copy, reason });
}

/** Lets go of a message that was held for its sender, or waited for the application. */
export function discardReceived(
  peer: ClientId,
  { messageUid, copy }: Pick<StoreEntry, 'messageUid' | 'copy'>,
  reason: DiscardReason,
  effects: Effect[],
): void {
  effects.push({ kind: 'discard-message', messageUid, peer, copy, reason, received: true });
}
