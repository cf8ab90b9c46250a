// Of which messages anything is left: an entry in a store, a packet, a pair that is neither delivered
// nor lost. Each with its ordinal, so that it keeps its letter, and with what became of its pairs.

import type { SimTime } from '../base/time.ts';
import type { MessageUid, TraceEventOf } from './event.ts';
import type { Kept } from './kept.ts';

interface MessageTrail {
  readonly uid: MessageUid;
  readonly told: Kept;
  readonly ordinal: number;
  /** Entries and packets. */
  left: number;
  undecided: number;
  /** The last callback, or the loss, of each of its pairs that has one. */
  readonly fates: Kept[];
}

export class MessageTrails {
  /** Of all messages so far. */
  count = 0;
  private readonly open = new Map<MessageUid, MessageTrail>();
  /** Nothing was left of these at `idleAt`; what that instant's work goes on with is looked at then. */
  private readonly idle: MessageTrail[] = [];
  private idleAt = 0;

  begin(uid: MessageUid, pairs: number, told: Kept): void {
    const trail = { uid, told, ordinal: this.count++, left: 0, undecided: pairs, fates: [] };
    this.open.set(uid, trail);
    this.touch(trail, told.event.at);
  }

  /** A packet or an entry more. */
  hold(uid: MessageUid | undefined): void {
    const trail = uid === undefined ? undefined : this.open.get(uid);
    if (trail !== undefined) trail.left++;
  }

  /** One less. */
  letGo(uid: MessageUid | undefined, at: SimTime): void {
    const trail = uid === undefined ? undefined : this.open.get(uid);
    if (trail === undefined) return;
    trail.left--;
    this.touch(trail, at);
  }

  decide(event: TraceEventOf<'message-delivered' | 'message-lost'>, kept: Kept): void {
    const { messageUid, subscriber, at } = event;
    const trail = this.open.get(messageUid);
    if (trail === undefined) return;
    if (event.kind === 'message-delivered' && event.callbacks > 1) {
      // It says how many there were before.
      const before = trail.fates.findIndex(
        ({ event: fate }) => 'subscriber' in fate && fate.subscriber === subscriber,
      );
      if (before >= 0) trail.fates.splice(before, 1);
    } else {
      trail.undecided--;
    }
    trail.fates.push(kept);
    this.touch(trail, at);
  }

  /** Lets go of what nothing is left of. @param at an instant has begun */
  settle(at: SimTime): void {
    if (this.idle.length === 0 || at <= this.idleAt) return;
    for (const trail of this.idle) {
      if (trail.left <= 0 && trail.undecided <= 0) this.open.delete(trail.uid);
    }
    this.idle.length = 0;
  }

  private touch(trail: MessageTrail, at: SimTime): void {
    if (trail.left > 0 || trail.undecided > 0) return;
    this.idle.push(trail);
    this.idleAt = at;
  }

  /** @returns the ordinals of the messages, in order of publishing */
  collect(into: Kept[]): readonly number[] {
    const ordinals: number[] = [];
    for (const { told, ordinal, fates } of this.open.values()) {
      into.push(told, ...fates);
      ordinals.push(ordinal);
    }
    return ordinals;
  }
}
