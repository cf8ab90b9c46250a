// The diagonals of a stretch of the hops, with their shapes and crosses. A diagonal ends at the now
// line, where its packet is the pen.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, Qos } from '../../trace/event.ts';
import { Bins, type Look, type Stress } from './bins.ts';
import { type Box, boxAround, intersects } from './boxes.ts';
import { addCross, addShape, type Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import type { LadderView } from './ladderView.ts';
import { levelLine, type Palette } from './palette.ts';
import { crossCount, isCrossOf, isLate, type Spot, shapeShare, tapeY } from './spot.ts';
import { wayCorners, wayShare, wayTime } from './spotWay.ts';
import { penShare } from './trackWay.ts';

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
const SHAPE = 16;
/** Px before the now line where a line turns to its pen: less than what is drawn in every frame. */
const TURN = 26;
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
    const endShare = dueAt > from ? wayShare(spot, end) : 1;
    const x2 = stretch.x(end);
    const y2 = top + tapeY(rules, route, endShare);
    const { numbers } = lines.find(packet.level, stress, packet.dup);
    const isLive = end === now && !isLost && now < dueAt && !plan.rules.stepped;
    if (isLive) addLiveLine(numbers, view, stretch, spot, endShare);
    else addLine(numbers, view, stretch, spot, end);
    if (crossCount(spot, stretch.to) > 0 && !isCovered(spot, focus, labels, x2, y2)) {
      const isDim = focus !== undefined && !isCrossOf(spot, focus, stretch.to);
      crosses.find(0, isDim ? 'dim' : 'plain', false).numbers.push(x2, y2);
    }
    if (isLate(spot, now)) continue;
    const share = shapeShare(spot, now);
    if (share === undefined || share > endShare) continue;
    const x = stretch.x(wayTime(spot, share));
    const y = top + tapeY(rules, route, share);
    if (isCovered(spot, focus, labels, x, y)) continue;
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

/** Its end leads to the middle of its pen, which stands on the hop with its whole height. */
function addLiveLine(
  numbers: number[],
  view: LadderView,
  stretch: Stretch,
  spot: Spot,
  share: number,
): void {
  const { geometry, plan } = view;
  const { rules } = plan.spots;
  const { top } = geometry.hops[spot.route.place];
  const turn = Math.max(spot.from, stretch.now - TURN / rules.pxPerUs);
  addLine(numbers, view, stretch, spot, turn);
  const pen = penShare(plan.glyphTracks.rules, share);
  const y = (at: number) => top + tapeY(rules, spot.route, at);
  numbers.push(stretch.x(turn), y(wayShare(spot, turn)), stretch.x(stretch.now), y(pen));
}

/** A diagonal up to `end`, with a corner wherever its packet was held up. */
function addLine(
  numbers: number[],
  { geometry, plan }: LadderView,
  stretch: Stretch,
  spot: Spot,
  end: number,
): void {
  const { route, from, dueAt, bends } = spot;
  const { top } = geometry.hops[route.place];
  const y = (share: number) => top + tapeY(plan.spots.rules, route, share);
  if (bends.length === 0) {
    const endShare = dueAt > from ? wayShare(spot, end) : 1;
    numbers.push(stretch.x(from), y(0), stretch.x(end), y(endShare));
    return;
  }
  const corners = wayCorners(spot, end);
  corners.slice(1).forEach(([at, share], i) => {
    const [lastAt, lastShare] = corners[i] as (typeof corners)[number];
    numbers.push(stretch.x(lastAt), y(lastShare), stretch.x(at), y(share));
  });
}

/** Shapes that have moved back behind their pens: they are drawn in every frame. */
export function drawLateShapes(ink: Ink, view: LadderView, stretch: Stretch): void {
  const { geometry, plan, focus, trailFrom, palette } = view;
  for (const spot of plan.spots.spots.overlapping(stretch.from, stretch.to)) {
    const { packet, route, from } = spot;
    if (from > stretch.now || from < trailFrom || !isLate(spot, stretch.now)) continue;
    const share = shapeShare(spot, stretch.now);
    if (share === undefined) continue;
    const stress = stressOf(spot, focus);
    const x = stretch.x(wayTime(spot, share));
    const y = geometry.hops[route.place].top + tapeY(plan.spots.rules, route, share);
    if (isCovered(spot, focus, stretch.labels[route.place], x, y)) continue;
    const bin = shapes.find(packet.level, shapeStress(stress), packet.type === 'PUBLISH');
    bin.numbers.push(x, y);
    bin.types.push(packet.type);
  }
  drawShapes(ink, palette);
  shapes.clear();
}

/** A family's label hides what stands there of other packets. */
export function isCovered(
  { packet }: Spot,
  focus: MessageUid | undefined,
  labels: readonly { readonly box: Box }[],
  x: number,
  y: number,
): boolean {
  if (labels.length === 0 || packet.messageUid === focus) return false;
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
