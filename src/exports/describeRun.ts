// A stretch of a run as plain sentences, in the words of the page's narration: what a picture of it says,
// for those who do not see it.

import { tell } from '../trace/narration.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { formatInstant } from '../trace/words.ts';
import type { Span } from './span.ts';

/** A sentence for each event that is worth one, with its instant: `1.200 s: The publisher …`. */
export function describeRun(index: TraceIndex, { from, to }: Span): string[] {
  const lines: string[] = [];
  for (const event of index.events) {
    if (event.at < from) continue;
    if (event.at > to) break;
    const sentence = tell(event, index);
    if (sentence === undefined) continue;
    const line = `${formatInstant(event.at)}: ${sentence.text}`;
    // Several clients at one instant may have the same to tell.
    if (lines.at(-1) !== line) lines.push(line);
  }
  return lines;
}
