// An index that starts at a later instant, made in pieces: the page lives on in between.

import type { TraceEvent } from '../trace/event.ts';
import { reviveSummary } from '../trace/summary.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import type { Replay } from '../worker/simApi.ts';

/** So many events are indexed in one go: a few milliseconds. */
const PIECE = 4000;

/**
 * @param start what was before
 * @param events follow it from the `next`th on; there may come to be more meanwhile
 * @param isOver nobody wants it any more
 */
export async function buildIndex(
  { state, summary }: Replay,
  events: readonly TraceEvent[],
  next = 0,
  isOver = () => false,
): Promise<TraceIndex | undefined> {
  const index = new TraceIndex(state, reviveSummary(summary));
  for (let done = next; ; ) {
    const end = Math.min(done + PIECE, events.length);
    index.append(events.slice(done, end));
    done = end;
    if (done === events.length) return index;
    await nextTask();
    if (isOver()) return undefined;
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
