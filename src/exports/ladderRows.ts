// Where everything stands in a ladder that is a picture by itself: time runs along x, in as many rows as
// it takes, each with the publishers on top, the broker in the middle and the subscribers below.

import { addTime, earlierOf, type SimTime } from '../base/time.ts';
import type { Flight } from '../trace/flights.ts';
import type { Span } from './span.ts';

/** px: what stands left of the plot, and right of it. */
export const MARGIN = { left: 92, right: 20 };
/** px from a row's top: the four lines between which packets go, the numbers of time, the next row. */
export const LINES = { publishers: 34, brokerTop: 142, brokerBottom: 158, subscribers: 266 };
export const AXIS = 314;
export const ROW_HEIGHT = 340;
/** A longer run is drawn smaller. */
const ROWS_MAX = 10;
/** px that a packet's line is wide, where there is room. */
const HOP_WIDTH = 44;
/** A short stretch is not drawn larger than so many times that: then a packet goes all the way across. */
const STRETCH_MAX = 25;
/** In µs, where no packet says one. */
const USUAL_LATENCY = 300_000;

export interface Row {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly top: number;
  /** Where an instant is. */
  x(at: number): number;
}

export interface Rows {
  readonly all: readonly Row[];
  /** Px for a virtual second. */
  readonly zoom: number;
}

/** @param width px of the whole picture @param top where the first row begins */
export function rowsOf(flights: readonly Flight[], span: Span, width: number, top: number): Rows {
  const plot = width - MARGIN.left - MARGIN.right;
  const length = Math.max(1, span.to - span.from);
  const pxPerUs = scaleOf(plot, length, HOP_WIDTH / latencyOf(flights));
  const perRow = Math.max(1, Math.ceil(plot / pxPerUs)) as SimTime;
  const all: Row[] = [];
  let from = span.from;
  do {
    const start = from;
    const next = addTime(from, perRow);
    all.push({
      from,
      to: earlierOf(next, span.to),
      top: top + all.length * ROW_HEIGHT,
      x: (at) => MARGIN.left + (at - start) * pxPerUs,
    });
    from = next;
  } while (from < span.to);
  return { all, zoom: pxPerUs * 1_000_000 };
}

/** Px for a virtual µs. @param natural at which one packet is seen well */
function scaleOf(plot: number, length: number, natural: number): number {
  const whole = plot / length;
  if (natural <= whole) return Math.min(whole, natural * STRETCH_MAX);
  return Math.min(natural, whole * ROWS_MAX);
}

/** Of half of the packets, the longest that they take, in µs. */
function latencyOf(flights: readonly Flight[]): number {
  const taken = flights.map(({ from, dueAt }) => dueAt - from).sort((a, b) => a - b);
  const middle = taken[Math.floor(taken.length / 2)] ?? 0;
  return middle < 1000 ? USUAL_LATENCY : middle;
}
