// An event that a state keeps, with its place in the trace. Never changes: copies of a state share it.

import { Unchanging } from '../base/cloneGraph.ts';
import type { TraceEvent } from './event.ts';

export class Kept extends Unchanging<TraceEvent> {
  /** How many events came before it. */
  readonly order: number;

  constructor(order: number, event: TraceEvent) {
    super(event);
    this.order = order;
  }

  get event(): TraceEvent {
    return this.value;
  }
}
