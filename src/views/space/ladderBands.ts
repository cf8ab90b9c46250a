// The bands of the ladder: what each node keeps, as bars that are solid while it holds the message and
// hollow while only the identifier; and in the subscribers' band what their applications were given.

import type { SimTime } from '../../base/time.ts';
import { BAR_LENGTH_MIN, type Bar, type BarRows, barRows } from './bars.ts';
import { barTexts } from './barText.ts';
import { addTriangle, type Ink } from './canvasShapes.ts';
import type { BandPlace } from './cast.ts';
import { type DeliveryMark, deliveryText, TEXT_GAP, TRIANGLE, textOf } from './deliveries.ts';
import type { Row } from './geometry.ts';
import type { Frame, LadderView } from './ladderView.ts';

/** Of the subscribers' band, for the deliveries. */
export const DELIVERY_ROOM = 22;
const EDGE = 1.5;
const TINT = 0.24;
const NOW_GAP = 4;
const TEXT_AIR = 5;
const QUEUED_DASH = [3, 2.5];

export function drawBands(ink: Ink, view: LadderView, frame: Frame): void {
  const { bands, nowX } = view.geometry;
  for (const place of ['publishers', 'broker', 'subscribers'] as const) {
    const row = bands[place];
    ink.save();
    ink.beginPath();
    ink.rect(0, row.top, nowX, row.height);
    ink.clip();
    drawBars(ink, view, frame, place, row);
    if (place === 'subscribers') drawDeliveries(ink, view, frame, row);
    ink.restore();
  }
}

export interface SeenBars {
  readonly bars: readonly Bar[];
  readonly rows: BarRows;
  /** Px of the band that bars may use. */
  readonly height: number;
}

/** A band's bars in view, and the rows that hold them. */
export function seenBars(
  view: Omit<LadderView, 'labels'>,
  frame: Frame,
  place: BandPlace,
): SeenBars {
  const { plan, trailFrom, geometry } = view;
  const bars = plan.bars.barsIn(place, frame.since, frame.now).filter(({ from, until }) => {
    return from <= frame.now && (until === undefined || until > trailFrom);
  });
  let needed = 0;
  for (const { row } of bars) needed = Math.max(needed, row + 1);
  const height = geometry.bands[place].height - (place === 'subscribers' ? DELIVERY_ROOM : 0);
  return { bars, rows: barRows(height, needed, view.big), height };
}

function drawBars(ink: Ink, view: LadderView, frame: Frame, place: BandPlace, row: Row): void {
  const { bars, rows, height } = seenBars(view, frame, place);
  let unseen = 0;
  for (const bar of bars) {
    const middle = rows.middles[bar.row];
    if (middle !== undefined) drawBar(ink, view, frame, place, bar, row.top + middle, rows);
    else if (bar.until === undefined || bar.until > frame.now) unseen++;
  }
  ink.globalAlpha = 1;
  ink.setLineDash([]);
  if (unseen > 0) drawUnseen(ink, view, unseen, row.top + height);
}

function drawBar(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  place: BandPlace,
  bar: Bar,
  middle: number,
  { barHeight, lettered }: BarRows,
): void {
  const { palette, focus } = view;
  const { now } = frame;
  const end = bar.until !== undefined && bar.until <= now ? bar.until : now;
  const isOpen = end === now && bar.until !== now;
  const hollowFrom =
    bar.identifierFrom !== undefined && bar.identifierFrom <= end ? bar.identifierFrom : end;
  const from = Math.max(bar.from, frame.since - 1) as SimTime;
  const left = frame.x(from);
  const right = Math.max(frame.x(end), left + BAR_LENGTH_MIN);
  const split = Math.min(right, Math.max(left, frame.x(hollowFrom)));
  const isDim = focus !== undefined && bar.messageUid !== focus;
  const strength = isDim ? palette.dim * 1.4 : 1;
  const colour = palette.lines[bar.level];
  const queued = bar.entry.store === 'queued';
  const top = middle - barHeight / 2;
  ink.fillStyle = colour;
  if (!lettered) {
    ink.globalAlpha = strength * (queued ? 0.3 : 0.85);
    ink.fillRect(left, top, split - left, barHeight);
    ink.globalAlpha = strength * 0.3;
    ink.fillRect(split, top, right - split, barHeight);
    return;
  }
  if (split > left && !queued) {
    ink.globalAlpha = strength * TINT;
    ink.fillRect(left, top, split - left, barHeight);
  }
  ink.globalAlpha = strength;
  ink.strokeStyle = colour;
  ink.lineWidth = EDGE;
  ink.setLineDash(queued ? QUEUED_DASH : []);
  // An open bar goes on under the now line: no edge there.
  const inset = EDGE / 2;
  const [x1, x2] = [left + inset, isOpen ? right + 4 : right - inset];
  ink.strokeRect(x1, top + inset, x2 - x1, barHeight - EDGE);
  if (split > left && split < right) ink.strokeRect(x1, top + inset, split - x1, barHeight - EDGE);
  ink.globalAlpha = isDim ? palette.dim * 2 : 1;
  const texts = barTexts(bar, place, view.big);
  writeInBar(ink, view, texts.solid, left, split, middle);
  if (texts.hollow.length > 0) writeInBar(ink, view, texts.hollow, split, right, middle);
}

