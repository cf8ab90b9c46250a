// The text in the hops: the labels of the focused family, and the word beside a cross.

import { type Box, intersects } from './boxes.ts';
import type { Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import { drawText, type Frame, type LadderView } from './ladderView.ts';
import { LOST_WORD, type Spot, tapeY } from './spots.ts';

/** Text ends before the now line. */
const NOW_GAP = 4;

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
    drawLostWords(ink, view, frame, spots, place, labels[place]);
    ink.font = palette.font(big ? 13 : 11, 600);
    for (const { box, text, lost } of labels[place]) {
      drawText(ink, text, box, lost ? palette.loss : palette.ink, palette.canvas);
    }
    ink.restore();
  }
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
  const { geometry, palette, plan, focus, trailFrom } = view;
  const { top } = geometry.hops[place];
  ink.font = palette.font(11, 400);
  for (const { packet, route, from, dueAt, until, lost, saysLostUntil } of spots) {
    if (!lost || until > frame.now || from < trailFrom) continue;
    if (saysLostUntil === undefined || saysLostUntil <= frame.now) continue;
    if (route.place !== place || (focus !== undefined && packet.messageUid === focus)) continue;
    const y = top + tapeY(plan.spots.rules, route, (until - from) / (dueAt - from));
    const left = frame.x(until) + LOST_WORD.left;
    const half = LOST_WORD.height / 2;
    const box = { left, top: y - half, right: left + LOST_WORD.width, bottom: y + half };
    if (box.right > geometry.nowX - NOW_GAP) continue;
    if (labels.some((label) => intersects(label.box, box))) continue;
    const strength = focus === undefined ? 1 : palette.dim * 1.6;
    drawText(ink, 'lost', box, palette.loss, palette.canvas, strength);
  }
}

export interface SeenLabel {
  readonly box: Box;
  readonly text: string;
  readonly lost: boolean;
}

/** The family's labels on the screen: from the moment on when they are wholly left of the now line. */
export function visibleLabels(
  view: LadderView,
  frame: Frame,
  place: HopPlace,
): readonly SeenLabel[] {
  const { geometry, labels } = view;
  if (labels === undefined) return [];
  const { top } = geometry.hops[place];
  const { shift } = frame;
  const seen: SeenLabel[] = [];
  for (const { label, box } of labels[place]) {
    if (box.right + shift > geometry.nowX - NOW_GAP || box.right + shift < 0) continue;
    const moved = {
      left: box.left + shift,
      right: box.right + shift,
      top: box.top + top,
      bottom: box.bottom + top,
    };
    seen.push({ box: moved, ...label });
  }
  return seen;
}
