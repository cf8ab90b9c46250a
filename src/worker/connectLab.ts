// Starts a worker of the Lab and gives its LabApi.

import type { LabApi } from './labApi.ts';
import { createWorker } from './simWorker.ts';
import { startWorker } from './startWorker.ts';

export interface LabConnection {
  readonly api: LabApi;
  /** Ends the worker at once, whatever it is at. */
  dispose(): void;
}

/**
 * @returns once the worker has answered
 * @throws Error with one sentence for the user when it did not start
 */
export async function connectLab(): Promise<LabConnection> {
  const { remote, orFailure, dispose } = await startWorker<LabApi>(
    createWorker('QoScope Lab'),
    (lab) => lab.loadLab(),
  );
  const api: LabApi = {
    loadLab: () => orFailure(remote.loadLab()),
    runJobs: (plan, jobs) => orFailure(remote.runJobs(plan, jobs)),
    explore: (request, branches, forMs) => orFailure(remote.explore(request, branches, forMs)),
  };
  return { api, dispose };
}
