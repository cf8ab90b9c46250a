// The contract between the page and a worker of the Lab, of which there are several. Plain,
// structured-cloneable data only. The page pulls, a short stretch of work at a time: it can stop after
// each, and show what there is so far. A worker keeps nothing, so that any of them can go on with what
// another one has left.

import type { JobResult } from '../lab/counts.ts';
import type { Branch, Explored, ExploreRequest } from '../lab/exploration.ts';
import type { SweepPlan } from '../lab/plan.ts';

export interface LabApi {
  /** Answers once all that the Lab needs is there. */
  loadLab(): Promise<'ready'>;
  /** @param jobs of the plan, by number @returns their results, in the same order */
  runJobs(plan: SweepPlan, jobs: readonly number[]): Promise<readonly JobResult[]>;
  /** Goes on with an exhaustive search for about so long, one run at the least. */
  explore(request: ExploreRequest, branches: readonly Branch[], forMs: number): Promise<Explored>;
}
