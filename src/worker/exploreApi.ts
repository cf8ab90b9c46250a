// The half of a Lab worker's contract that is the exhaustive search: one search at a time, pulled
// stretch by stretch.

import type { Exploration, ExploreRequest } from '../lab/exploration.ts';

export interface ExploreProgress {
  /** What there is so far. */
  readonly found: Exploration;
  readonly isDone: boolean;
}

export interface ExploreApi {
  /** Begins a search, instead of one that there is. */
  startExploring(request: ExploreRequest): Promise<void>;
  /** Goes on with it for about so long. */
  explore(forMs: number): Promise<ExploreProgress>;
}
