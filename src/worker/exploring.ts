// The exhaustive search of a Lab worker: goes on with it for as long as it is told.

import type { Exploration } from '../lab/exploration.ts';
import { explore } from '../sim/explore/explore.ts';
import type { ExploreApi } from './exploreApi.ts';

/** @param now a clock that goes in ms */
export function createExploring(now: () => number): ExploreApi {
  let steps: Generator<Exploration, Exploration> | undefined;
  return {
    async startExploring(request) {
      steps = explore(request);
    },
    async explore(forMs) {
      if (steps === undefined) throw new Error('No search was started');
      const end = now() + forMs;
      for (;;) {
        const { value, done } = steps.next();
        if (done === true || now() >= end) {
          const { runs, outcomes, atLeastOnce, outOfOrder, shortest } = value;
          const found = { runs, outcomes, atLeastOnce, outOfOrder, shortest };
          return { found, isDone: done === true };
        }
      }
    },
  };
}
