// A sweep as files for other programs, each with what it was: a table with a line for each point, and JSON.
// The command and the page write the same bytes.

import type { Theory } from './forms.ts';
import { MEASURE_NAMES } from './measures.ts';
import type { Sweep, SweepPoint } from './summary.ts';
import { recordOf, type SweepRecord, sayRecord } from './sweepRecord.ts';

/** One figure of a sweep, and what theory says of it. */
export interface SweptFigure {
  readonly theory: Theory;
  readonly sweep: Sweep;
}

/** The figure that is asked for, and others of the same runs. */
export type SweptFigures = readonly [SweptFigure, ...SweptFigure[]];

export function recordOfFigures([{ theory, sweep }, ...others]: SweptFigures): SweepRecord {
  const also = others.map((other) => other.sweep.measure);
  return recordOf(theory.plan, sweep.measure, also);
}

/**
 * Comment lines that say what it is; then a head, and a line for each point: each figure that was asked
 * for with its interval and its formula, and every other figure.
 */
export function formatCsv(figures: SweptFigures): string {
  const [first] = figures;
  const { x, y, points } = first.sweep;
  const asked = figures.map(({ sweep }) => sweep.measure);
  const others = MEASURE_NAMES.filter((name) => !asked.includes(name));
  const place = y === undefined ? [x.name] : [x.name, y.name];
  const own = asked.flatMap((name, i) => {
    const of = i === 0 ? '' : `${name}-`;
    return [name, `${of}low`, `${of}high`, `${of}formula`];
  });
  const rows = points.map((point, nth) => [
    point.x,
    ...(y === undefined ? [] : [point.y]),
    point.level,
    point.replications,
    ...figures.flatMap(({ theory, sweep }) => {
      const { low, high } = sweep.points[nth] ?? {};
      return [point.metrics[sweep.measure], low, high, theory.ofPoint(point)];
    }),
    ...others.map((name) => point.metrics[name]),
  ]);
  const record = recordOfFigures(figures);
  const link = record.link === undefined ? [] : [`Link: ${record.link}`];
  const comments = [...sayRecord(record), ...link, `Command: ${record.command} --csv`];
  const lines = [
    ...comments.map((comment) => `# ${comment}`),
    ...[[...place, 'level', 'runs', ...own, ...others], ...rows].map((row) =>
      row.map(showField).join(','),
    ),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function showField(value: number | string | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What the sweep was, as `sweep`, and its points; further figures, if there are any, as `also`. */
export function formatJson(figures: SweptFigures): string {
  const [first, ...others] = figures.map(withFormulas);
  const also = others.length === 0 ? {} : { also: others };
  return `${JSON.stringify({ sweep: recordOfFigures(figures), ...first, ...also }, null, 2)}\n`;
}

type PointWithFormula = SweepPoint & { readonly formula: number | null };

function withFormulas({ theory, sweep }: SweptFigure) {
  const points = sweep.points.map((point): PointWithFormula => {
    return { ...point, formula: theory.ofPoint(point) ?? null };
  });
  return { ...sweep, points };
}
