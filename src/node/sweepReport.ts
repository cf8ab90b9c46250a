// What `sweep` prints: its help, and the points of a sweep as a table or as JSON.

import { MEASURE_NAMES, MEASURES } from '../lab/measures.ts';
import type { Sweep, SweepPoint } from '../lab/summary.ts';
import { REPLICATIONS } from '../lab/sweepRequest.ts';
import { formatRows } from './helpRows.ts';

export function formatSweepHelp(): string {
  return `Usage: npm run --silent sweep -- --x SETTING=FROM:TO:STEP --measure FIGURE [options]

Runs a scenario at every value of a setting, at QoS 0, 1 and 2 (or at --qos alone), several times with
other luck, and prints the figure with its 95 % interval.

What varies:
${formatRows([
  ['--x SETTING=FROM:TO:STEP', 'such as loss=0:0.5:0.05, both ends included'],
  ['--x SETTING=VALUE,VALUE,…', 'such as resend-ms=250,500,1000 or network=lossy,tcp'],
  ['--y …', 'a second setting, in the same way'],
  ['--levels 0,1,2', 'the levels at which everything is published (all)'],
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
  ['--json', 'as JSON instead of a table'],
  ['--help', 'this text'],
])}

Exit codes: 0 done, 1 failed, 2 bad input (one line on the standard error).
`;
}

function sayMeasure(name: (typeof MEASURE_NAMES)[number]): string {
  const { says, unit } = MEASURES[name];
  return unit === '' ? says : `${says} (${unit})`;
}

export function formatSweep(sweep: Sweep): string {
  const { x, y, measure, points } = sweep;
  const head = [y?.name ?? '', x.name, 'QoS', measure, 'from', 'to', 'runs'];
  const rows = points.map((point) => [
    String(point.y ?? ''),
    String(point.x),
    String(point.level),
    ...figuresOf(point, measure),
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

function figuresOf({ metrics, low, high }: SweepPoint, measure: Sweep['measure']) {
  return [metrics[measure], low, high].map((value) => (value === null ? '–' : showFigure(value)));
}

/** Four digits are more than an interval is worth. */
function showFigure(value: number): string {
  return String(Number(value.toPrecision(4)));
}
