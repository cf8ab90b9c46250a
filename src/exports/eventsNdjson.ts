// The events of a trace as lines of JSON: for a whole run the same bytes as `sim --trace`.

import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';

/** Each with its line break. */
export function formatNdjson(events: readonly TraceEvent[]): string {
  return events.map((event) => `${formatEvent(event)}\n`).join('');
}
