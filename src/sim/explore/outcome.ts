// What became of a run's messages, as its subscriber's application saw it.

import type { SimTime } from '../../base/time.ts';
import type { Flaw, Outcome } from '../../lab/exploration.ts';
import type { TraceEvent } from '../../trace/event.ts';

export interface Ending {
  readonly outcome: Outcome;
  /** Each message was delivered. */
  readonly isComplete: boolean;
  /** When each of its flaws shows first; of two messages it can have several. */
  readonly since: Readonly<Partial<Record<Flaw, SimTime>>>;
}

/** @param messages how many of them the run publishes to its one subscriber */
export function endingOf(events: readonly TraceEvent[], messages: number): Ending {
  const places = new Map<string, number>();
  const since: Partial<Record<Flaw, SimTime>> = {};
  let delivered = 0;
  let lost = 0;
  let latest = -1;
  for (const event of events) {
    if (event.kind === 'message-published') places.set(event.messageUid, places.size);
    else if (event.kind === 'message-lost') {
      since.never ??= event.at;
      lost++;
    } else if (event.kind === 'message-delivered') {
      if (event.duplicate) since.moreThanOnce ??= event.at;
      else delivered++;
      const place = places.get(event.messageUid) ?? 0;
      if (place < latest) since.outOfOrder ??= event.at;
      latest = Math.max(latest, place);
    }
  }
  const isComplete = delivered === messages;
  const end = events.at(-1)?.at;
  if (delivered + lost < messages && end !== undefined) since.pending = end;
  return { outcome: outcomeOf(since, isComplete), isComplete, since };
}

function outcomeOf(since: Ending['since'], isComplete: boolean): Outcome {
  if (since.moreThanOnce !== undefined) return 'moreThanOnce';
  if (since.never !== undefined) return 'never';
  return isComplete ? 'exactlyOnce' : 'pending';
}
