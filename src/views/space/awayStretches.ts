// Draws the stretches in which nodes were not there: the band is hatched, with the cause at the
// beginning. In ink and edges alone, so that it is the same in every theme and in forced colours.

import { AWAY_TEXT, type PlacedAway, placeAway } from './awayBoxes.ts';
import type { PlacedBars } from './barBoxes.ts';
import type { Ink } from './canvasShapes.ts';
import type { BandPlace } from './cast.ts';
import { drawText, type Frame, type LadderView } from './ladderView.ts';

const PITCH = 6;
const HATCH = 0.6;
const EDGE = 2;

/** Draws a band's stretches under its bars. @returns what draws their labels over them */
export function drawAway(
  ink: Ink,
  view: LadderView,
  frame: Frame,
  place: BandPlace,
  bars: PlacedBars,
): () => void {
  const away = placeAway(view, frame, place, bars);
  const { top } = view.geometry.bands[place];
  for (const one of away) drawStretch(ink, view, frame, one, top);
  return () => drawLabels(ink, view, away, top);
}

function drawStretch(
  ink: Ink,
  { palette }: LadderView,
  frame: Frame,
  { box, begins }: PlacedAway,
  bandTop: number,
): void {
  // The hatching goes along with the tape.
  const phase = ((frame.shift % PITCH) + PITCH) % PITCH;
  const { left, right } = box;
  const [top, height] = [bandTop + box.top, box.bottom - box.top];
  ink.fillStyle = palette.canvas;
  ink.fillRect(left, top, right - left, height);
  ink.save();
  ink.translate(phase, 0);
  ink.globalAlpha = HATCH;
  ink.fillStyle = hatching(ink, palette.edge);
  ink.fillRect(left - phase, top, right - left, height);
  ink.restore();
  ink.fillStyle = palette.ink;
  if (begins) ink.fillRect(left - EDGE / 2, top, EDGE, height);
}

function drawLabels(
  ink: Ink,
  { palette }: LadderView,
  away: readonly PlacedAway[],
  top: number,
): void {
  for (const { label } of away) {
    if (label === undefined) continue;
    const { text, box } = label;
    const moved = { ...box, top: box.top + top, bottom: box.bottom + top };
    drawText(ink, palette, text, moved, { size: AWAY_TEXT, weight: 600, colour: palette.ink });
  }
}

let hatched: { readonly colour: string; readonly pattern: CanvasPattern } | undefined;

/** Kept: lines drawn one by one take longer. */
function hatching(ink: Ink, colour: string): CanvasPattern | string {
  if (hatched?.colour === colour) return hatched.pattern;
  const tile = document.createElement('canvas');
  tile.width = PITCH;
  tile.height = PITCH;
  const lines = tile.getContext('2d');
  if (lines === null) return 'transparent';
  lines.strokeStyle = colour;
  lines.beginPath();
  for (const x of [-PITCH, 0, PITCH]) {
    lines.moveTo(x - 1, PITCH + 1);
    lines.lineTo(x + PITCH + 1, -1);
  }
  lines.stroke();
  const pattern = ink.createPattern(tile, 'repeat');
  if (pattern === null) return 'transparent';
  hatched = { colour, pattern };
  return pattern;
}
