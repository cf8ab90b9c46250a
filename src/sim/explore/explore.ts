// What an exhaustive search adds up to: how many runs there are, how they end, and for each way to go
// wrong the run that takes least to get there.

import type { Scenario, TimedCommand } from '../../scenario/scenario.ts';
import type { ExchangeType, Hop, TraceEvent } from '../../trace/event.ts';
import type { FAULT_KINDS } from './faults.ts';
import { endingOf, OUTCOMES, type Outcome } from './outcome.ts';
import { commandsOf, type FoundRun, type SearchLimits, search } from './search.ts';

export interface ExploreRequest {
  /** One publisher, one subscriber, a network that loses nothing by itself, a constant latency. */
  readonly scenario: Scenario;
  /** How many messages it publishes. */
  readonly messages: 1 | 2;
  readonly limits: SearchLimits;
}

/** A packet that was dropped. */
export interface Dropped {
  readonly hop: Hop;
  /** `up` is towards the broker. */
  readonly direction: 'up' | 'down';
  readonly type: ExchangeType;
  readonly attempt: number;
}

/** A run that did not end as it should, and what was done to it. */
export interface Counterexample {
  readonly drops: readonly Dropped[];
  readonly faults: readonly (typeof FAULT_KINDS)[number][];
  /** The run's, from its start. */
  readonly commands: readonly TimedCommand[];
}

export type Flaw = Exclude<Outcome, 'exactlyOnce'> | 'outOfOrder';

export interface Exploration {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of all runs, whatever else became of them. */
  readonly outOfOrder: number;
  readonly shortest: Readonly<Partial<Record<Flaw, Counterexample>>>;
}

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
  outOfOrder = 0;
  readonly outcomes: Record<Outcome, number>;
  readonly shortest: Partial<Record<Flaw, Counterexample>> = {};
  private readonly lengths = new Map<Flaw, number>();

  constructor() {
    const none = OUTCOMES.map((outcome) => [outcome, 0] as const);
    this.outcomes = Object.fromEntries(none) as Record<Outcome, number>;
  }

  add(run: FoundRun, messages: number): void {
    const { outcome, isOutOfOrder } = endingOf(run.events, messages);
    this.runs++;
    this.outcomes[outcome]++;
    if (outcome !== 'exactlyOnce') this.note(outcome, run);
    if (!isOutOfOrder) return;
    this.outOfOrder++;
    this.note('outOfOrder', run);
  }

  /** Of several that take as little, the first one stays. */
  private note(flaw: Flaw, { decisions, events }: FoundRun): void {
    if (decisions.length >= (this.lengths.get(flaw) ?? Infinity)) return;
    this.lengths.set(flaw, decisions.length);
    this.shortest[flaw] = {
      drops: droppedIn(events),
      faults: decisions.flatMap(({ kind }) => (kind === 'drops' ? [] : [kind])),
      commands: commandsOf(decisions),
    };
  }
}

function droppedIn(events: readonly TraceEvent[]): readonly Dropped[] {
  return events.flatMap((event): Dropped[] => {
    if (event.kind !== 'packet-lost' && event.kind !== 'segment-lost') return [];
    if (event.cause !== 'killed') return [];
    const { hop, to, type, attempt } = event.packet;
    // The search drops packets of an exchange alone.
    const exchangeType = type as ExchangeType;
    return [{ hop, direction: to === 'broker' ? 'up' : 'down', type: exchangeType, attempt }];
  });
}
