// What TCP has brought and cannot hand on, because a packet before it is missing: from the arrival of
// its segment on, in rows at the edge of its receiver's band. Fed with the trace in its order.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketRecord, PacketUid, Qos } from '../../trace/event.ts';
import { SpanList } from '../../trace/spanList.ts';
import type { HopPlace, Route } from './cast.ts';

export interface HeldSpan {
  readonly messageUid: MessageUid | undefined;
  readonly level: Qos | undefined;
  readonly place: HopPlace;
  /** Its receiver's band is below the hop. */
  readonly down: boolean;
  /** The first that is free. */
  readonly row: number;
  readonly from: SimTime;
  until: SimTime | undefined;
}

export class HeldPlan {
  readonly spans = new SpanList<HeldSpan>();
  readonly #open = new Map<PacketUid, HeldSpan>();

  hold({ uid, messageUid, level }: PacketRecord, { place, down }: Route, at: SimTime): void {
    // A second transmission may come to one that waits already.
    if (this.#open.has(uid)) return;
    const row = this.#freeRow(place, down);
    const span = { messageUid, level, place, down, row, from: at, until: undefined };
    this.spans.push(span);
    this.#open.set(uid, span);
  }

  letGo(uid: PacketUid, at: SimTime): void {
    const span = this.#open.size === 0 ? undefined : this.#open.get(uid);
    if (span === undefined) return;
    span.until = at;
    this.spans.noteEnd(at - span.from);
    this.#open.delete(uid);
  }

  #freeRow(place: HopPlace, down: boolean): number {
    const used = new Set<number>();
    for (const one of this.#open.values()) {
      if (one.place === place && one.down === down) used.add(one.row);
    }
    for (let row = 0; ; row++) if (!used.has(row)) return row;
  }
}
