// What must be known of a trace to draw an instant of it. Folded once as the trace grows, and of a long
// one no more than is seen: from a beginning that depends on the instant alone (trace/foldFrom.ts), so
// that the same instant is the same picture however one came to it. Playing, the fold that is next is
// got ready beside the one in use. A fork, or another layout, folds anew.

import { addTime, fromSec, type SimTime, TIME_ZERO } from '../../base/time.ts';
import type { MessageUid, NodeId, PacketRecord, TraceEvent } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import { foldFrom, foldStep } from '../../trace/foldFrom.ts';
import { SessionFold } from '../../trace/sessions.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import type { BarPlan } from './bars.ts';
import type { BandPlace, HopPlace, Route } from './cast.ts';
import type { DeliveryPlan } from './deliveries.ts';
import type { HeldPlan } from './heldPlan.ts';
import { PlanFold, type PlanRules } from './planFold.ts';
import { PlanPlaces, type Seat } from './planPlaces.ts';
import type { SpotPlan } from './spots.ts';
import type { TrackPlan } from './tracks.ts';

/** What of a long trace is looked at. */
export interface PlanWindow {
  readonly clock: { now(): SimTime };
  /** How much of time is seen before the clock's instant, in µs. */
  readonly spanUs: number;
}

/** Folded ahead of the clock. */
const LOOK_AHEAD = fromSec(0.5);
/** The next fold takes in so many events at a time, and so many for each of the fold in use. */
const NEXT_EVENTS = 400;
const NEXT_SHARE = 2;

export class SpacePlan {
  readonly rules: PlanRules;
  readonly index: TraceIndex;
  readonly #window: PlanWindow | undefined;
  #events: readonly TraceEvent[];
  #foldedAway: number;
  #sessions = new SessionFold();
  #places: PlanPlaces;
  /** How many events have told who is there, and of which sessions. */
  #told = 0;
  #fold: PlanFold;
  /** The one that follows. */
  #next: PlanFold | undefined;
  /** Counts how often another fold was taken: what was known of the one before may be wrong. */
  era = 0;

  /** @param window absent: all of the trace is folded, however long it is */
  constructor(index: TraceIndex, rules: PlanRules, window?: PlanWindow) {
    this.index = index;
    this.rules = rules;
    this.#window = window;
    this.#events = index.events;
    this.#foldedAway = index.foldedAway;
    this.#places = new PlanPlaces(rules.places);
    this.#listen();
    this.#fold = this.#foldSince(this.#since);
  }

  /** Takes in what the trace has got since; takes another fold when it was cut, or for another stretch. */
  catchUp(): void {
    const { events } = this.index;
    if (events !== this.#events) this.#follow();
    const isCut = events !== this.#events || events.length < this.#told;
    if (isCut) this.#forget();
    this.#listen();
    const since = this.#since;
    if (isCut || since !== this.#fold.since) {
      const isNext = !isCut && this.#next?.since === since;
      this.#fold = isNext && this.#next ? this.#next : this.#foldSince(since);
      this.#next = undefined;
      this.era++;
    }
    const end = this.#end;
    const added = Math.max(0, end - this.#fold.count);
    this.#fold.foldTo(end);
    this.#prepareNext(end, NEXT_SHARE * added + NEXT_EVENTS);
  }

  /** The index has let go of older events: what is folded is as true as before. */
  #follow(): void {
    const { events, foldedAway } = this.index;
    const by = foldedAway - this.#foldedAway;
    const told = this.#told - by;
    const isThere = told > 0 && events[told - 1] === this.#events[this.#told - 1];
    if (by <= 0 || !isThere || this.#fold.count < by) return;
    this.#events = events;
    this.#foldedAway = foldedAway;
    this.#told = told;
    this.#fold.follow(by);
    if (this.#next !== undefined && this.#next.count >= by) this.#next.follow(by);
    else this.#next = undefined;
  }

  #foldSince(since: SimTime): PlanFold {
    return new PlanFold(this.index, this.rules, this.#places, since);
  }

  #forget(): void {
    this.#events = this.index.events;
    this.#foldedAway = this.index.foldedAway;
    this.#sessions = new SessionFold();
    this.#places = new PlanPlaces(this.rules.places);
    this.#told = 0;
    this.#next = undefined;
  }

  /** What is true until it is changed, however long ago it was. */
  #listen(): void {
    const { events } = this.index;
    for (; this.#told < events.length; this.#told++) {
      const event = events[this.#told] as TraceEvent;
      this.#sessions.add(event);
      this.#places.add(event);
    }
  }

  /** Where folding begins for the clock's instant; not before what the index knows. */
  get #since(): SimTime {
    if (this.#window === undefined) return TIME_ZERO;
    const { clock, spanUs } = this.#window;
    const since = foldFrom(clock.now(), spanUs);
    const { at } = this.index.start;
    return since < at ? at : since;
  }

  /** How many events are to be folded now. */
  get #end(): number {
    if (this.#window === undefined) return this.index.events.length;
    return this.index.countUntil(addTime(this.#window.clock.now(), LOOK_AHEAD));
  }

  /** So that it is there when it is wanted, without a pause. */
  #prepareNext(end: number, events: number): void {
    if (this.#window === undefined) return;
    const { clock, spanUs } = this.#window;
    const step = foldStep(spanUs);
    const since = ((Math.floor(this.#fold.since / step) + 1) * step) as SimTime;
    if (since > clock.now()) this.#next = undefined;
    else if (this.#next?.since !== since) this.#next = this.#foldSince(since);
    this.#next?.foldTo(Math.min(end, this.#next.count + events));
  }

  get glyphTracks(): TrackPlan {
    return this.#fold.glyphTracks;
  }

  markTracks(place: HopPlace): TrackPlan {
    return this.#fold.markTracks[place];
  }

  get spots(): SpotPlan {
    return this.#fold.spots;
  }

  get bars(): BarPlan {
    return this.#fold.bars;
  }

  get deliveries(): DeliveryPlan {
    return this.#fold.deliveries;
  }

  get held(): HeldPlan {
    return this.#fold.held;
  }

  /** What the broker keeps for its clients. */
  get sessions(): SessionFold {
    return this.#sessions;
  }

  placeOf(node: NodeId): BandPlace | undefined {
    return this.#places.placeOf(node);
  }

  seatOf(node: NodeId, t: SimTime): Seat {
    return this.#places.seatOf(node, t);
  }

  routeOf(packet: PacketRecord): Route {
    return this.#places.routeOf(packet);
  }

  /** All packets of a message, in order of sending. */
  familyOf(uid: MessageUid | undefined): readonly Flight[] {
    return this.#fold.familyOf(uid);
  }
}
