// The diagonals of a stretch of the hops, with their shapes and crosses. A diagonal ends at the now
// line, where its packet is the pen.

import type { SimTime } from '../../base/time.ts';
import type { Qos } from '../../trace/event.ts';
import { Bins, type Look, type Stress } from './bins.ts';
import { type Box, boxAround, intersects } from './boxes.ts';
import { addCross, addShape, type Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import type { LadderView } from './ladderView.ts';
import { levelLine, type Palette } from './palette.ts';
import { type Spot, shapeShare, tapeY } from './spots.ts';

/** Which part of the tape is drawn, and where on the canvas. */
export interface Stretch {
  readonly now: SimTime;
  readonly from: SimTime;
  /**
   * Not after now. Lines end here at the latest, so that a stretch that is over looks the same
   * whenever it is drawn.
   */
  readonly to: SimTime;
  x(at: number): number;
  /** On the canvas: shapes keep off these. */
  readonly labels: Readonly<Record<HopPlace, readonly { readonly box: Box }[]>>;
}

const LINE = 1.5;
const LINE_THIN = 1;
const LINE_STRONG = 2.5;
const DASH = [6, 4];
/** Lines drawn at once: more make slow paths. */
const LINES_AT_ONCE = 16;
/** In the middle, where there was no room but the family must be seen. */
const MIDDLE = 0.5;
const SHAPE = 16;
/** From so many on a stretch on, lines give way to the shapes that they carry. */
const CROWDS = { light: 40, faint: 110 };

const lines = new Bins();
const shapes = new Bins();
const crosses = new Bins();

export function drawHopMarks(ink: Ink, view: LadderView, stretch: Stretch): void {
  const spots = view.plan.spots.spots.overlapping(stretch.from, stretch.to);
  drawHop(ink, view, stretch, spots, 'upper');
  drawHop(ink, view, stretch, spots, 'lower');
}

function drawHop(
  ink: Ink,
  view: LadderView,
  stretch: Stretch,
  spots: readonly Spot[],
  place: HopPlace,
): void {
  const { geometry, plan, focus, trailFrom, palette } = view;
  const { now } = stretch;
  const { top, height } = geometry.hops[place];
  const { rules } = plan.spots;
  const labels = stretch.labels[place];
  for (const spot of spots) {
    const { packet, route, from, dueAt, until } = spot;
    if (route.place !== place || from > stretch.to || from < trailFrom) continue;
    const isLost = spot.lost && until <= stretch.to;
    const stress = stressOf(spot, focus);
    const end = Math.min(stretch.to, isLost ? until : dueAt);
    const length = dueAt - from;
    const endShare = length === 0 ? 1 : (end - from) / length;
    const [x1, x2] = [stretch.x(from), stretch.x(end)];
    const y1 = top + tapeY(rules, route, 0);
    const y2 = top + tapeY(rules, route, endShare);
    lines.find(packet.level, stress, packet.dup).numbers.push(x1, y1, x2, y2);
    if (isLost) crosses.find(0, shapeStress(stress), false).numbers.push(x2, y2);
    if (isLate(spot, now)) continue;
    const found = shapeShare(spot, now);
    const share = stress === 'family' ? (found ?? MIDDLE) : found;
    if (share === undefined || share > endShare) continue;
    const x = stretch.x(from + share * length);
    const y = top + tapeY(rules, route, share);
    const isCovered = labels.length > 0 && stress !== 'family' && isUnder(labels, x, y);
    if (isCovered) continue;
    const bin = shapes.find(packet.level, shapeStress(stress), packet.type === 'PUBLISH');
    bin.numbers.push(x, y);
    bin.types.push(packet.type);
  }
  ink.save();
  ink.beginPath();
  ink.rect(-SHAPE, top, geometry.nowX + 2 * SHAPE, height);
  ink.clip();
  drawLines(ink, palette);
  drawShapes(ink, palette);
  drawCrosses(ink, palette);
  ink.restore();
  for (const bins of [lines, shapes, crosses]) bins.clear();
}

/** Its shape has moved back to where the picture may be finished. */
function isLate({ lost, movedBack, until }: Spot, now: SimTime): boolean {
  return lost && movedBack && until <= now;
}

/** The shapes of packets that were lost before they came to them: they are drawn in every frame. */
export function drawLateShapes(ink: Ink, view: LadderView, stretch: Stretch): void {
  const { geometry, plan, focus, trailFrom, palette } = view;
  for (const spot of plan.spots.spots.overlapping(stretch.from, stretch.to)) {
    const { packet, route, from, dueAt, shareLost: share } = spot;
    if (!isLate(spot, stretch.now) || share === undefined || from < trailFrom) continue;
    const stress = stressOf(spot, focus);
    const x = stretch.x(from + share * (dueAt - from));
    const y = geometry.hops[route.place].top + tapeY(plan.spots.rules, route, share);
    if (stress !== 'family' && isUnder(stretch.labels[route.place], x, y)) continue;
    const bin = shapes.find(packet.level, shapeStress(stress), packet.type === 'PUBLISH');
    bin.numbers.push(x, y);
    bin.types.push(packet.type);
  }
  drawShapes(ink, palette);
  shapes.clear();
}

function isUnder(labels: readonly { readonly box: Box }[], x: number, y: number): boolean {
  const box = boxAround(x, y, SHAPE, SHAPE);
  return labels.some((label) => intersects(label.box, box));
}

function stressOf({ packet, crowd }: Spot, focus: string | undefined): Stress {
  if (focus !== undefined) return packet.messageUid === focus ? 'family' : 'dim';
  if (crowd < CROWDS.light) return 'plain';
  return crowd < CROWDS.faint ? 'light' : 'faint';
}

/** Shapes stay clear in a crowd. */
function shapeStress(stress: Stress): Stress {
  return stress === 'faint' || stress === 'light' ? 'plain' : stress;
}

function drawLines(ink: Ink, palette: Palette): void {
  const strength = { dim: palette.dim, faint: 0.26, light: 0.45, plain: 0.75, family: 1 };
  for (const { look, numbers } of lines.all) {
    if (numbers.length === 0) continue;
    ink.strokeStyle = levelLine(palette, look.level);
    ink.lineWidth = widthOf(look);
    ink.globalAlpha = strength[look.stress];
    ink.setLineDash(look.special ? DASH : []);
    for (let i = 0; i < numbers.length; i += 4 * LINES_AT_ONCE) {
      const end = Math.min(numbers.length, i + 4 * LINES_AT_ONCE);
      ink.beginPath();
      for (let j = i; j < end; j += 4) {
        ink.moveTo(numbers[j] as number, numbers[j + 1] as number);
        ink.lineTo(numbers[j + 2] as number, numbers[j + 3] as number);
      }
      ink.stroke();
    }
  }
  ink.setLineDash([]);
  ink.globalAlpha = 1;
}

function widthOf({ level, stress }: Look): number {
  if (stress === 'family') return LINE_STRONG;
  return level === undefined ? LINE_THIN : LINE;
}

function drawShapes(ink: Ink, palette: Palette): void {
  for (const { look, numbers, types } of shapes.all) {
    if (types.length === 0) continue;
    const { level, stress, special: filled } = look;
    ink.globalAlpha = stress === 'dim' ? palette.dim : 1;
    ink.strokeStyle = levelLine(palette, level);
    ink.fillStyle = filled ? levelFill(palette, level) : palette.canvas;
    ink.lineWidth = LINE;
    ink.beginPath();
    types.forEach((type, i) => {
      addShape(ink, type, numbers[2 * i] as number, numbers[2 * i + 1] as number);
    });
    // The ring within a ring is a line too, on the ground that the outer one fills.
    ink.fill();
    ink.stroke();
  }
  ink.globalAlpha = 1;
}

function levelFill(palette: Palette, level: Qos | undefined): string {
  return level === undefined ? palette.canvas : palette.fills[level];
}

function drawCrosses(ink: Ink, palette: Palette): void {
  ink.strokeStyle = palette.loss;
  ink.lineWidth = 2.5;
  for (const { look, numbers } of crosses.all) {
    if (numbers.length === 0) continue;
    ink.globalAlpha = look.stress === 'dim' ? palette.dim : 1;
    ink.beginPath();
    for (let i = 0; i < numbers.length; i += 2) {
      addCross(ink, numbers[i] as number, numbers[i + 1] as number);
    }
    ink.stroke();
  }
  ink.globalAlpha = 1;
}
