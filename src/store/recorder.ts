// Who takes down a run as its trace arrives, and so knows also what the page has let go of.

import type { SimTime } from '../base/time.ts';
import type { ClientSettings } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export interface Recorder {
  /** Another run begins. @param clients its scenario's */
  clear(clients: readonly ClientSettings[]): void;
  /** The trace goes on. @param index has it, and what came before as far as it still matters */
  add(events: readonly TraceEvent[], index: TraceIndex): void;
  /** The run has forked: nothing that was known after `at` is true any more but what the index has. */
  fork(at: SimTime, index: TraceIndex): void;
  /** Nothing more happens until `at`, included. */
  settle?(at: SimTime): void;
}
