// From which instant on a trace is to be folded so that what is seen at `t` is always the same: a rule
// of `t` and of how much is seen, and of nothing else, so that it does not matter how one came there.
// Beginnings lie on a grid. Between one of them and what is seen lies at least a warm-up, in which
// whoever takes turns (tracks, rows, places) has mostly come to what it would be after all of history.

import { fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';

/** What began before the stretch that is seen can reach into it. */
const REACH = fromSec(3);
const WARM_UP = fromSec(2);
const STEP_MIN = fromSec(8);

/** How far apart beginnings are, in µs: a power of two of seconds, more than what is seen. */
export function foldStep(spanUs: number): number {
  let step: number = STEP_MIN;
  while (step < spanUs + REACH + WARM_UP) step *= 2;
  return step;
}

/** @param spanUs how much of time before `t` is seen */
export function foldFrom(t: SimTime, spanUs: number): SimTime {
  const step = foldStep(spanUs);
  const nth = Math.floor((t - spanUs - REACH - WARM_UP) / step);
  return nth > 0 ? ((nth * step) as SimTime) : TIME_ZERO;
}

/** How far before an instant its beginning lies at the most, in µs. */
export function foldReach(spanUs: number): SimTime {
  return Math.ceil(spanUs + REACH + WARM_UP + foldStep(spanUs)) as SimTime;
}
