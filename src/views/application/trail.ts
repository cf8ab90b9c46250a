// How what is shown has moved: on with each newer one, and back with each that came after a newer one.

import type { SimTime } from '../../base/time.ts';
import type { Act } from '../../usecases/useCase.ts';

interface Jump {
  /** What was shown before it. */
  readonly from: Act;
  /** Older than something that had been shown. */
  readonly to: Act;
}

export interface Trail {
  /** Those that were the newest when they came. */
  readonly line: readonly Act[];
  readonly jumps: readonly Jump[];
}

/** @param acts of one key, as they came */
export function trailOf(acts: readonly Act[]): Trail {
  const line: Act[] = [];
  const jumps: Jump[] = [];
  acts.forEach((act, i) => {
    const [from, newest] = [acts[i - 1], line.at(-1)];
    const isOld = newest !== undefined && act.publishedAt < newest.publishedAt;
    if (from === undefined || !isOld) line.push(act);
    else jumps.push({ from, to: act });
  });
  return { line, jumps };
}

/** ` 3 came after newer ones.`, or nothing. */
export function sayJumps(count: number): string {
  return count === 0 ? '' : ` ${count} came after ${count === 1 ? 'a newer one' : 'newer ones'}.`;
}

/** @param us at most so much before `until` */
export function lately(acts: readonly Act[], until: SimTime, us: number): readonly Act[] {
  return acts.filter(({ at }) => at >= until - us);
}

/**
 * The stretch of time that a chart shows: so much before now, or when all is over before the last of
 * what was said and what was shown, so that something is left to be seen.
 */
export function stretchShown(
  now: SimTime,
  last: SimTime,
  us: number,
): { readonly from: number; readonly to: number; readonly isNow: boolean } {
  const to = Math.min(now, last + REST_US);
  return { from: to - us, to, isNow: to === now };
}

/** So long after the last of it a chart goes on. */
const REST_US = 1_000_000;
