// What the package makes of a trace: its lines, its name, and a diagram to paste.

import { formatMermaid as formatIndexed } from '../exports/mermaid.ts';
import { WHOLE_RUN } from '../exports/span.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent, TraceHash } from '../trace/ndjson.ts';
import { TraceIndex } from '../trace/traceIndex.ts';

/** The trace as lines of JSON, one event a line: the bytes of `npm run sim -- --trace FILE`. */
export function formatTrace(trace: readonly TraceEvent[]): string {
  return trace.map((event) => `${formatEvent(event)}\n`).join('');
}

/**
 * Names a trace by its bytes: equal traces have equal names, here, on the page and in the trace that
 * the command line writes.
 *
 * @returns 16 hexadecimal digits
 */
export function hashTrace(trace: readonly TraceEvent[]): string {
  const hash = new TraceHash();
  for (const event of trace) hash.add(event);
  return hash.digest();
}

/**
 * The trace as a Mermaid sequence diagram: an arrow for each packet, a cross where it is lost.
 *
 * @param trace from the run's start
 */
export function formatMermaid(trace: readonly TraceEvent[], title?: string): string {
  const index = new TraceIndex();
  index.append(trace);
  return formatIndexed(index, WHOLE_RUN, title);
}
