// What a chart is drawn from: lines of points in plain units, and axes that say what those are. Knows
// nothing of lanes or levels.

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** Which of the level colours; `ink` for what has none. */
export type Tone = 'q0' | 'q1' | 'q2' | 'ink' | 'soft';

/**
 * Told by shape and dash as well as by colour: `plain` has neither; those of theory have no marks, and each
 * is dashed in its own way.
 */
export type LineStyle =
  | 'circle'
  | 'square'
  | 'diamond'
  | 'plain'
  | 'theory'
  | 'theoryDash'
  | 'theoryDashDots';

/** Where a value lies for all that is known. */
export interface ChartSpan {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface ChartLine {
  readonly label: string;
  readonly tone: Tone;
  readonly style: LineStyle;
  /** The shape of its marks; absent: its style's. */
  readonly mark?: LineStyle;
  /** In order of x. */
  readonly points: readonly ChartPoint[];
  /** Each value stays until the next: the line goes in steps. */
  readonly steps?: boolean;
  /** Where its marks stand; absent: here and there, and at its end. */
  readonly marks?: readonly ChartPoint[];
  /** Drawn as a band behind the line, and as bars at its marks. */
  readonly spans?: readonly ChartSpan[];
  /** Its points stand for themselves: nothing is between them. */
  readonly isLoose?: boolean;
}

export interface ChartAxis {
  /** Stands at the axis, with its unit: `virtual time, s`. */
  readonly label: string;
  /** Stands behind each value that is said: `%`. */
  readonly unit?: string;
  readonly log?: boolean;
  /** It counts: there is nothing between two whole numbers. */
  readonly whole?: boolean;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
  /** Where a figure or a word stands; absent: at round numbers. */
  readonly ticks?: readonly number[];
}

/** At x: the last value by then for steps, else that of the nearest point; undefined before the first. */
export function valueAt({ points, steps = false }: ChartLine, x: number): number | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as ChartPoint).x <= x) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (steps || after === undefined) return before?.y;
  if (before === undefined) return after.y;
  return x - before.x <= after.x - x ? before.y : after.y;
}

/** From 0 to above all values, to a round number. */
export function domainOf(lines: readonly ChartLine[], least = 1): readonly [number, number] {
  const most = lines.reduce(
    (max, { points }) => points.reduce((so, { y }) => Math.max(so, y), max),
    least,
  );
  return [0, roundUp(most)];
}

/** 1, 2, 2.5, 5 or 10 of its power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return lead * power;
}

/** Evenly spaced places of a cursor that moves by keys, both ends included. */
export function stopsBetween(from: number, to: number, count: number): readonly number[] {
  if (to <= from) return [to];
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
}
