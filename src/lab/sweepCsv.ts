// A sweep as a table for other programs: a line for each point, with the figure that was asked for, its
// interval and its formula, and then every figure.

import { MEASURE_NAMES } from './measures.ts';
import type { Sweep, SweepPoint } from './summary.ts';

/** @param theory what a formula says of a point, where there is one */
export function formatCsv(sweep: Sweep, theory: (point: SweepPoint) => number | undefined): string {
  const { x, y, measure, points } = sweep;
  const place = y === undefined ? [x.name] : [x.name, y.name];
  const head = [...place, 'level', 'runs', measure, 'low', 'high', 'formula'];
  const others = MEASURE_NAMES.filter((name) => name !== measure);
  const rows = points.map((point) => [
    point.x,
    ...(y === undefined ? [] : [point.y]),
    point.level,
    point.replications,
    point.metrics[measure],
    point.low,
    point.high,
    theory(point),
    ...others.map((name) => point.metrics[name]),
  ]);
  const lines = [[...head, ...others], ...rows].map((row) => row.map(showField).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function showField(value: number | string | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
