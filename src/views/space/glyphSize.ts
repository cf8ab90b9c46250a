// How large the packets of a column are drawn: with whole names, with short ones, or as marks, by
// the room that as many tracks as are needed leave them.

import { BARE_WIDTH, type GlyphSize, MARK_WIDTH, type WrittenSize } from './glyphText.ts';

/** Width of the widest text at a size; beyond `limit` the exact figure does not matter. */
export type MeasureWidest = (size: WrittenSize, limit: number) => number;

export interface SizeChoice {
  readonly size: GlyphSize;
  /** Tracks that the column is divided into. */
  readonly slots: number;
}

/** Between two glyphs: room for the edge of a selected one and for a focus ring. */
const GAP = 5;
const MARK_GAP = 2;

/**
 * @param down tracks needed downwards, at least one
 * @param up the same upwards
 */
export function chooseSize(
  columnWidth: number,
  down: number,
  up: number,
  measureWidest: MeasureWidest,
): SizeChoice {
  const limit = columnWidth / (down + up) - GAP;
  for (const size of ['full', 'short'] as const) {
    const width = measureWidest(size, limit);
    if (width <= limit) return { size, slots: Math.floor(columnWidth / (width + GAP)) };
  }
  return { size: 'mark', slots: 2 * marksIn(columnWidth) };
}

/** Tracks of one direction when packets are marks. */
export function marksIn(columnWidth: number): number {
  return Math.max(1, Math.floor(columnWidth / (MARK_WIDTH + MARK_GAP) / 2));
}

/** Width of a mark, without its letter where two tracks have no room for it. */
export function markWidth(columnWidth: number): number {
  return columnWidth >= 2 * (MARK_WIDTH + MARK_GAP) ? MARK_WIDTH : BARE_WIDTH;
}

/** Middle of a track, px from the column's left edge: those downwards from the left, upwards from the right. */
export function trackX(columnWidth: number, slots: number, track: number, down: boolean): number {
  const slot = down ? track : slots - 1 - track;
  return Math.round(((slot + 0.5) * columnWidth) / slots);
}
