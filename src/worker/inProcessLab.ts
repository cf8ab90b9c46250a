// LabApi in the same thread: what a worker of the Lab serves, and what tests call.

import { runJobs } from '../sim/sweep/runJobs.ts';
import { createExploring } from './exploring.ts';
import type { LabApi } from './labApi.ts';

export function createInProcessLab(): LabApi {
  return {
    async greet() {
      return 'ready';
    },
    async runJobs(plan, jobs) {
      return runJobs(plan, jobs);
    },
    ...createExploring(() => performance.now()),
  };
}
