// Folds a trace up to an instant. Going forward it folds only what is new; after a fork, or going
// back, it starts again.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

interface Fold {
  add(event: TraceEvent): void;
}

export class TraceCursor<F extends Fold> {
  readonly #create: () => F;
  #fold: F;
  #count = 0;
  #index: TraceIndex | undefined;
  #last: TraceEvent | undefined;

  constructor(create: () => F) {
    this.#create = create;
    this.#fold = create();
  }

  /** @param t the trace must be known up to here */
  at(index: TraceIndex, t: SimTime): F {
    const count = index.countUntil(t);
    const same = index === this.#index && index.events[this.#count - 1] === this.#last;
    if (!same || count < this.#count) {
      this.#fold = this.#create();
      this.#count = 0;
      this.#index = index;
    }
    for (; this.#count < count; this.#count++) {
      this.#fold.add(index.events[this.#count] as TraceEvent);
    }
    this.#last = index.events[this.#count - 1];
    return this.#fold;
  }
}
