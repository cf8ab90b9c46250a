// LabApi in the same thread: what a worker of the Lab serves, and what tests call.

import { explore } from '../sim/explore/explore.ts';
import { runJobs } from '../sim/sweep/runJobs.ts';
import type { LabApi } from './labApi.ts';

export function createInProcessLab(): LabApi {
  return {
    async loadLab() {
      return 'ready';
    },
    async runJobs(plan, jobs) {
      return runJobs(plan, jobs);
    },
    async explore(request, branches, forMs) {
      const end = performance.now() + forMs;
      return explore(request, branches, () => performance.now() >= end);
    },
  };
}
