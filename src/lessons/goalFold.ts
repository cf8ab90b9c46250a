// Whether and when a goal is reached, told as the trace arrives: each instant is looked at once, when all
// that happens at it is known.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Fact } from './fact.ts';
import { FactFold } from './factFold.ts';

export class GoalFold {
  readonly #goal: Fact;
  readonly #fold = new FactFold();
  #last: SimTime = TIME_ZERO;
  #isLooked = true;
  #reachedAt: SimTime | undefined;

  constructor(goal: Fact) {
    this.#goal = goal;
  }

  /** The first instant at which it is reached, as far as is known. */
  get reachedAt(): SimTime | undefined {
    return this.#reachedAt;
  }

  add(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if (event.at > this.#last) this.settle();
      this.#fold.add(event);
      this.#last = event.at;
      this.#isLooked = false;
    }
  }

  /** Nothing more happens at the last instant. */
  settle(): void {
    if (this.#isLooked) return;
    this.#isLooked = true;
    if (this.#reachedAt === undefined && this.#fold.holds(this.#goal)) this.#reachedAt = this.#last;
  }
}
