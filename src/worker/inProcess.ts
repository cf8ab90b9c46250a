// SimApi over the simulation in the same thread: what the worker serves, and what tests and hosts
// without workers call.

import { fromSec } from '../base/time.ts';
import { ASSUMPTIONS } from '../network/assumptions.ts';
import { Run } from '../sim/run.ts';
import { encodeRecord } from './packetBytes.ts';
import { RunComparison } from './runComparison.ts';
import type { RunId, SimApi } from './simApi.ts';

const CONNECT_LIMIT = fromSec(600);

export function createInProcessApi(): SimApi {
  const runs = new Map<RunId, Run>();
  let nextId: RunId = 1;
  /** The last that was asked for; what changes a run's past ends it. */
  let comparison: RunComparison | undefined;

  function find(runId: RunId): Run {
    const run = runs.get(runId);
    if (run === undefined) throw new Error(`Run ${runId} is not open`);
    return run;
  }

  return {
    async greet() {
      return 'ready';
    },
    async open(scenario, commands, to) {
      const run = new Run(scenario, commands);
      const runId = nextId++;
      runs.set(runId, run);
      const report = to === undefined ? run.advanceToPublishing(CONNECT_LIMIT) : run.advance(to);
      return { runId, report };
    },
    async advance(runId, to) {
      return find(runId).advance(to);
    },
    async command(runId, at, command) {
      comparison = undefined;
      return find(runId).command(at, command);
    },
    async replay(runId, from, to) {
      return find(runId).replay(from, to);
    },
    async capture(runId, from, to) {
      const run = find(runId);
      const { captureRun } = await import('./capturing.ts');
      return captureRun(run, { from, to });
    },
    async firstDifference(runIds, to) {
      const compared = runIds.map(find);
      if (comparison?.isOf(compared) !== true) comparison = new RunComparison(compared);
      return comparison.first(to);
    },
    async close(runId) {
      comparison = undefined;
      runs.delete(runId);
    },
    async assumptions() {
      return ASSUMPTIONS;
    },
    encode: encodeRecord,
  };
}
