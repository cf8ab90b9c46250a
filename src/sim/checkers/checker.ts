// What a checker of traces is: it takes a run's events in order and tells of each that breaks its
// claim. Checkers know the specification and the trace alone, nothing of how the world works.

import type { TraceEvent } from '../../trace/event.ts';

export interface Checker {
  /** Takes the next event. */
  add(event: TraceEvent): void;
  /** Nothing more comes. @param settled nothing is left to publish, on the wire, or in a store */
  finish(settled: boolean): void;
}

/** Takes one sentence about what is wrong. */
export type TellFault = (says: string) => void;

/** Calls `onLeave` whenever events leave an instant behind, and once more at the end. */
export function atEachInstant(onLeave: () => void): Pick<Checker, 'add' | 'finish'> {
  let now = 0;
  return {
    add({ at }) {
      if (at !== now) onLeave();
      now = at;
    },
    finish() {
      onLeave();
    },
  };
}
