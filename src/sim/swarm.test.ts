// Many runs whose seed draws the whole configuration, with all checkers beside. QOSCOPE_SWARM sets
// how many; QOSCOPE_SWARM_SEED runs one seed alone.
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../scenario/scenario.ts';
import { drawRun } from '../testing/drawRun.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { faultsOf } from './checkers/traceChecker.ts';
import { Run } from './run.ts';

const only = process.env.QOSCOPE_SWARM_SEED;
const count = only === undefined ? Number(process.env.QOSCOPE_SWARM ?? 300) : 1;
const first = Number(only ?? 1);
const perTest = 25;

/** What is wrong with the run of this seed, and how to see it again. */
function faultsOfSeed(seed: number): readonly string[] {
  const { scenario, events, commands, hash, now, settled } = drawRun(seed);
  const faults = [...faultsOf(events, scenario, settled)];
  if (!settled && !mayGiveUp(scenario)) faults.push('it never settles');
  const fresh = new Run(scenario, commands).advance(now);
  if (fresh.hash !== hash) faults.push('a fresh run with its commands differs');
  if (!isSameTrace(fresh.events, events)) faults.push('what its reports keep is not its trace');
  if (faults.length === 0) return [];
  const rerun = `QOSCOPE_SWARM_SEED=${seed} npx vitest run src/sim/swarm.test.ts`;
  return [`seed ${seed} (again: ${rerun})`, ...faults.slice(0, 5)];
}

/** A sender that gives up leaves the other side with what it holds for ever. */
function mayGiveUp({ broker, clients }: Scenario): boolean {
  return [broker, ...clients].some(({ resendLimit }) => resendLimit !== undefined);
}

/** By length and samples: the hashes compare the whole. */
function isSameTrace(a: readonly TraceEvent[], b: readonly TraceEvent[]): boolean {
  const isSame = (event: TraceEvent, i: number): boolean => {
    const other = b[i];
    return i % 17 > 0 || (other !== undefined && formatEvent(event) === formatEvent(other));
  };
  return a.length === b.length && a.every(isSame);
}

describe('no checker finds a fault in runs drawn from a seed', () => {
  const starts = Array.from({ length: Math.ceil(count / perTest) }, (_, i) => first + i * perTest);
  test.each(starts)('from seed %i', (start) => {
    const end = Math.min(start + perTest, first + count);
    for (let seed = start; seed < end; seed++) expect(faultsOfSeed(seed)).toEqual([]);
  });
});
