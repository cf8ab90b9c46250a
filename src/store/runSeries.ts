// A run's time series from its beginning to its horizon, also of what the page has let go of.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TimeSeries } from '../trace/timeSeries.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { Recorder } from './recorder.ts';

export class RunSeries implements Recorder {
  readonly series = new TimeSeries();

  clear(): void {
    this.series.clear();
  }

  add(events: readonly TraceEvent[]): void {
    for (const event of events) this.series.add(event);
  }

  fork(at: SimTime, index: TraceIndex): void {
    const from = this.series.cut(at);
    this.add(index.events.slice(index.countUntil((from - 1) as SimTime)));
  }
}
