// How tall columns are: what fills their room, by what is seen. Rounded up to 1, 2 or 5 of a power of
// ten, and looked at in stretches that stand still in time, so that it seldom changes.

import type { SimTime } from '../../base/time.ts';
import { mostPerSec } from '../../trace/crowd.ts';
import type { BandPlace } from '../../trace/places.ts';
import type { Keeps, MarkRow, Marks } from '../../trace/runMarks.ts';

export interface FarScale {
  /** Packets a second, of either hop. */
  readonly perSec: number;
  /** Deliveries a second. */
  readonly givenPerSec: number;
  /** What a band's nodes keep, and what waits there for its turn: at least 1. */
  readonly kept: Readonly<Record<BandPlace, number>>;
  readonly queued: Readonly<Record<BandPlace, number>>;
}

const LEVELS = [0, 1, 2] as const;
/** Columns are narrower than the slices that are looked at, and vary more. */
const MARGIN = 1.25;
const SLICES = 8;

export function farScale(marks: Marks, t: SimTime, spanUs: number): FarScale {
  const most = (rows: readonly MarkRow[]) => mostOf(marks, rows, t, spanUs);
  const kept = (place: BandPlace, keeps: readonly Keeps[]) =>
    niceAbove(
      most(LEVELS.flatMap((level) => keeps.map((one) => `kept ${place} ${level} ${one}` as const))),
    );
  const byBand = (keeps: readonly Keeps[]) => ({
    publishers: kept('publishers', keeps),
    broker: kept('broker', keeps),
    subscribers: kept('subscribers', keeps),
  });
  return {
    perSec: niceAbove(mostPerSec(marks, t, spanUs) * MARGIN),
    givenPerSec: niceAbove(
      most(LEVELS.map((level) => `delivered ${level}` as const)) * 1_000_000 * MARGIN,
    ),
    kept: byBand(['message', 'identifier']),
    queued: byBand(['queued']),
  };
}

/** Of all rows together, for each µs, in the fullest slice. */
function mostOf(marks: Marks, rows: readonly MarkRow[], t: SimTime, spanUs: number): number {
  let slice = marks.widthUs;
  while (slice * SLICES < spanUs) slice *= 2;
  const last = Math.ceil(t / slice) - 1;
  let most = 0;
  for (let i = Math.max(0, Math.floor((t - spanUs) / slice)); i <= last; i++) {
    const to = Math.min((i + 1) * slice, t);
    let sum = 0;
    for (const row of rows) sum += marks.sum(row, i * slice, to);
    most = Math.max(most, sum / (to - i * slice));
  }
  return most;
}

/** 1, 2 or 5 of a power of ten, at least 1. */
export function niceAbove(value: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) if (step >= value) return step;
  }
}
