// The part of SimApi that makes runs and takes them further, in the same thread: all that the embed needs.

import { fromSec } from '../base/time.ts';
import { Run } from '../sim/run.ts';
import type { RunId, SimApi } from './simApi.ts';

const CONNECT_LIMIT = fromSec(600);

export type RunApi = Pick<SimApi, 'greet' | 'open' | 'advance' | 'command' | 'replay' | 'close'>;

export interface Runs {
  readonly api: RunApi;
  /** @throws Error where it is not open */
  find(runId: RunId): Run;
}

export function createRuns(): Runs {
  const runs = new Map<RunId, Run>();
  let nextId: RunId = 1;

  function find(runId: RunId): Run {
    const run = runs.get(runId);
    if (run === undefined) throw new Error(`Run ${runId} is not open`);
    return run;
  }

  const api: RunApi = {
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
      return find(runId).command(at, command);
    },
    async replay(runId, from, to) {
      return find(runId).replay(from, to);
    },
    async close(runId) {
      runs.delete(runId);
    },
  };
  return { api, find };
}
