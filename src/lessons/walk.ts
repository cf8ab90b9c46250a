// Where a step of a lesson begins and ends in its run, and where its captions stand: read from the trace.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { happened } from './fact.ts';
import { instantsOf } from './factFold.ts';
import type { ShownStep } from './lesson.ts';

export interface Walk {
  readonly from: SimTime;
  /** Undefined: the run is not known so far, or never comes there. */
  readonly until: SimTime | undefined;
  /** In the step's order; undefined as `until`. */
  readonly captions: readonly (SimTime | undefined)[];
}

/** @param events of the step's run, from its start, as far as they are known */
export function walkStep(step: ShownStep, events: readonly TraceEvent[]): Walk {
  const [begin = TIME_ZERO] = instantsOf([step.from ?? happened('publishing-started')], events);
  const [until] = instantsOf([step.until], events, begin);
  return {
    from: begin,
    until,
    captions: instantsOf(Object.values(step.captions), events, begin),
  };
}
