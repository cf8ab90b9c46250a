// What came of a prediction: the trace decides which answer is true.

import type { SimTime } from '../../base/time.ts';
import { foldUntil } from '../../lessons/factFold.ts';
import type { NamedFacts } from '../../lessons/lesson.ts';
import type { TraceEvent } from '../../trace/event.ts';

/** @returns the name of the answer that is true at `until`; undefined when none is */
export function trueAnswer(
  answers: NamedFacts,
  events: readonly TraceEvent[],
  until: SimTime,
): string | undefined {
  const fold = foldUntil(events, until);
  return Object.keys(answers).find((name) => {
    const fact = answers[name];
    return fact !== undefined && fold.holds(fact);
  });
}

/** In neutral words. @param said as the reader has it; undefined: nothing */
export function sayOutcome(said: string | undefined, right: string): string {
  if (said === undefined) return `It was: ${right}.`;
  if (said === right) return `You said: ${said}. So it was.`;
  return `You said: ${said}. It was: ${right}.`;
}
