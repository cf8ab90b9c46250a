// Columns of a stretch of the ladder: in the hops as tall as packets were sent, by level, and below
// their line what was lost; in the bands what nodes kept, solid while it was the message, and what
// applications got, with second copies as flags. Whatever was lost or came twice is seen, also alone.

import type { Qos } from '../../trace/event.ts';
import type { BandPlace, HopPlace } from '../../trace/places.ts';
import type { MarkRow, Marks } from '../../trace/runMarks.ts';
import { DELIVERY_ROOM } from './barBoxes.ts';
import type { Ink } from './canvasShapes.ts';
import type { FarScale } from './farScale.ts';
import type { Geometry, Row } from './geometry.ts';
import { levelLine, type Palette } from './palette.ts';

export interface Columns {
  readonly marks: Marks;
  readonly scale: FarScale;
  readonly geometry: Geometry;
  readonly palette: Palette;
  /** Something else stands out. */
  readonly isDim: boolean;
}

/** From an instant until before another, and where that is in px. */
export interface Column {
  readonly from: number;
  readonly to: number;
  /** Nothing after it is in the column: the now line. */
  readonly until: number;
  readonly left: number;
  readonly width: number;
}

/** Of a hop, above the line of what is sent. */
const SENT_SHARE = 0.68;
/** Of a band, where something waits for its turn: the rest is for that. */
const KEPT_SHARE = 0.62;
const AIR = 3;
const LOSS_MIN = 3;
const FLAG = { min: 4, max: 9 };
const GIVEN_MAX = 9;
const STRENGTH = { sent: 0.8, lost: 0.95, message: 0.8, identifier: 0.32, queued: 0.22 };
const LEVELS: readonly (Qos | undefined)[] = [0, 1, 2, undefined];
const QOS = [0, 1, 2] as const;

export function drawColumn(ink: Ink, columns: Columns, column: Column): void {
  const { bands, hops } = columns.geometry;
  for (const place of ['upper', 'lower'] as const)
    drawHop(ink, columns, column, place, hops[place]);
  for (const place of ['publishers', 'broker', 'subscribers'] as const) {
    drawKept(ink, columns, column, place, bands[place]);
  }
  drawGiven(ink, columns, column, bands.subscribers);
  ink.globalAlpha = 1;
}

/** Y of the line that what is sent stands on. */
export function sentLine({ top, height }: Row): number {
  return Math.round(top + height * SENT_SHARE);
}

/** Of a band: where what is kept stands on, and how tall it is at the most; below it, what waits. */
export function keptRoom(place: BandPlace, { top, height }: Row, hasQueue: boolean) {
  const room = height - 2 * AIR - (place === 'subscribers' ? DELIVERY_ROOM - AIR : 0);
  const kept = Math.round(hasQueue ? room * KEPT_SHARE : room);
  return { line: top + AIR + kept, kept, queued: room - kept - 1 };
}

function drawHop(ink: Ink, columns: Columns, column: Column, place: HopPlace, row: Row): void {
  const { palette, scale } = columns;
  const line = sentLine(row);
  const room = line - row.top - AIR;
  const px = (n: number, least: number) =>
    n === 0 ? 0 : Math.max(least, (n * room * 1_000_000) / (scale.perSec * spanOf(column)));
  let y = line;
  for (const level of LEVELS) {
    const tall = Math.min(px(sumOf(columns, column, `sent ${place} ${level}`), 1), y - row.top);
    put(ink, columns, levelLine(palette, level), STRENGTH.sent, column, y - tall, tall);
    y -= tall;
  }
  const lost = px(sumOf(columns, column, `lost ${place}`), LOSS_MIN);
  const below = row.top + row.height - line - 2 - AIR;
  put(ink, columns, palette.loss, STRENGTH.lost, column, line + 2, Math.min(lost, below));
}

function drawKept(ink: Ink, columns: Columns, column: Column, place: BandPlace, row: Row): void {
  const { palette, scale } = columns;
  const queue = QOS.reduce<number>(
    (n, q) => n + sumOf(columns, column, `kept ${place} ${q} queued`),
    0,
  );
  const { line, kept, queued } = keptRoom(place, row, scale.queued[place] > 1);
  const us = Math.min(column.until, column.to) - column.from;
  let y = line;
  for (const keeps of ['message', 'identifier'] as const) {
    for (const level of QOS) {
      const n = sumOf(columns, column, `kept ${place} ${level} ${keeps}`) / us;
      if (n === 0) continue;
      const tall = Math.min(Math.max(0.75, (n * kept) / scale.kept[place]), y - row.top);
      put(ink, columns, palette.lines[level], STRENGTH[keeps], column, y - tall, tall);
      y -= tall;
    }
  }
  const waits = Math.min(queued, (queue / us) * (queued / scale.queued[place]));
  put(ink, columns, palette.inkSoft, STRENGTH.queued * 2, column, line + 1, waits);
}

function drawGiven(ink: Ink, columns: Columns, column: Column, { top, height }: Row): void {
  const { palette, scale } = columns;
  const px = 1_000_000 / (scale.givenPerSec * spanOf(column));
  let y = top + height - AIR;
  for (const level of QOS) {
    const n = sumOf(columns, column, `delivered ${level}`);
    if (n === 0) continue;
    const tall = Math.min(GIVEN_MAX, Math.max(1, n * px * GIVEN_MAX));
    put(ink, columns, palette.lines[level], STRENGTH.sent, column, y - tall, tall);
    y -= tall;
  }
  const twice = sumOf(columns, column, 'secondCopy');
  if (twice === 0) return;
  const tall = Math.min(FLAG.max, FLAG.min + twice * px * FLAG.max);
  const bottom = top + height - AIR - GIVEN_MAX - 1;
  put(ink, columns, palette.dup, 1, column, bottom - tall, tall);
}

function sumOf({ marks }: Columns, { from, to, until }: Column, row: MarkRow): number {
  return marks.sum(row, from, Math.min(to, until));
}

function spanOf({ from, to }: Column): number {
  return to - from;
}

function put(
  ink: Ink,
  { palette, isDim }: Columns,
  colour: string,
  strength: number,
  { left, width }: Column,
  top: number,
  height: number,
): void {
  if (height <= 0) return;
  ink.globalAlpha = isDim ? strength * palette.dim : strength;
  ink.fillStyle = colour;
  ink.fillRect(left, top, width, height);
}
