// What stands still in a ladder's picture: the lines of publishers, broker and subscribers with their
// names and the stretches in which they were not there, and the numbers of time.

import type { NodeId } from '../trace/event.ts';
import { axisStep, formatAxis } from '../trace/timeAxis.ts';
import { drawAway } from './ladderAway.ts';
import { AXIS, LINES, MARGIN, type Row } from './ladderRows.ts';
import type { LadderPart } from './ladderSvg.ts';
import { element, short, text } from './svg.ts';

const NAME_LETTERS = 12;

export function drawBands(part: LadderPart, row: Row): string {
  const { index, colours } = part;
  const { publishers, brokerTop, brokerBottom, subscribers } = LINES;
  const [left, right] = [MARGIN.left, row.x(row.to)];
  const rule = (y: number) =>
    element('path', {
      d: `M${left} ${row.top + y}H${short(right)}`,
      stroke: colours.inkSoft,
      'stroke-width': 1,
    });
  const name = (says: string, y: number) =>
    element(
      'text',
      {
        x: left - 10,
        y: row.top + y + 4,
        'text-anchor': 'end',
        'font-size': 12,
        fill: colours.ink,
      },
      text(says),
    );
  const above = [...index.publishers].filter((node) => !index.subscribers.has(node));
  return [
    element('rect', {
      x: left,
      y: row.top + brokerTop,
      width: right - left,
      height: brokerBottom - brokerTop,
      fill: colours.rule,
      'fill-opacity': 0.5,
    }),
    ...[publishers, brokerTop, brokerBottom, subscribers].map(rule),
    drawAway(part, row, above),
    name(nameOf(above, 'publishers'), publishers),
    name('broker', (brokerTop + brokerBottom) / 2),
    name(nameOf([...index.subscribers], 'subscribers'), subscribers),
  ].join('');
}

/** The one, or how many there are. */
function nameOf(nodes: readonly NodeId[], plural: string): string {
  const [first] = nodes;
  if (nodes.length > 1) return `${nodes.length} ${plural}`;
  if (first === undefined) return '';
  return first.length > NAME_LETTERS ? `${first.slice(0, NAME_LETTERS - 1)}…` : first;
}

export function drawAxis({ colours }: LadderPart, row: Row, zoom: number): string {
  const step = axisStep(zoom);
  const marks: string[] = [];
  for (let i = Math.ceil(row.from / step); i * step <= row.to; i++) {
    const x = row.x(i * step);
    const [top, bottom] = [row.top + LINES.publishers, row.top + AXIS - 12];
    marks.push(
      element('path', {
        d: `M${Math.round(x)} ${top}V${bottom}`,
        stroke: colours.rule,
        'stroke-dasharray': '1 4',
      }),
      element(
        'text',
        {
          x,
          y: row.top + AXIS,
          'text-anchor': 'middle',
          'font-size': 11,
          fill: colours.inkSoft,
        },
        formatAxis(i * step, step),
      ),
    );
  }
  return marks.join('');
}
