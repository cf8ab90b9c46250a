// SimApi over the simulation in the same thread: what the worker serves, and what tests and hosts
// without workers call.

import { ASSUMPTIONS } from '../network/assumptions.ts';
import { encodeRecord } from './packetBytes.ts';
import { createRuns } from './runApi.ts';
import { RunComparison } from './runComparison.ts';
import type { SimApi } from './simApi.ts';

export function createInProcessApi(): SimApi {
  const { api, find } = createRuns();
  /** The last that was asked for; what changes a run's past ends it. */
  let comparison: RunComparison | undefined;
  return {
    ...api,
    async command(runId, at, command) {
      comparison = undefined;
      return api.command(runId, at, command);
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
      return api.close(runId);
    },
    async assumptions() {
      return ASSUMPTIONS;
    },
    encode: encodeRecord,
  };
}
