// What an exhaustive search adds up to: how many runs there are, how they end, and for each way to go
// wrong the run that takes least to get there.

import type { SimTime } from '../../base/time.ts';
import {
  type Counterexample,
  type Exploration,
  type ExploreRequest,
  type Flaw,
  OUTCOMES,
  type Outcome,
} from '../../lab/exploration.ts';
import { endingOf } from './outcome.ts';
import { commandsOf, type FoundRun, search } from './search.ts';
import { droppedOf, faultsOf, stepsOf } from './steps.ts';

/** Yields after each run what there is so far, so that its caller can live on, show it, or stop. */
export function* explore({
  scenario,
  messages,
  limits,
}: ExploreRequest): Generator<Exploration, Exploration> {
  const tally = new Tally();
  for (const run of search(scenario, limits)) {
    tally.add(run, messages);
    yield tally;
  }
  return tally;
}

/** @returns what the whole search adds up to */
export function exploreAll(request: ExploreRequest): Exploration {
  const steps = explore(request);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

class Tally implements Exploration {
  runs = 0;
  atLeastOnce = 0;
  outOfOrder = 0;
  readonly outcomes: Record<Outcome, number>;
  readonly shortest: Partial<Record<Flaw, Counterexample>> = {};
  private readonly lengths = new Map<Flaw, number>();

  constructor() {
    const none = OUTCOMES.map((outcome) => [outcome, 0] as const);
    this.outcomes = Object.fromEntries(none) as Record<Outcome, number>;
  }

  add(run: FoundRun, messages: number): void {
    const { outcome, isOutOfOrder, isComplete, since } = endingOf(run.events, messages);
    this.runs++;
    this.outcomes[outcome]++;
    if (isComplete) this.atLeastOnce++;
    if (outcome !== 'exactlyOnce') this.note(outcome, run, since[outcome]);
    if (!isOutOfOrder) return;
    this.outOfOrder++;
    this.note('outOfOrder', run, since.outOfOrder);
  }

  /** Of several that take as little, the first one stays. */
  private note(flaw: Flaw, { decisions, events }: FoundRun, at: SimTime | undefined): void {
    if (at === undefined || decisions.length >= (this.lengths.get(flaw) ?? Infinity)) return;
    this.lengths.set(flaw, decisions.length);
    const steps = stepsOf(decisions, events);
    this.shortest[flaw] = {
      drops: droppedOf(steps),
      faults: faultsOf(steps),
      steps,
      commands: commandsOf(decisions),
      at,
    };
  }
}
