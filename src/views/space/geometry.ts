// Where everything is, in px from the space's top left corner: three bands, two hops between them,
// the now line, the stage at its right and the ladder at its left. Time runs along x.

import { type BandPlace, FOLD_WIDTH, type HopPlace, type Troupe } from './cast.ts';

export interface Row {
  readonly top: number;
  readonly height: number;
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly nowX: number;
  readonly stageWidth: number;
  readonly bands: Readonly<Record<BandPlace, Row>>;
  readonly hops: Readonly<Record<HopPlace, Row>>;
  /** Where the time axis begins, below the last band. */
  readonly axisTop: number;
}

/** A client's part of the stage's width. */
export interface Column {
  readonly left: number;
  readonly width: number;
}

export const HEIGHT_MIN = 336;
const WIDTH_MIN = 240;
/** In which a node can say what it waits for, and a packet its name. */
const COLUMN_WIDTH = 108;
/** Room for the triangle on top of the now line, and for the axis. */
const TOP = 18;
const AXIS = 26;

/**
 * @param columns that the larger kind of clients would like; see `columnsWanted`
 * @param trail without the ladder the stage has all of the width
 */
export function layOut(
  width: number,
  height: number,
  compact: boolean,
  columns = 1,
  trail = true,
): Geometry {
  const w = Math.max(WIDTH_MIN, Math.floor(width));
  const h = Math.max(HEIGHT_MIN, Math.floor(height));
  const share = compact ? 0.44 : 0.35;
  const usual = between(150, w * share, Math.min(400, w / 2));
  const wanted = Math.min(columns * COLUMN_WIDTH, w * (compact ? 0.5 : 0.56));
  const stageWidth = trail ? Math.round(Math.max(usual, wanted)) : w;
  const inner = h - TOP - AXIS;
  const band = Math.round(between(62, inner * 0.155, 100));
  const hop = Math.floor((inner - 3 * band) / 2);
  const row = (n: number, rowHeight: number): Row => ({
    top: TOP + Math.ceil(n / 2) * band + Math.floor(n / 2) * hop,
    height: rowHeight,
  });
  return {
    width: w,
    height: h,
    nowX: w - stageWidth,
    stageWidth,
    bands: { publishers: row(0, band), broker: row(2, band), subscribers: row(4, band) },
    hops: { upper: row(1, hop), lower: row(3, hop) },
    axisTop: TOP + 3 * band + 2 * hop,
  };
}

/** A column for each client shown; the folded ones share a narrow one at the right. */
export function columnsOf(stageWidth: number, { shown, folded }: Troupe): readonly Column[] {
  const room = stageWidth - (folded.length > 0 ? FOLD_WIDTH : 0);
  const edge = (i: number) => Math.round((i * room) / shown.length);
  return shown.map((_, i) => ({ left: edge(i), width: edge(i + 1) - edge(i) }));
}

/** How much virtual time the ladder shows, in µs; without one, as much as would have room. */
export function ladderSpan(geometry: Geometry, zoom: number): number {
  return (ladderWidth(geometry) / zoom) * 1_000_000;
}

/** In px; without a ladder, what one would have. */
export function ladderWidth({ nowX, width }: Geometry): number {
  return nowX === 0 ? width : nowX;
}

/**
 * Px for a virtual second at which the diagonal of one hop is `hopWidth` px wide. With hardly any
 * latency a hop is upright and the second has the width that it has at 300 ms.
 */
export function defaultZoom(latencyMs: number, hopWidth = 44): number {
  return hopWidth / ((latencyMs < 1 ? 300 : latencyMs) / 1000);
}

export function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
