// An event that a state keeps, with its place in the trace.

import type { TraceEvent } from './event.ts';

export interface Kept {
  /** How many events came before it. */
  readonly order: number;
  readonly event: TraceEvent;
}
