// Which events of the trace playing has passed already: also of one instant, whose later events may be
// added to it by a command while time stands still.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export class Passed {
  /** Of the whole trace. */
  #count = 0;
  #last: TraceEvent | undefined;

  /** Everything until `t`, included. */
  note(index: TraceIndex, t: SimTime): void {
    const count = index.countUntil(t);
    this.#count = count + foldedAway(index);
    this.#last = index.events[count - 1];
  }

  /** Where in the index's events the first one stands that was not passed, with the playhead at `now`. */
  next(index: TraceIndex, now: SimTime): number {
    const count = this.#count - foldedAway(index);
    const isSame = count > 0 && index.events[count - 1] === this.#last;
    // Another run, or another stretch of it: of this instant everything counts as passed.
    return isSame ? count : index.countUntil(now);
  }
}

function foldedAway({ eventCount, events }: TraceIndex): number {
  return eventCount - events.length;
}
