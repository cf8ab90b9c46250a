// Where runs part, looked for in their pasts stretch by stretch, and no further than needed: nobody
// else has all of their events.

import { addTime, earlierOf, fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Run } from '../sim/run.ts';
import { DifferenceFold, type FirstDifference } from '../trace/firstDifference.ts';

const STRETCH_FIRST = fromSec(1);
const STRETCH_MAX = fromSec(32);

export class RunComparison {
  readonly #runs: readonly Run[];
  readonly #fold: DifferenceFold;
  #until: SimTime = TIME_ZERO;
  #stretch: SimTime = STRETCH_FIRST;
  #found: FirstDifference | undefined;
  /** Nothing that comes can change it. */
  #isFinal = false;

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
    this.#fold = new DifferenceFold(runs.length);
    runs.forEach((run, i) => {
      for (const event of run.stateAt(TIME_ZERO).events) this.#fold.add(i, event);
    });
  }

  isOf(runs: readonly Run[]): boolean {
    return runs.length === this.#runs.length && runs.every((run, i) => run === this.#runs[i]);
  }

  /** @param to all runs are simulated until here; not before what was asked for last */
  first(to: SimTime): FirstDifference | undefined {
    while (!this.#isFinal && this.#until < to) {
      const until = earlierOf(addTime(this.#until, this.#stretch), to);
      this.#runs.forEach((run, i) => {
        for (const event of run.replay(this.#until, until).events) this.#fold.add(i, event);
      });
      this.#until = until;
      this.#stretch = earlierOf((this.#stretch * 2) as SimTime, STRETCH_MAX);
      this.#found = this.#fold.first(until);
      this.#isFinal = this.#found !== undefined && this.#fold.isFinal(this.#found);
    }
    return this.#found;
  }
}
