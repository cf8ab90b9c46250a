// The contract between the page and a worker of the Lab, of which there are several. Plain,
// structured-cloneable data only. The page pulls, a short stretch of work at a time: it can stop after
// each, and show what there is so far.

import type { JobResult, SweepPlan } from '../lab/plan.ts';
import type { ExploreApi } from './exploreApi.ts';

export interface LabApi extends ExploreApi {
  /** Answers, so that its caller knows that the other side is there. */
  greet(): Promise<'ready'>;
  /** @param jobs of the plan, by number @returns their results, in the same order */
  runJobs(plan: SweepPlan, jobs: readonly number[]): Promise<readonly JobResult[]>;
}
