// Where a run ends: when no message and no acknowledgement is outstanding, and none is to come.

import { addTime, earlierOf, fromMs, fromSec, type SimTime } from '../base/time.ts';
import { patternsOf } from '../scenario/patterns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { isLandmark } from './landmarks.ts';
import type { ShownRun } from './shownRun.ts';

/** No run goes on for longer. */
export const END_MAX = fromSec(600);
/** The picture stands still a little after the last thing, with its marks in full view. */
const AFTER_END = fromMs(90);
/** How far a run is simulated at once, ... */
const STRETCH = fromSec(2);
/** ... and how much may happen in it before its end is left unknown. */
const EVENTS_MAX = 20_000;

/** Simulates until there. @returns undefined where it does not end by itself, or not for long */
export async function findEnd(run: ShownRun): Promise<SimTime | undefined> {
  for (;;) {
    const { scenario, status, settled, horizon, index } = run.state.getState();
    if (status.kind !== 'ready' || isEndless(scenario)) return undefined;
    if (settled) return earlierOf(END_MAX, lastOf(index.events));
    if (horizon >= END_MAX) return END_MAX;
    if (index.eventCount > EVENTS_MAX) return undefined;
    await run.advance(earlierOf(END_MAX, addTime(horizon, STRETCH)));
  }
}

/** Somebody publishes for ever, unless the script stops it. */
function isEndless(scenario: Scenario): boolean {
  const isStopped = scenario.script.some(({ command }) => command.kind === 'stop-publishing');
  return !isStopped && patternsOf(scenario).some(({ count }) => count === undefined);
}

/** Keep-alive goes on for ever. */
function lastOf(events: readonly TraceEvent[]): SimTime {
  const last = events.findLast((event) => isLandmark(event, 'event') && !isKeepAlive(event));
  return addTime(last?.at ?? (0 as SimTime), AFTER_END);
}

function isKeepAlive(event: TraceEvent): boolean {
  return 'packet' in event && /^PING/.test(event.packet.type);
}
