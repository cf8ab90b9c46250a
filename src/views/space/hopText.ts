// What is written over the hops: the labels of the focused family, the word beside a cross, and the mark
// of the selected packet.

import { type Box, boxAround, intersects, movedBy } from './boxes.ts';
import type { Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import { drawText, type Frame, type LadderView } from './ladderView.ts';
import { crossCount, lostWordBox, type Spot, shapeShare, tapeY } from './spot.ts';
import { wayShare, wayTime } from './spotWay.ts';

/** Text ends before the now line. */
const NOW_GAP = 4;
/** The mark of the selected packet. */
const SELECTED = { width: 22, height: 18 };
/** Room at the left, where it is said what columns' heights mean. */
const FAR_TEXT = 110;

export function drawHopText(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  labels: Readonly<Record<HopPlace, readonly SeenLabel[]>>,
): void {
  const { palette, plan, geometry, big } = view;
  const spots = plan.spots.spots.overlapping(frame.since, frame.now);
  for (const place of ['upper', 'lower'] as const) {
    const { top, height } = geometry.hops[place];
    ink.save();
    ink.beginPath();
    ink.rect(0, top, geometry.nowX, height);
    ink.clip();
    if (view.far === undefined) drawLostWords(ink, view, frame, spots, place, labels[place]);
    for (const { box, text, lost } of labels[place]) {
      const colour = lost ? palette.loss : palette.ink;
      drawText(ink, palette, text, box, { size: big ? 13 : 11, weight: 600, colour });
    }
    ink.restore();
  }
  ink.strokeStyle = palette.ink;
  ink.lineWidth = 2;
  for (const { left, top, right, bottom } of selectedBoxes(view, frame)) {
    ink.strokeRect(left, top, right - left, bottom - top);
  }
}

/** Around the shape of the selected packet; where that has none, around the end of its line. */
export function selectedBoxes({ geometry, plan, selected, far }: LadderView, frame: Frame): Box[] {
  if (selected === undefined || far !== undefined) return [];
  const boxes: Box[] = [];
  for (const { name } of plan.index.flightsOf(selected)) {
    const spot = plan.spots.spotOf(name);
    if (spot === undefined || spot.from > frame.now) continue;
    const end = wayShare(spot, Math.min(frame.now, spot.until));
    const share = Math.min(shapeShare(spot, frame.now) ?? end, end);
    const y = geometry.hops[spot.route.place].top + tapeY(plan.spots.rules, spot.route, share);
    boxes.push(boxAround(frame.x(wayTime(spot, share)), y, SELECTED.width, SELECTED.height));
  }
  return boxes;
}

/** The word beside a cross, for those of no focused family. */
function drawLostWords(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  spots: readonly Spot[],
  place: HopPlace,
  labels: readonly SeenLabel[],
): void {
  const { palette, focus } = view;
  const look = { size: 11, weight: 400, colour: palette.loss };
  for (const spot of spots) {
    const box = spot.route.place === place ? seenWord(view, frame, spot, labels) : undefined;
    if (box === undefined) continue;
    const strength = focus === undefined ? 1 : palette.dim * 1.6;
    const n = crossCount(spot, frame.now);
    drawText(ink, palette, n > 1 ? `×${n}` : 'lost', box, look, strength);
  }
}

/** Where the word beside a cross stands on the screen; undefined: it is not there. */
export function seenWord(
  { geometry, plan, focus, trailFrom }: LadderView,
  frame: Frame,
  spot: Spot,
  labels: readonly { readonly box: Box }[],
): Box | undefined {
  const { packet, route, from, until, lost, saysLostUntil } = spot;
  if (!lost || until > frame.now || from < trailFrom) return undefined;
  if (saysLostUntil === undefined || saysLostUntil <= frame.now) return undefined;
  if (focus !== undefined && packet.messageUid === focus) return undefined;
  const { top } = geometry.hops[route.place];
  const box = movedBy(lostWordBox(plan.spots.rules, spot), frame.shift, top);
  const isHidden = labels.some((label) => intersects(label.box, box));
  return isHidden || box.right > geometry.nowX - NOW_GAP ? undefined : box;
}

export interface SeenLabel {
  readonly box: Box;
  readonly text: string;
  readonly lost: boolean;
}

/** The family's labels on the screen: while they are wholly left of the now line, and not cut off. */
export function visibleLabels(
  view: LadderView,
  frame: Frame,
  place: HopPlace,
): readonly SeenLabel[] {
  const { geometry, labels } = view;
  if (labels === undefined) return [];
  const { top } = geometry.hops[place];
  const { shift } = frame;
  const left = view.far === undefined ? 0 : FAR_TEXT;
  const seen: SeenLabel[] = [];
  for (const { label, box } of labels[place]) {
    // Whole, or not at all.
    if (box.right + shift > geometry.nowX - NOW_GAP || box.left + shift < left) continue;
    seen.push({ box: movedBy(box, shift, top), ...label });
  }
  return seen;
}