/** The longest of the texts that fits between two edges, or none. */
function writeInBar(
  ink: Ink,
  { palette, big }: LadderView,
  texts: readonly string[],
  from: number,
  to: number,
  middle: number,
): void {
  const left = Math.max(from, 0) + TEXT_AIR;
  const room = to - left - 3;
  const size = big ? 12 : 11;
  const text = texts.find((one) => one.length * size * palette.charShare <= room);
  if (text === undefined) return;
  ink.font = palette.font(size, 500);
  ink.textAlign = 'left';
  ink.fillStyle = palette.ink;
  ink.fillText(text, left, middle + 0.5);
}

/** "+3" at the band's right end: bars that had no row. */
function drawUnseen(ink: Ink, { geometry, palette }: LadderView, n: number, bottom: number): void {
  const text = `+${n}`;
  const width = text.length * 11 * palette.charShare + 8;
  const right = geometry.nowX - NOW_GAP;
  ink.fillStyle = palette.panel;
  ink.fillRect(right - width, bottom - 17, width, 15);
  ink.font = palette.font(11, 600);
  ink.textAlign = 'right';
  ink.fillStyle = palette.inkSoft;
  ink.fillText(text, right - 4, bottom - 9);
}

function drawDeliveries(ink: Ink, view: LadderView, frame: Frame, row: Row): void {
  const { plan, palette, focus } = view;
  const marks = plan.deliveries.marks.overlapping(frame.since, frame.now);
  const y = row.top + row.height - DELIVERY_ROOM / 2 - 1;
  for (const mark of marks) {
    if (mark.from > frame.now || mark.from < view.trailFrom) continue;
    const isDim = focus !== undefined && mark.messageUid !== focus;
    const repeat = mark.callbacks > 1;
    ink.globalAlpha = isDim ? palette.dim : 1;
    ink.fillStyle = repeat ? palette.dup : palette.lines[mark.level];
    const x = frame.x(mark.from);
    if (!mark.wide) {
      ink.fillRect(x - 0.75, y - 4, 1.5, 9);
      continue;
    }
    ink.beginPath();
    addTriangle(ink, x, y, TRIANGLE.width, TRIANGLE.height);
    ink.fill();
    writeBeside(ink, view, frame, mark, x, y + 0.5);
  }
  ink.globalAlpha = 1;
}

function writeBeside(
  ink: Ink,
  { geometry, palette, big, focus }: LadderView,
  { now }: Frame,
  mark: DeliveryMark,
  x: number,
  y: number,
): void {
  const side = textOf(mark, now)?.side;
  if (side === undefined) return;
  const text = deliveryText(mark);
  const size = big ? 13 : 11;
  const repeat = mark.callbacks > 1;
  const strong = repeat || mark.messageUid === focus;
  const width = text.length * size * palette.charShare;
  if (side === 'right' && x + TEXT_GAP + width > geometry.nowX - NOW_GAP) return;
  ink.font = palette.font(size, strong ? 650 : 400);
  ink.fillStyle = repeat ? palette.dup : palette.ink;
  ink.textAlign = side === 'right' ? 'left' : 'right';
  ink.fillText(text, side === 'right' ? x + TEXT_GAP : x - TEXT_GAP, y);
}
