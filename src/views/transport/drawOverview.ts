// Draws the overview's marks: a column of pixels for each stretch of the run, whatever happened in it.

import type { TimedCommand } from '../../scenario/scenario.ts';
import type { Mark, RunMarks } from '../../trace/runMarks.ts';
import type { Palette } from '../space/palette.ts';

interface OverviewView {
  readonly marks: Pick<RunMarks, 'count'>;
  readonly commands: readonly TimedCommand[];
  /** The strip's right end, in µs. */
  readonly end: number;
  readonly palette: Palette;
  /** Px of the strip. */
  readonly width: number;
  readonly height: number;
}

/** Px: a mark is at least as wide, so that one alone is seen. */
const MARK_WIDTH = 2;
/** From the top, as shares of the strip's height. */
const ROWS: Readonly<
  Record<Exclude<Mark, 'fault'> | 'command', { readonly top: number; readonly height: number }>
> = {
  secondCopy: { top: 0.08, height: 0.36 },
  packetLost: { top: 0.66, height: 0.2 },
  messageLost: { top: 0.48, height: 0.38 },
  command: { top: 0.9, height: 0.1 },
};
/** Of a crash or a cut: a broken line through all of the strip. */
const BROKEN = { dash: 4, pitch: 6 };
/** Where there are marks everywhere, those of many are stronger than those of few. */
const WEAKEST = 0.35;

export function drawOverview(canvas: HTMLCanvasElement, view: OverviewView): void {
  const { marks, commands, end, palette, width, height } = view;
  const ink = canvas.getContext('2d');
  if (ink === null) return;
  const pixelRatio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  ink.clearRect(0, 0, width, height);

  function put(x: number, { top, height: share }: { top: number; height: number }): void {
    ink?.fillRect(x, Math.round(top * height), MARK_WIDTH, Math.round(share * height));
  }

  function columnsOf(mark: Mark): readonly number[] {
    return Array.from({ length: Math.floor(width / MARK_WIDTH) }, (_, i) => {
      const at = (x: number) => (x * MARK_WIDTH * end) / width;
      return marks.count(mark, at(i), at(i + 1));
    });
  }

  ink.fillStyle = palette.inkSoft;
  const { dash, pitch } = BROKEN;
  columnsOf('fault').forEach((n, i, all) => {
    // One that is counted in two columns is one line.
    if (n === 0 || all[i - 1]) return;
    for (let y = 0; y < height; y += pitch) ink.fillRect(i * MARK_WIDTH, y, MARK_WIDTH, dash);
  });
  for (const mark of ['packetLost', 'messageLost', 'secondCopy'] as const) {
    const columns = columnsOf(mark);
    const most = columns.reduce((max, n) => Math.max(max, n), 1);
    ink.fillStyle = mark === 'secondCopy' ? palette.dup : palette.loss;
    columns.forEach((n, i) => {
      if (n === 0) return;
      ink.globalAlpha = most < 4 ? 1 : WEAKEST + (1 - WEAKEST) * (n / most);
      put(i * MARK_WIDTH, ROWS[mark]);
    });
  }
  ink.globalAlpha = 1;
  ink.fillStyle = palette.ink;
  for (const { at } of commands) put((at / end) * width - 1, ROWS.command);
}
