// The counters at an instant, in total and over the sliding window before it, folded from the trace.
// Going forward, only what is new is added, and what leaves the window is taken out.

import { cloneGraph } from '../base/cloneGraph.ts';
import { fromSec, type SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type Counters, type LatencyClock, MetricsFold } from '../trace/metrics.ts';
import type { Patterns } from '../trace/patternCount.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { TraceCursor } from './traceCursor.ts';

export const LEVELS = [0, 1, 2] as const;

export interface CountersView {
  readonly total: Counters;
  /** Of what happened in the window alone; how many pairs are pending is a matter of the total. */
  readonly recent: Counters['levels'];
}

/** Length of the sliding window. */
export const WINDOW_SEC = 10;

export class CounterCursor {
  readonly #total = new TraceCursor(startOf, true);
  readonly #window = new WindowCursor();
  #fold = new MetricsFold();

  /** @param t the trace must be known up to here */
  at(index: TraceIndex, t: SimTime): CountersView {
    this.#fold = this.#total.at(index, t);
    return {
      total: this.#fold.report(t),
      recent: this.#window.at(index, t).report(t).levels,
    };
  }

  /** Each publishing pattern's share of the total, at the instant that was asked for last. */
  patterns(): Patterns {
    return this.#fold.reportPatterns();
  }

  /** For each level the last latencies in ms, oldest first, at the instant that was asked for last. */
  latest(clock: LatencyClock, most: number): readonly (readonly number[])[] {
    return LEVELS.map((level) =>
      this.#fold
        .samplesOf(level, clock)
        .latest(most)
        .map((us) => us / 1000),
    );
  }

  /** For each level how many latencies lie below, between and above the edges, at the same instant. */
  countBetween(clock: LatencyClock, edgesMs: readonly number[]): readonly (readonly number[])[] {
    const edges = edgesMs.map((ms) => Math.round(ms * 1000));
    return LEVELS.map((level) => this.#fold.samplesOf(level, clock).countBetween(edges));
  }
}

/** Counters go on from those of the history that is folded away. */
function startOf({ before }: TraceIndex): MetricsFold {
  return before === undefined ? new MetricsFold(true) : cloneGraph(before.metrics, new Map());
}

/** Folds the events of the last WINDOW_SEC. */
class WindowCursor {
  #fold = new MetricsFold();
  #events: readonly TraceEvent[] | undefined;
  /** Events from `#first` up to before `#end` are in the fold. */
  #first = 0;
  #end = 0;

  at(index: TraceIndex, t: SimTime): MetricsFold {
    const { events } = index;
    const first = index.countUntil((t - fromSec(WINDOW_SEC)) as SimTime);
    const end = index.countUntil(t);
    if (events !== this.#events || first < this.#first || first > this.#end || end < this.#end) {
      this.#fold = new MetricsFold();
      this.#events = events;
      this.#first = first;
      this.#end = first;
    }
    for (; this.#end < end; this.#end++) this.#fold.add(events[this.#end] as TraceEvent);
    for (; this.#first < first; this.#first++) {
      this.#fold.remove(events[this.#first] as TraceEvent);
    }
    return this.#fold;
  }
}
