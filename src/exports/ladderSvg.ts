// A stretch of a run's ladder as a picture that stands by itself: SVG without styles, scripts or fonts of
// its own, so that it looks the same in a document, in print and inside another page.

import type { MessageUid } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { LADDER_COLOURS, type LadderColours, type Theme } from './ladderColours.ts';
import { drawAxis, drawBands } from './ladderFrame.ts';
import { legendOf } from './ladderLegend.ts';
import { drawMessages } from './ladderMessages.ts';
import { drawPackets } from './ladderPackets.ts';
import { ROW_HEIGHT, rowsOf } from './ladderRows.ts';
import type { Span } from './span.ts';
import { element, text } from './svg.ts';

export interface LadderOptions {
  /** Its ends are finite. */
  readonly span: Span;
  readonly theme: Theme;
  /** px; at least 480. */
  readonly width: number;
  readonly title: string;
  /** What the run is of, such as its network and seed: a line below the title. */
  readonly conditions: string;
  /** Where the run is to be had; in the description. */
  readonly link?: string | undefined;
  /** The message whose packets stand out and have labels; absent: all have, as far as there is room. */
  readonly focus?: MessageUid | undefined;
}

/** What is drawn in, of a part of the picture. */
export interface LadderPart {
  readonly index: TraceIndex;
  readonly colours: LadderColours;
  readonly focus: MessageUid | undefined;
  /** px of the whole picture. */
  readonly width: number;
}

/** With more packets than these nobody could tell one from another. */
export const LADDER_PACKETS_MAX = 3000;
const WIDTH_MIN = 480;
const HEAD = 56;
/** System fonts: a picture that stands by itself may fetch none. */
const FONT = 'system-ui, sans-serif';
export const FONT_DATA = 'ui-monospace, Consolas, monospace';

/** @returns undefined when there are more than `LADDER_PACKETS_MAX` packets in the span */
export function formatLadderSvg(index: TraceIndex, options: LadderOptions): string | undefined {
  const { span, theme, title, conditions, link, focus } = options;
  const flights = index.flights.overlapping(span.from, span.to);
  if (flights.length > LADDER_PACKETS_MAX) return undefined;
  const width = Math.max(WIDTH_MIN, Math.floor(options.width));
  const rows = rowsOf(flights, span, width, HEAD);
  const colours = LADDER_COLOURS[theme];
  const bottom = HEAD + rows.all.length * ROW_HEIGHT;
  const legend = legendOf(colours, width, bottom);
  const height = bottom + legend.height;
  const part: LadderPart = { index, colours, focus, width };
  const drawn = rows.all.map((row) =>
    [
      drawBands(part, row),
      drawAxis(part, row, rows.zoom),
      drawPackets(part, row),
      drawMessages(part, row),
    ].join('\n'),
  );
  const says = [conditions, ...(link === undefined ? [] : [link])].join(' ');
  const parts = [
    element('title', {}, text(title)),
    element('desc', {}, text(says)),
    element('rect', { width, height, fill: colours.canvas }),
    line(title, 26, { fill: colours.ink, 'font-size': 17, 'font-weight': 650 }),
    line(conditions, 46, { fill: colours.inkSoft, 'font-size': 12 }),
    ...drawn,
    legend.drawn,
  ];
  const box = { width, height, viewBox: `0 0 ${width} ${height}` };
  const look = { xmlns: 'http://www.w3.org/2000/svg', role: 'img', 'font-family': FONT };
  return `${element('svg', { ...look, ...box }, `\n${parts.join('\n')}\n`)}\n`;
}

function line(says: string, y: number, look: Readonly<Record<string, string | number>>): string {
  return element('text', { x: 16, y, ...look }, text(says));
}
