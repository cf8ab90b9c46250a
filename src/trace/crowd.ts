// Whether so much happens that a picture of a stretch of the run shows counts instead of packets. A rule
// of the instant and of how much is seen: counted in slices that stand still in time, over more than
// is seen, so that one picture does not go to and fro between the two while it moves on.

import type { SimTime } from '../base/time.ts';
import type { Marks } from './runMarks.ts';

/** Packets of a hop for each px from which on lines are a grey mass. */
const LINES_MAX = 1;
/** Slices of what is seen, at the least, ... */
const SLICES = 8;
/** ... and how many times what is seen is looked at. */
const LOOKS_BACK = 3;
const SLICE_MIN = 4096;

/** @param spanUs how much of time before `t` is seen, on so many px for a second */
export function isCrowded(marks: Marks, t: SimTime, spanUs: number, pxPerSec: number): boolean {
  return mostPerSec(marks, t, spanUs) > LINES_MAX * pxPerSec;
}

/** How many packets were sent on a hop in a second, in the busiest of the slices. */
export function mostPerSec(marks: Marks, t: SimTime, spanUs: number): number {
  let slice = SLICE_MIN;
  while (slice * SLICES < spanUs || slice < marks.widthUs) slice *= 2;
  const last = Math.floor(t / slice);
  const first = Math.max(0, Math.floor((t - LOOKS_BACK * spanUs) / slice));
  let most = 0;
  for (let i = first; i <= last; i++) {
    const [from, to] = [i * slice, Math.min((i + 1) * slice, t)];
    most = Math.max(most, marks.sum('sent upper', from, to), marks.sum('sent lower', from, to));
  }
  return most / (slice / 1_000_000);
}
