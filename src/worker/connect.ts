// Starts the simulation's worker and gives its SimApi.

import type { SimApi } from './simApi.ts';
import { startWorker } from './startWorker.ts';

export interface SimConnection {
  readonly api: SimApi;
  dispose(): void;
}

/**
 * @returns once the worker has answered
 * @throws Error with one sentence for the user when it did not start
 */
export async function connectSim(): Promise<SimConnection> {
  const { remote, orFailure, dispose } = await startWorker('QoScope simulation', (sim) =>
    sim.greet(),
  );
  const api: SimApi = {
    greet: () => orFailure(remote.greet()),
    open: (scenario, commands, to) => orFailure(remote.open(scenario, commands, to)),
    advance: (runId, to) => orFailure(remote.advance(runId, to)),
    command: (runId, at, command) => orFailure(remote.command(runId, at, command)),
    replay: (runId, from, to) => orFailure(remote.replay(runId, from, to)),
    capture: (runId, from, to) => orFailure(remote.capture(runId, from, to)),
    firstDifference: (runIds, to) => orFailure(remote.firstDifference(runIds, to)),
    close: (runId) => orFailure(remote.close(runId)),
    assumptions: () => orFailure(remote.assumptions()),
    encode: (record, content, version) => orFailure(remote.encode(record, content, version)),
  };
  return { api, dispose };
}
