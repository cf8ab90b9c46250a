// What became of a run's messages, as its subscriber's application saw it.

import type { TraceEvent } from '../../trace/event.ts';

export const OUTCOMES = ['exactlyOnce', 'moreThanOnce', 'never', 'pending'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Ending {
  /** Of several messages, the worst: delivered again, then lost, then still under way. */
  readonly outcome: Outcome;
  /** Some callback was of an earlier message than one before it. */
  readonly isOutOfOrder: boolean;
}

/** @param messages how many of them the run publishes to its one subscriber */
export function endingOf(events: readonly TraceEvent[], messages: number): Ending {
  const places = new Map<string, number>();
  let delivered = 0;
  let repeated = 0;
  let lost = 0;
  let latest = -1;
  let isOutOfOrder = false;
  for (const event of events) {
    if (event.kind === 'message-published') places.set(event.messageUid, places.size);
    else if (event.kind === 'message-lost') lost++;
    else if (event.kind === 'message-delivered') {
      if (event.duplicate) repeated++;
      else delivered++;
      const place = places.get(event.messageUid) ?? 0;
      if (place < latest) isOutOfOrder = true;
      latest = Math.max(latest, place);
    }
  }
  return { outcome: outcomeOf(repeated, lost, delivered === messages), isOutOfOrder };
}

function outcomeOf(repeated: number, lost: number, isComplete: boolean): Outcome {
  if (repeated > 0) return 'moreThanOnce';
  if (lost > 0) return 'never';
  return isComplete ? 'exactlyOnce' : 'pending';
}
