// Folds a trace up to an instant. Going forward it folds only what is new; after a fork, or going
// back, it starts again.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

interface Fold {
  add(event: TraceEvent): void;
}

export class TraceCursor<F extends Fold> {
  readonly #create: (index: TraceIndex) => F;
  readonly #isSum: boolean;
  #fold: F | undefined;
  #count = 0;
  #index: TraceIndex | undefined;
  #last: TraceEvent | undefined;

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
    const first = this.#isSum ? index.start.events.length : 0;
    const count = Math.max(index.countUntil(t), first);
    const same = index === this.#index && index.events[this.#count - 1] === this.#last;
    if (this.#fold === undefined || !same || count < this.#count) {
      this.#fold = this.#create(index);
      this.#count = first;
      this.#index = index;
    }
    for (; this.#count < count; this.#count++) {
      this.#fold.add(index.events[this.#count] as TraceEvent);
    }
    this.#last = index.events[this.#count - 1];
    return this.#fold;
  }
}
