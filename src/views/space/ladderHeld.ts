// What TCP holds back behind a gap: a dashed line each, at the end of the hop, from the arrival of its
// segment to the instant at which it is handed on.

import type { Ink } from './canvasShapes.ts';
import type { HeldSpan } from './heldPlan.ts';
import type { Frame, LadderView } from './ladderView.ts';
import { levelLine } from './palette.ts';

const ROWS_MAX = 4;
const PITCH = 4;
/** From the receiver's band to the first line. */
const GAP = 4;
const DASH = [4, 2.5];
const LINE = 2;
/** At its end, where it is handed on. */
const END = 5;

export function drawHeld(ink: Ink, view: LadderView, frame: Frame): void {
  const { plan, geometry, palette, focus, trailFrom } = view;
  ink.lineWidth = LINE;
  for (const span of plan.held.spans.overlapping(frame.since, frame.now)) {
    if (span.row >= ROWS_MAX || span.from > frame.now || span.from < trailFrom) continue;
    const y = heldY(span, geometry.hops[span.place]);
    const end = span.until !== undefined && span.until <= frame.now ? span.until : undefined;
    const right = frame.x(end ?? frame.now);
    const isDim = focus !== undefined && span.messageUid !== focus;
    ink.globalAlpha = isDim ? palette.dim : 1;
    ink.strokeStyle = levelLine(palette, span.level);
    ink.setLineDash(DASH);
    ink.beginPath();
    ink.moveTo(frame.x(span.from), y);
    ink.lineTo(right, y);
    ink.stroke();
    if (end === undefined) continue;
    ink.setLineDash([]);
    ink.beginPath();
    ink.moveTo(right, y - END / 2);
    ink.lineTo(right, y + END / 2);
    ink.stroke();
  }
  ink.setLineDash([]);
  ink.globalAlpha = 1;
}

/** Away from the receiver, row by row. */
function heldY(
  { down, row }: HeldSpan,
  { top, height }: { readonly top: number; readonly height: number },
): number {
  const away = GAP + row * PITCH;
  return down ? top + height - away : top + away;
}
