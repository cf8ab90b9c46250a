// The bands of the ladder: what each node keeps, as bars that are solid while it holds the message and
// hollow while only the identifier; when it was away; and in the subscribers' band what their
// applications were given.

import { barTextSize, DELIVERY_ROOM, type PlacedBar, placeBars } from './barBoxes.ts';
import type { BarRows } from './bars.ts';
import { addTriangle, type Ink } from './canvasShapes.ts';
import { writeText } from './canvasText.ts';
import type { BandPlace } from './cast.ts';
import { type DeliveryMark, isTriangle, TEXT_GAP, TRIANGLE, textOf } from './deliveries.ts';
import type { Row } from './geometry.ts';
import { drawHeld } from './ladderHeld.ts';
import type { Frame, LadderView } from './ladderView.ts';
import type { DrawAway } from './useAwayStretches.ts';

const EDGE = 1.5;
const TINT = 0.24;
const NOW_GAP = 4;
const QUEUED_DASH = [3, 2.5];
const THREAD = [1.5, 2.5];
/** On the tick of a second copy. */
const FLAG = { width: 5, cloth: 4, height: 10 };

export function drawBands(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  drawAway: DrawAway | undefined,
): void {
  const { bands, nowX } = view.geometry;
  for (const place of ['publishers', 'broker', 'subscribers'] as const) {
    const row = bands[place];
    ink.save();
    ink.beginPath();
    ink.rect(0, row.top, nowX, row.height);
    ink.clip();
    drawBars(ink, view, frame, place, row, drawAway);
    if (place === 'subscribers') drawDeliveries(ink, view, frame, row);
    ink.restore();
  }
  drawHeld(ink, view, frame);
}

function drawBars(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  place: BandPlace,
  row: Row,
  drawAway: DrawAway | undefined,
): void {
  const placed = placeBars(view, frame, place);
  const { bars, rows, height, unseen } = placed;
  const drawLabels = drawAway?.(ink, view, frame, place, placed);
  for (const bar of bars) drawBar(ink, view, bar, row.top, rows);
  ink.globalAlpha = 1;
  ink.setLineDash([]);
  drawLabels?.();
  if (unseen > 0) drawUnseen(ink, view, unseen, row.top + height);
}

function drawBar(
  ink: Ink,
  { palette, big }: LadderView,
  { bar, left, right, diskFrom, split, middle, isOpen, isDim, texts }: PlacedBar,
  bandTop: number,
  { barHeight, lettered }: BarRows,
): void {
  const strength = isDim ? palette.dim * 1.4 : 1;
  const colour = palette.lines[bar.level];
  const queued = bar.entry.store === 'queued';
  const top = bandTop + middle - barHeight / 2;
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
  if (diskFrom !== undefined) {
    // A thread from the save: it does not begin where it is back.
    ink.setLineDash(THREAD);
    ink.beginPath();
    ink.moveTo(diskFrom, bandTop + middle);
    ink.lineTo(left, bandTop + middle);
    ink.stroke();
    ink.setLineDash([]);
  }
  if (split > left && split < right) ink.strokeRect(x1, top + inset, split - x1, barHeight - EDGE);
  if (texts.length === 0) return;
  ink.globalAlpha = isDim ? palette.dim * 2 : 1;
  const look = { size: barTextSize(big), weight: 500, colour: palette.ink };
  for (const { text, left: x } of texts) writeText(ink, palette, text, x, bandTop + middle, look);
}

/** "+3" at the band's right end: bars that had no row. */
function drawUnseen(ink: Ink, { geometry, palette }: LadderView, n: number, bottom: number): void {
  const text = `+${n}`;
  const width = text.length * 11 * palette.charShare + 8;
  const right = geometry.nowX - NOW_GAP;
  ink.fillStyle = palette.panel;
  ink.fillRect(right - width, bottom - 17, width, 15);
  const look = { size: 11, weight: 600, colour: palette.inkSoft, align: 'right' } as const;
  writeText(ink, palette, text, right - 4, bottom - 9, look);
}

function drawDeliveries(ink: Ink, view: LadderView, frame: Frame, row: Row): void {
  const { plan, palette } = view;
  const marks = plan.deliveries.marks.overlapping(frame.since, frame.now);
  const y = row.top + row.height - DELIVERY_ROOM / 2 - 1;
  for (const mark of marks) {
    if (mark.from > frame.now || mark.from < view.trailFrom) continue;
    const isDim = isOther(view, mark);
    const repeat = mark.callbacks > 1;
    ink.globalAlpha = isDim ? palette.dim : 1;
    ink.fillStyle = repeat ? palette.dup : palette.lines[mark.level];
    const x = frame.x(mark.from);
    if (!isTriangle(mark, frame.now)) {
      ink.fillRect(x - 0.75, y - (repeat ? FLAG.height : 4), 1.5, (repeat ? FLAG.height : 4) + 5);
      if (repeat) ink.fillRect(x, y - FLAG.height, FLAG.width, FLAG.cloth);
      writeBeside(ink, view, frame, mark, x, y + 0.5);
      continue;
    }
    ink.beginPath();
    addTriangle(ink, x, y, TRIANGLE.width, TRIANGLE.height);
    ink.fill();
    writeBeside(ink, view, frame, mark, x, y + 0.5);
  }
  ink.globalAlpha = 1;
}

/** Of another message than the selected one, or not for the selected node. */
function isOther({ focus, focusNode, plan }: LadderView, mark: DeliveryMark): boolean {
  if (focus !== undefined) return mark.messageUid !== focus && !mark.others.has(focus);
  if (focusNode === undefined || plan.placeOf(focusNode) !== 'subscribers') return false;
  return !mark.subscribers.includes(focusNode);
}

function writeBeside(
  ink: Ink,
  { geometry, palette, big, focus }: LadderView,
  { now }: Frame,
  mark: DeliveryMark,
  x: number,
  y: number,
): void {
  const { side, text = '' } = textOf(mark, now) ?? {};
  if (side === undefined) return;
  const size = big ? 13 : 11;
  const repeat = mark.callbacks > 1;
  const strong = repeat || mark.messageUid === focus;
  const width = text.length * size * palette.charShare;
  if (side === 'right' && x + TEXT_GAP + width > geometry.nowX - NOW_GAP) return;
  writeText(ink, palette, text, side === 'right' ? x + TEXT_GAP : x - TEXT_GAP, y, {
    size,
    weight: strong ? 650 : 400,
    colour: repeat ? palette.dup : palette.ink,
    align: side === 'right' ? 'left' : 'right',
  });
}
