// Folds a trace up to an instant. Going forward it folds only what is new; going back, or after a
// fork, it goes on from the last copy that it has made of itself.

import { cloneGraph } from '../base/cloneGraph.ts';
import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

interface Fold {
  add(event: TraceEvent): void;
}

/** What a fold has come to. */
interface Mark<F> {
  readonly fold: F;
  /** How many events are in it, */
  readonly count: number;
  /** and the last of them. */
  readonly last: TraceEvent | undefined;
}

const MARK_EVERY = 16_384;

export class TraceCursor<F extends Fold> {
  readonly #create: (index: TraceIndex) => F;
  readonly #isSum: boolean;
  #fold: F | undefined;
  #count = 0;
  #index: TraceIndex | undefined;
  #foldedAway = 0;
  #last: TraceEvent | undefined;
  #marks: Mark<F>[] = [];

  /**
   * @param create makes what is folded into, with what the index starts from
   * @param isSum whether `create` has counted the events that the index starts from
   */
  constructor(create: (index: TraceIndex) => F, isSum = false) {
    this.#create = create;
    this.#isSum = isSum;
  }

  /** @param t the trace must be known up to here */
  at(index: TraceIndex, t: SimTime): F {
    return this.towards(index, t, Infinity) as F;
  }

  /** So many events further at most. @returns undefined while it is not there: ask again */
  towards(index: TraceIndex, t: SimTime, eventsMax: number): F | undefined {
    const first = this.#isSum ? index.start.events.length : 0;
    const count = Math.max(index.countUntil(t), first);
    if (index !== this.#index || index.foldedAway !== this.#foldedAway) this.#follow(index);
    const same = index === this.#index && index.events[this.#count - 1] === this.#last;
    const fold =
      this.#fold === undefined || !same || count < this.#count
        ? this.#goBack(index, count, first)
        : this.#fold;
    const end = Math.min(count, this.#count + eventsMax);
    while (this.#count < end) {
      fold.add(index.events[this.#count++] as TraceEvent);
      if (this.#count % MARK_EVERY === 0) this.#mark(fold, index);
    }
    this.#fold = fold;
    this.#last = index.events[this.#count - 1];
    return end === count ? fold : undefined;
  }

  /** A sum up to an instant that another index of the same run has as well is the same there. */
  #follow(index: TraceIndex): void {
    if (!this.#isSum || this.#index === undefined || this.#count === 0) return;
    const moved = index.foldedAway - this.#foldedAway;
    const count = this.#count - moved;
    const isThere = count > index.start.events.length && index.events[count - 1] === this.#last;
    if (!isThere) return;
    this.#index = index;
    this.#foldedAway = index.foldedAway;
    this.#count = count;
    this.#marks = this.#marks
      .map((mark) => ({ ...mark, count: mark.count - moved }))
      .filter((mark) => mark.count > index.start.events.length);
  }

  /** To the last mark before `count` that still holds. */
  #goBack(index: TraceIndex, count: number, first: number): F {
    if (index !== this.#index) this.#marks = [];
    this.#index = index;
    this.#foldedAway = index.foldedAway;
    const holds = ({ count: n, last }: Mark<F>) => index.events[n - 1] === last;
    this.#marks = this.#marks.filter(holds);
    const mark = this.#marks.findLast((known) => known.count <= count);
    this.#count = mark?.count ?? first;
    return mark === undefined ? this.#create(index) : cloneGraph(mark.fold, new Map());
  }

  #mark(fold: F, index: TraceIndex): void {
    const known = this.#marks.at(-1)?.count ?? 0;
    if (this.#count <= known) return;
    const last = index.events[this.#count - 1];
    this.#marks.push({ fold: cloneGraph(fold, new Map()), count: this.#count, last });
  }
}
