// What the ladder's drawing needs to know, an instant of it, and how its text is written.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, NodeId, PacketUid } from '../../trace/event.ts';
import type { Marks } from '../../trace/runMarks.ts';
import type { Box } from './boxes.ts';
import type { Ink } from './canvasShapes.ts';
import { type TextLook, writeText } from './canvasText.ts';
import type { FamilyLabels } from './family.ts';
import { type Geometry, ladderSpan } from './geometry.ts';
import type { Palette } from './palette.ts';
import type { SpacePlan } from './plan.ts';

export interface LadderView {
  readonly plan: SpacePlan;
  readonly geometry: Geometry;
  readonly palette: Palette;
  /** Px for a virtual second. */
  readonly zoom: number;
  /** Nothing before this instant is drawn. */
  readonly trailFrom: SimTime;
  /** The axis counts from here. */
  readonly timeZero: SimTime;
  readonly focus: MessageUid | undefined;
  /** It has a mark of its own. */
  readonly selected?: PacketUid | undefined;
  /** What it keeps and gets stands out, where no message does. */
  readonly focusNode?: NodeId | undefined;
  readonly labels: FamilyLabels | undefined;
  readonly big: boolean;
  /** More happens than lines can show: counts are drawn, from these. */
  readonly far?: Marks | undefined;
}

/** What is drawn at an instant, and what stretch of time is seen. */
export interface Frame {
  readonly now: SimTime;
  /** The left edge, or where the trail begins. */
  readonly since: SimTime;
  /** Where instant 0 is: added to a place on the tape it gives the place on the screen. */
  readonly shift: number;
  x(at: number): number;
}

/** @param pixelRatio the tape moves by whole pixels of the screen, so that what is drawn can be kept */
export function frameAt(view: LadderView, now: SimTime, pixelRatio: number): Frame {
  const { geometry, zoom, trailFrom } = view;
  const edge = now - ladderSpan(geometry, zoom);
  const pxPerUs = zoom / 1_000_000;
  const shift = Math.round((geometry.nowX - now * pxPerUs) * pixelRatio) / pixelRatio;
  return {
    now,
    since: Math.max(edge, trailFrom) as SimTime,
    shift,
    x: (at) => at * pxPerUs + shift,
  };
}

/** A label on the sheet's colour, so that lines under it do not disturb. */
export function drawText(
  ink: Ink,
  palette: Palette,
  text: string,
  box: Box,
  look: TextLook,
  strength = 1,
): void {
  ink.fillStyle = palette.canvas;
  ink.globalAlpha = 0.82;
  ink.fillRect(box.left - 2, box.top + 1, box.right - box.left + 4, box.bottom - box.top - 2);
  ink.globalAlpha = strength;
  writeText(ink, palette, text, box.left, (box.top + box.bottom) / 2, look);
  ink.globalAlpha = 1;
}
