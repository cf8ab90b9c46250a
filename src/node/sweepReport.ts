// What `sweep` prints: its help, and the points of a sweep as a table, as CSV or as JSON.

import { Theory } from '../lab/forms.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName } from '../lab/measures.ts';
import { type SweepPoint, summarize } from '../lab/summary.ts';
import { formatCsv, formatJson, type SweptFigure } from '../lab/sweepFiles.ts';
import { REPLICATIONS } from '../lab/sweepRequest.ts';
import type { Shard } from '../sim/sweep/shard.ts';
import { formatRows } from './helpRows.ts';
import type { SweepOutput } from './sweepRequest.ts';

export function formatSweepHelp(): string {
  return `Usage: npm run --silent sweep -- --x SETTING=FROM:TO:STEP --measure FIGURE [options]

Runs a scenario at every value of a setting, at QoS 0, 1 and 2 (or at --qos alone), several times with
other luck, and prints the figure with its 95 % interval, and what theory says where it says anything.

What varies:
${formatRows([
  ['--x SETTING=FROM:TO:STEP', 'such as loss=0:0.5:0.05, both ends included'],
  ['--x SETTING=VALUE,VALUE,…', 'such as resend-ms=250,500,1000 or network=lossy,tcp'],
  ['--y …', 'a second setting, in the same way'],
  ['--levels 0,1,2', 'the levels at which everything is published (all)'],
  ['--also FIGURE,FIGURE,…', 'more figures of the same runs, each with its interval'],
  ['--replications R', `runs at each point, seed by seed (${REPLICATIONS})`],
])}

What is measured (--measure):
${formatRows(MEASURE_NAMES.map((name) => [name, sayMeasure(name)]))}

What is run:
${formatRows([['any flag of sim', 'its preset, scenario or link and its settings; --until-ms']])}

In parts, on many machines:
${formatRows([
  ['--shard I/N', 'part I of N, from 1 to N, as JSON for --merge'],
  ['--merge FILE FILE …', 'all parts: prints what one run would have printed'],
])}

Output:
${formatRows([
  ['--json', 'as JSON instead of a table, with all settings: the bytes of the Lab’s file'],
  ['--csv', 'as CSV, in the same way; lines that begin with # say what it is of'],
  ['--help', 'this text'],
])}

Exit codes: 0 done, 1 failed, 2 bad input (one line on the standard error).
`;
}

function sayMeasure(name: (typeof MEASURE_NAMES)[number]): string {
  const { says, unit } = MEASURES[name];
  return unit === '' ? says : `${says} (${unit})`;
}

/** @param whole the one part that is all of a sweep */
export function formatWhole(
  { plan, measure, also = [], results }: Shard,
  form: SweepOutput,
): string {
  const figure = (name: MeasureName): SweptFigure => {
    return { theory: new Theory(plan, name), sweep: summarize(plan, name, results) };
  };
  const figures = [figure(measure), ...also.map(figure)] as const;
  if (form === 'json') return formatJson(figures);
  if (form === 'csv') return formatCsv(figures);
  return figures.map(formatTable).join('\n');
}

function formatTable({ theory, sweep }: SweptFigure): string {
  const { x, y, measure, points } = sweep;
  const formulas = points.map((point) => theory.ofPoint(point));
  const hasFormula = formulas.some((formula) => formula !== undefined);
  const formulaHead = hasFormula ? ['formula'] : [];
  const head = [y?.name ?? '', x.name, 'QoS', measure, 'from', 'to', ...formulaHead, 'runs'];
  const rows = points.map((point, i) => [
    String(point.y ?? ''),
    String(point.x),
    String(point.level),
    ...figuresOf(point, measure),
    ...(hasFormula ? [showFigure(formulas[i])] : []),
    String(point.replications),
  ]);
  const shown = [head, ...rows].map((row) => (y === undefined ? row.slice(1) : row));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => (row[column] ?? '').length)),
  );
  const lines = shown.map((row) =>
    row.map((text, column) => text.padStart(widths[column] ?? 0)).join('  '),
  );
  const without = [...new Set(points.flatMap((point) => point.without ?? []))];
  const notes = without.length === 0 ? [] : [`Where there is no interval: ${without.join(', ')}.`];
  return `${[...lines, ...notes].join('\n')}\n`;
}

function figuresOf({ metrics, low, high }: SweepPoint, measure: MeasureName) {
  return [metrics[measure], low, high].map(showFigure);
}

/** Four digits are more than an interval is worth. */
function showFigure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return String(Number(value.toPrecision(4)));
}
