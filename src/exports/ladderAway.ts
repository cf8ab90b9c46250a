// When nodes were not there, in a ladder's picture: their line is broken, and the broker's band is empty.

import type { NodeId } from '../trace/event.ts';
import { LINES, type Row } from './ladderRows.ts';
import type { LadderPart } from './ladderSvg.ts';
import { element } from './svg.ts';

/** px of a band with a word in it. */
const WORD_WIDTH = 48;

export function drawAway(
  { index, colours }: LadderPart,
  row: Row,
  above: readonly NodeId[],
): string {
  const { ink, canvas } = colours;
  let drawn = '';
  for (const { node, from, until } of index.absences.overlapping(row.from, row.to)) {
    const left = row.x(Math.max(from, row.from));
    const right = row.x(Math.min(until ?? row.to, row.to));
    const lines = linesOf(node, above, index.subscribers);
    const [y, height] = [row.top + LINES.brokerTop, LINES.brokerBottom - LINES.brokerTop];
    if (right <= left) continue;
    if (node === 'broker') {
      drawn += element('rect', { x: left, y, width: right - left, height, fill: canvas });
    }
    for (const line of lines) {
      const d = `M${left} ${row.top + line}H${right}`;
      drawn += element('path', { d, stroke: canvas, 'stroke-width': 2, 'stroke-dasharray': '4 2' });
    }
    if (node === 'broker' && right - left > WORD_WIDTH) {
      const place = { x: (left + right) / 2, y: y + 12, 'text-anchor': 'middle' };
      drawn += element('text', { ...place, 'font-size': 11, fill: ink }, 'crashed');
    }
  }
  return drawn;
}

/** None where several share one, and others may be there. */
function linesOf(
  node: NodeId,
  above: readonly NodeId[],
  below: ReadonlySet<NodeId>,
): readonly number[] {
  if (node === 'broker') return [LINES.brokerTop, LINES.brokerBottom];
  if (below.has(node)) return below.size === 1 ? [LINES.subscribers] : [];
  return above.length === 1 ? [LINES.publishers] : [];
}
