// A stretch of the hops with more packets than lines can show, such as minutes of a busy run on one
// screen: columns as tall as there are packets in them, by level, and below them what was lost. Their
// cost is the screen's, not the traffic's.

import type { SimTime } from '../../base/time.ts';
import type { Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import { drawHopMarks, type Stretch } from './hopMarks.ts';
import type { LadderView } from './ladderView.ts';
import { levelLine } from './palette.ts';
import type { Spot } from './spot.ts';

/** Packets for a px of tape from which on lines are a grey mass. */
const DENSE = 3;
const COLUMN = 3;
/** Packets of a column that fill half of the hop's height; it never fills quite. */
const HALF = 12;
const LEVELS = [0, 1, 2, undefined] as const;
const LOSS_SHARE = 0.3;

/** Draws it as lines, or, where they are too many, as columns. */
export function drawStretch(ink: Ink, view: LadderView, stretch: Stretch): void {
  const spots = view.plan.spots.spots.overlapping(stretch.from, stretch.to);
  const width = stretch.x(stretch.to) - stretch.x(stretch.from);
  if (width <= 0 || spots.length < DENSE * width) {
    drawHopMarks(ink, view, stretch);
    return;
  }
  for (const place of ['upper', 'lower'] as const) drawColumns(ink, view, stretch, spots, place);
  drawFamily(ink, view, stretch);
}

/** Packets stand in the column of their sending, losses in that of the instant. */
function drawColumns(
  ink: Ink,
  view: LadderView,
  stretch: Stretch,
  spots: readonly Spot[],
  place: HopPlace,
): void {
  const { geometry, palette, focus, trailFrom } = view;
  const { top, height } = geometry.hops[place];
  const columns = new Map<number, { readonly sent: number[]; lost: number }>();
  // Columns stand still on the tape, so that neighbouring pictures fit together.
  const origin = stretch.x(0);
  function columnAt(at: number) {
    const i = Math.floor((stretch.x(at) - origin) / COLUMN);
    const known = columns.get(i);
    if (known !== undefined) return known;
    const column = { sent: [0, 0, 0, 0], lost: 0 };
    columns.set(i, column);
    return column;
  }
  for (const { packet, route, from, until, lost } of spots) {
    if (route.place !== place || from < trailFrom || from > stretch.to) continue;
    const { sent } = columnAt(from);
    const level = packet.level ?? 3;
    sent[level] = (sent[level] ?? 0) + 1;
    if (lost && until <= stretch.to) columnAt(until).lost++;
  }
  const room = height * (1 - LOSS_SHARE);
  for (const [i, { sent, lost }] of columns) {
    const x = i * COLUMN + origin;
    let y = top + room;
    const all = sent.reduce((sum, n) => sum + n, 0);
    ink.globalAlpha = focus === undefined ? 0.75 : palette.dim;
    for (const level of LEVELS) {
      const n = sent[level ?? 3] ?? 0;
      const tall = (room * n) / (all + HALF);
      ink.fillStyle = levelLine(palette, level);
      ink.fillRect(x, y - tall, COLUMN - 1, tall);
      y -= tall;
    }
    ink.fillStyle = palette.loss;
    ink.fillRect(x, top + room + 2, COLUMN - 1, (height * LOSS_SHARE * lost) / (lost + HALF / 3));
  }
  ink.globalAlpha = 1;
}

/** The focused family stays lines. */
function drawFamily(ink: Ink, view: LadderView, stretch: Stretch): void {
  const { geometry, palette, plan, focus } = view;
  ink.lineWidth = 2.5;
  for (const { packet, from, until, dueAt } of plan.familyOf(focus)) {
    if (from > stretch.to || until < stretch.from) continue;
    const { place, down } = plan.routeOf(packet);
    const { top, height } = geometry.hops[place];
    const y = (share: number) => top + (down ? share : 1 - share) * height;
    const end = Math.min(until, stretch.to) as SimTime;
    ink.strokeStyle = levelLine(palette, packet.level);
    ink.beginPath();
    ink.moveTo(stretch.x(from), y(0));
    ink.lineTo(stretch.x(end), y(dueAt > from ? (end - from) / (dueAt - from) : 1));
    ink.stroke();
  }
}
