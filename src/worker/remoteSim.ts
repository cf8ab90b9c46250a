// A simulation beyond the thread line as a SimApi: each call's answer, or the worker's failure.

import type { SimApi } from './simApi.ts';
import type { StartedWorker } from './startWorker.ts';

export interface SimConnection {
  readonly api: SimApi;
  dispose(): void;
}

export function remoteSim({ remote, orFailure, dispose }: StartedWorker<SimApi>): SimConnection {
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
