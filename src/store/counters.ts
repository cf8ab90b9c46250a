// The counters at an instant, in total and over the sliding window before it, folded from the trace.
// Going forward it folds only what is new.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type Counters, MetricsFold } from '../trace/metrics.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export interface CountersView {
  readonly total: Counters;
  /** Of events in the window alone; pairs pending are a matter of the total. */
  readonly recent: Counters;
}

/** Length of the sliding window. */
export const WINDOW_SEC = 10;

export class CounterCursor {
  #fold = new MetricsFold();
  #folded = 0;
  #index: TraceIndex | undefined;
  #last: TraceEvent | undefined;

  /** @param t the trace must be known up to here */
  at(index: TraceIndex, t: SimTime): CountersView {
    const count = index.countUntil(t);
    // A fork replaces events, a seek goes back: then it starts again.
    const same = index === this.#index && index.events[this.#folded - 1] === this.#last;
    if (!same || count < this.#folded) {
      this.#fold = new MetricsFold();
      this.#folded = 0;
      this.#index = index;
    }
    for (; this.#folded < count; this.#folded++) {
      this.#fold.add(index.events[this.#folded] as TraceEvent);
    }
    this.#last = index.events[this.#folded - 1];
    return { total: this.#fold.report(t), recent: foldWindow(index, t) };
  }
}

function foldWindow(index: TraceIndex, t: SimTime): Counters {
  const fold = new MetricsFold();
  const from = (t - WINDOW_SEC * 1_000_000) as SimTime;
  for (const event of index.eventsBetween(from, t)) fold.add(event);
  return fold.report(t);
}
