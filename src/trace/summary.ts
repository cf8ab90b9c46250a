// What a trace adds up to until an instant: its counters and its name. Goes on where the history
// before is folded away.

import { MetricsFold } from './metrics.ts';
import { TraceHash } from './ndjson.ts';

export interface Summary {
  readonly metrics: MetricsFold;
  readonly hash: TraceHash;
}

/** As it comes from another thread, which sends data and no classes. @returns one that works */
export function reviveSummary({ metrics, hash }: Summary): Summary {
  return { metrics: MetricsFold.revive(metrics), hash: Object.assign(new TraceHash(), hash) };
}
