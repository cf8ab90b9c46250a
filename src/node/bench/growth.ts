// How the cost of an event grows with the size of a run, and what a trace takes in memory.

import type { Scenario } from '../../scenario/scenario.ts';
import { LEVELS, type Load, runCase, scenarioOf } from '../../sim/bench/engineCases.ts';
import { Rates } from './rates.ts';

const BASE: Load = { level: 2, loss: 0.1, messages: 10_000, pairs: 1, ratePerSec: 100 };
/** Messages of the runs with more clients: as many in all, and as many a second. */
const SHARED = 20_000;
const RUNS = 5;

interface Size {
  readonly name: string;
  readonly load: Load;
  readonly runs: number;
}

const BY_MESSAGES: readonly Size[] = [10_000, 100_000, 1_000_000].map((messages) => ({
  name: `${messages} messages`,
  load: { ...BASE, messages },
  // The longest takes as long as all the others together.
  runs: messages > 100_000 ? 1 : RUNS,
}));

const BY_CLIENTS: readonly Size[] = [1, 10, 100].map((pairs) => ({
  name: `${2 * pairs} clients`,
  load: { ...BASE, messages: SHARED, pairs, ratePerSec: BASE.ratePerSec / pairs },
  runs: RUNS,
}));

/** @returns a table */
export function benchGrowth(): string {
  return [
    'How an event’s cost grows: QoS 2, 10 % loss, metrics only, processor time of the best run',
    '',
    ...[BY_MESSAGES, BY_CLIENTS].flatMap((sizes) => rowsOf(sizes)),
    '',
  ].join('\n');
}

function rowsOf(sizes: readonly Size[]): readonly string[] {
  const measured = sizes.map((size) => ({
    ...size,
    scenario: scenarioOf(size.load),
    events: 0,
    rates: new Rates(),
  }));
  for (let run = -1; run < RUNS; run++) {
    for (const each of measured) {
      if (run >= each.runs || (run < 0 && each.runs < RUNS)) continue;
      if (run === 0) each.rates.forget();
      each.rates.measure(() => {
        each.events = runCase(each.scenario, 'metrics').events;
        return each.events;
      });
    }
  }
  const first = measured[0]?.rates.best ?? Number.NaN;
  return measured.map(({ name, events, rates }) => {
    const ns = (1e9 / rates.best).toFixed(0).padStart(8);
    const ratio = (first / rates.best).toFixed(2).padStart(8);
    return `  ${name.padEnd(18)}${String(events).padStart(10)} events${ns} ns each${ratio} × the first`;
  });
}

/** @returns a line for each level: what the heap grows by while a trace is kept */
export function benchTraceMemory(): string {
  const lines = LEVELS.map((level) => {
    const scenario = scenarioOf({ ...BASE, level, messages: 5000 });
    // What earlier runs have left behind may go during one of them, and hide what that one takes.
    const weighed = Array.from({ length: 3 }, () => weighTrace(scenario));
    const events = weighed[0]?.events ?? 0;
    const bytes = Math.max(...weighed.map((one) => one.bytes));
    const kilobytes = (bytes / events).toFixed(0);
    return `  QoS ${level}  ${events} events: ${kilobytes} kB for 1,000`;
  });
  return ['Memory of a trace that is kept, 10 % loss', '', ...lines, ''].join('\n');
}

function weighTrace(scenario: Scenario): { readonly events: number; readonly bytes: number } {
  const before = heapBytes();
  const { kept } = runCase(scenario, 'kept');
  const bytes = heapBytes() - before;
  return { events: kept.length, bytes };
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
