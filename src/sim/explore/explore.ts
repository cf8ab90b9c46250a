// What an exhaustive search adds up to: how many runs there are, how they end, and for each way to go
// wrong the run that takes least to get there.

import type { SimTime } from '../../base/time.ts';
import {
  type Branch,
  type Counterexample,
  type Exploration,
  type Explored,
  type ExploreRequest,
  FLAWS,
  type Flaw,
  isTold,
  NOTHING_FOUND,
  WHOLE,
} from '../../lab/exploration.ts';
import { endingOf } from './outcome.ts';
import { commandsOf, type FoundRun, search } from './search.ts';
import { droppedOf, faultsOf, stepsOf } from './steps.ts';

/**
 * Searches branches, one run at the least. Whoever searches them in parts, and adds up, has the same.
 *
 * @param isOver asked after each run: whether to stop there
 */
export function explore(
  { scenario, messages, limits }: ExploreRequest,
  branches: readonly Branch[],
  isOver: () => boolean,
): Explored {
  const tally = new Tally();
  const waiting = [...branches];
  for (const run of search(scenario, limits, waiting)) {
    tally.add(run, messages);
    if (isOver()) break;
  }
  return { found: tally.found, rest: waiting };
}

/** @returns what the whole search adds up to */
export function exploreAll(request: ExploreRequest): Exploration {
  return explore(request, [WHOLE], () => false).found;
}

class Tally {
  private runs = 0;
  private atLeastOnce = 0;
  private readonly outcomes = { ...NOTHING_FOUND.outcomes };
  private readonly flaws = { ...NOTHING_FOUND.flaws };
  private readonly shortest: Partial<Record<Flaw, Counterexample>> = {};

  get found(): Exploration {
    const { runs, outcomes, atLeastOnce, flaws, shortest } = this;
    return { runs, outcomes, atLeastOnce, flaws, shortest };
  }

  add(run: FoundRun, messages: number): void {
    const { outcome, isComplete, since } = endingOf(run.events, messages);
    this.runs++;
    this.outcomes[outcome]++;
    if (isComplete) this.atLeastOnce++;
    for (const flaw of FLAWS) {
      const at = since[flaw];
      if (at === undefined) continue;
      this.flaws[flaw]++;
      this.note(flaw, run, at);
    }
  }

  private note(flaw: Flaw, { decisions, events }: FoundRun, at: SimTime): void {
    const place = decisions.flatMap((decision) => [decision.at, decision.rank]);
    const told = this.shortest[flaw];
    if (told !== undefined && !isTold({ place }, told)) return;
    const steps = stepsOf(decisions, events);
    this.shortest[flaw] = {
      drops: droppedOf(steps),
      faults: faultsOf(steps),
      steps,
      commands: commandsOf(decisions),
      at,
      place,
    };
  }
}
