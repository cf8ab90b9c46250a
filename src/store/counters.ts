// The counters at an instant, in total and over the sliding window before it, folded from the trace.

import { cloneGraph } from '../base/cloneGraph.ts';
import type { SimTime } from '../base/time.ts';
import { type Counters, MetricsFold } from '../trace/metrics.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { TraceCursor } from './traceCursor.ts';

export interface CountersView {
  readonly total: Counters;
  /** Of events in the window alone; pairs pending are a matter of the total. */
  readonly recent: Counters;
}

/** Length of the sliding window. */
export const WINDOW_SEC = 10;

export class CounterCursor {
  readonly #total = new TraceCursor(startOf, true);

  /** @param t the trace must be known up to here */
  at(index: TraceIndex, t: SimTime): CountersView {
    return { total: this.#total.at(index, t).report(t), recent: foldWindow(index, t) };
  }
}

/** Counters go on from those of the history that is folded away. */
function startOf({ before }: TraceIndex): MetricsFold {
  return before === undefined ? new MetricsFold() : cloneGraph(before.metrics, new Map());
}

function foldWindow(index: TraceIndex, t: SimTime): Counters {
  const fold = new MetricsFold();
  const from = (t - WINDOW_SEC * 1_000_000) as SimTime;
  for (const event of index.eventsBetween(from, t)) fold.add(event);
  return fold.report(t);
}
