// Starts a worker of the Lab and gives its LabApi.

import type { LabApi } from './labApi.ts';
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
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'QoScope Lab',
  });
  const { remote, orFailure, dispose } = await startWorker<LabApi>(worker, (lab) => lab.greet());
  const api: LabApi = {
    greet: () => orFailure(remote.greet()),
    runJobs: (plan, jobs) => orFailure(remote.runJobs(plan, jobs)),
    startExploring: (request) => orFailure(remote.startExploring(request)),
    explore: (forMs) => orFailure(remote.explore(forMs)),
  };
  return { api, dispose };
}
