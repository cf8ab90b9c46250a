// A step's run, headless, as the page would have it: the link's scenario and commands, to the end.

import { fromSec, type SimTime } from '../base/time.ts';
import { parseLink } from '../scenario/link.ts';
import { Run } from '../sim/run.ts';
import type { TraceEvent } from '../trace/event.ts';

/** How long a run is given from the start of publishing. */
const SEC = 60;

/** @throws Error when the link says anything that cannot be used */
export function eventsOfRun(query: string): readonly TraceEvent[] {
  const { scenario, commands, ignored } = parseLink(query);
  if (ignored.length > 0) throw new Error(JSON.stringify(ignored));
  const run = new Run(scenario, commands);
  const first = run.advanceToPublishing(fromSec(60));
  const start = first.publishingSince ?? first.now;
  return [...first.events, ...run.advance((start + fromSec(SEC)) as SimTime).events];
}
