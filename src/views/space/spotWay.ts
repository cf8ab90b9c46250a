// A packet's line in the ladder: straight from its sending to when it is due, with a corner wherever it
// was held up.

import type { SimTime } from '../../base/time.ts';

/** From `at` on, where it had gone `share` of its way, it is slower. */
export interface Bend {
  readonly at: SimTime;
  readonly share: number;
}

export interface Way {
  readonly from: SimTime;
  readonly dueAt: SimTime;
  /** In order. */
  readonly bends: readonly Bend[];
}

/** The share of its way that a packet has gone at `t`, from 0 to 1. */
export function wayShare({ from, dueAt, bends }: Way, t: number): number {
  let [start, startShare] = [from, 0];
  let end: Bend = { at: dueAt, share: 1 };
  for (const bend of bends) {
    if (t <= bend.at) {
      end = bend;
      break;
    }
    [start, startShare] = [bend.at, bend.share];
  }
  if (end.at <= start) return end.share;
  const share = startShare + ((end.share - startShare) * (t - start)) / (end.at - start);
  return Math.min(1, Math.max(0, share));
}

/** When a packet has gone a share of its way, in µs that need not be whole. */
export function wayTime({ from, dueAt, bends }: Way, share: number): number {
  let [start, startShare] = [from as number, 0];
  let end: Bend = { at: dueAt, share: 1 };
  for (const bend of bends) {
    if (share <= bend.share) {
      end = bend;
      break;
    }
    [start, startShare] = [bend.at, bend.share];
  }
  if (end.share <= startShare) return start;
  return start + ((share - startShare) / (end.share - startShare)) * (end.at - start);
}

/** The corners of a packet's line up to `t`, as instants and shares, the last one at `t`. */
export function wayCorners(way: Way, t: number): readonly (readonly [at: number, share: number])[] {
  const bends = way.bends.filter(({ at }) => at < t).map(({ at, share }) => [at, share] as const);
  return [[way.from, 0], ...bends, [t, wayShare(way, t)]];
}
