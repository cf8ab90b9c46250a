// What the columns' heights mean, at the ladder's left edge.

import type { Ink } from './canvasShapes.ts';
import { keptRoom, sentLine } from './farColumns.ts';
import type { FarScale } from './farScale.ts';
import { drawText, type LadderView } from './ladderView.ts';

const SIZE = 11;
const HEIGHT = 14;
const LEFT = 4;

export function drawFarText(ink: Ink, { geometry, palette }: LadderView, scale: FarScale): void {
  const { bands, hops } = geometry;
  function write(text: string, top: number): void {
    const right = LEFT + text.length * SIZE * palette.charShare;
    const box = { left: LEFT, top, right, bottom: top + HEIGHT };
    drawText(ink, palette, text, box, { size: SIZE, weight: 400, colour: palette.inkSoft });
  }
  for (const place of ['upper', 'lower'] as const) {
    const row = hops[place];
    write(`${short(scale.perSec)} packets/s`, row.top + 2);
    write('lost', sentLine(row) + 3);
  }
  for (const place of ['publishers', 'broker', 'subscribers'] as const) {
    const row = bands[place];
    write(`${short(scale.kept[place])} stored`, row.top + 2);
    if (scale.queued[place] <= 1) continue;
    write(`${short(scale.queued[place])} queued`, keptRoom(place, row, true).line + 2);
  }
}

/** `500`, `2k`. */
function short(n: number): string {
  return n < 1000 ? `${n}` : `${n / 1000}k`;
}
