// Draws the ladder, left of the now line: the time axis and, through their own files, the hops'
// diagonals and the bands' bars. Everything follows from the plan and the instant.

import type { SimTime } from '../../base/time.ts';
import { axisStep, formatAxis } from '../../trace/timeAxis.ts';
import type { Ink } from './canvasShapes.ts';
import { writeText } from './canvasText.ts';
import { drawHopText, visibleLabels } from './hopText.ts';
import type { HopTiles } from './hopTiles.ts';
import { drawBands } from './ladderBands.ts';
import { type Frame, frameAt, type LadderView } from './ladderView.ts';
import type { DrawAway } from './useAwayStretches.ts';
import type { FarPicture } from './useFarPicture.ts';

/**
 * @param tiles kept by the canvas from frame to frame
 * @param far where counts are drawn instead of packets; undefined: it is not there yet
 * @param drawAway undefined: it is not there yet
 */
export function drawLadder(
  ink: Ink,
  view: LadderView,
  now: SimTime,
  pixelRatio: number,
  tiles: HopTiles,
  far?: FarPicture,
  drawAway?: DrawAway,
): void {
  const { geometry } = view;
  const frame = frameAt(view, now, pixelRatio);
  const labels = {
    upper: visibleLabels(view, frame, 'upper'),
    lower: visibleLabels(view, frame, 'lower'),
  };
  ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  ink.clearRect(0, 0, geometry.nowX, geometry.height);
  ink.lineCap = 'butt';
  ink.lineJoin = 'miter';
  drawAxis(ink, view, frame);
  if (far !== undefined && view.far !== undefined) {
    far.draw(ink, view, frame, pixelRatio);
  } else {
    drawBands(ink, view, frame, drawAway);
    tiles.draw(ink, view, frame, labels, pixelRatio);
  }
  drawHopText(ink, view, frame, labels);
}

function drawAxis(ink: Ink, view: LadderView, frame: Frame): void {
  const { geometry, palette, zoom, timeZero } = view;
  const { publishers } = geometry.bands;
  const step = axisStep(zoom);
  const first = Math.ceil((frame.since - timeZero) / step);
  const height = geometry.axisTop - publishers.top;
  ink.globalAlpha = 0.55;
  for (let i = first; ; i++) {
    const x = Math.round(frame.x(timeZero + i * step));
    if (x > geometry.nowX - 1) break;
    ink.drawImage(dots(palette.edge, height), x, publishers.top);
  }
  ink.globalAlpha = 1;
  const look = { size: 11, weight: 400, colour: palette.inkSoft, align: 'center' } as const;
  for (let i = first; ; i++) {
    const x = frame.x(timeZero + i * step);
    const text = formatAxis(i * step, step);
    const half = (text.length * 11 * palette.charShare) / 2;
    if (x + half > geometry.nowX - 6) break;
    // One that has only just its line in sight stands beside it.
    if (x >= 0) writeText(ink, palette, text, Math.max(half, x), geometry.axisTop + 14, look);
  }
}

let dotted: { readonly name: string; readonly column: HTMLCanvasElement } | undefined;

/** A column of dots, kept: as a dashed line it takes far longer to draw. */
function dots(colour: string, height: number): HTMLCanvasElement {
  const name = `${colour} ${height}`;
  if (dotted?.name === name) return dotted.column;
  const column = document.createElement('canvas');
  column.width = 1;
  column.height = height;
  const ink = column.getContext('2d');
  if (ink !== null) {
    ink.fillStyle = colour;
    for (let y = 0; y < height; y += 5) ink.fillRect(0, y, 1, 1);
  }
  dotted = { name, column };
  return column;
}
