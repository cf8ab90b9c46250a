// Where a step of a lesson or a myth begins and ends in its run, and where its captions stand: read from
// the trace.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { happened } from './fact.ts';
import { instantsOf } from './factFold.ts';
import type { ShownStep } from './lesson.ts';
import type { Myth } from './myth.ts';

export interface Walk {
  readonly from: SimTime;
  /** Undefined: the run is not known so far, or never comes there. */
  readonly until: SimTime | undefined;
  /** In the step's order; undefined as `until`. */
  readonly captions: readonly (SimTime | undefined)[];
}

/** @param events of the step's run, from its start, as far as they are known */
export function walkStep(step: ShownStep, events: readonly TraceEvent[]): Walk {
  const captions = Object.values(step.captions);
  const [from] = instantsOf([step.from ?? happened('publishing-started')], events);
  if (from === undefined) {
    return { from: TIME_ZERO, until: undefined, captions: captions.map(() => undefined) };
  }
  const [until] = instantsOf([step.until], events, from);
  return { from, until, captions: instantsOf(captions, events, from) };
}

/** A myth's run, from where publishing starts until the last of what happened. */
export function walkMyth({ happened: facts }: Myth, events: readonly TraceEvent[]): Walk {
  const [from = TIME_ZERO] = instantsOf([happened('publishing-started')], events);
  const captions = instantsOf(Object.values(facts), events, from);
  return { from, until: captions.at(-1), captions };
}

/** Which caption stands at `t`: the last that has come true. Undefined: none so far. */
export function captionAt({ captions }: Walk, t: SimTime): number | undefined {
  const found = captions.findLastIndex((at) => at !== undefined && at <= t);
  return found < 0 ? undefined : found;
}
