// What an exhaustive search is asked, and what it answers. How it is made is sim/explore's.

import type { SimTime } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { ExchangeType, Hop, NodeId } from '../trace/event.ts';

/** What can befall a run besides lost packets. */
export const FAULT_KINDS = ['cuts', 'crashes', 'cleanReconnects'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How many of each there may be in one run. */
export type SearchLimits = Readonly<Record<'drops' | FaultKind, number>>;

/** The most that a search takes in reasonable time. */
export const SEARCH_MAX: SearchLimits = { drops: 8, cuts: 3, crashes: 3, cleanReconnects: 3 };

/** How long what has crashed takes to start again. */
export const RESTART_MS = 100;

export const PATIENCE_SEC = 600;

/**
 * What is outstanding for so long after the last thing done counts as still under way, s: longer than
 * twice whatever is waited for before something is tried again.
 */
export function patienceSecOf({ network, clients }: Scenario): number {
  const waits = clients.flatMap(({ reconnectMs, reconnectMaxMs }) => [reconnectMs, reconnectMaxMs]);
  return Math.max(PATIENCE_SEC, Math.ceil(Math.max(network.resendMs, ...waits) / 500));
}

export interface ExploreRequest {
  /** One publisher, one subscriber, a network that loses nothing by itself, a constant latency. */
  readonly scenario: Scenario;
  /** How many messages it publishes. */
  readonly messages: 1 | 2;
  readonly limits: SearchLimits;
}

/** Something done to a run: one packet dropped, or one fault. */
export interface Decision {
  readonly kind: keyof SearchLimits;
  readonly at: SimTime;
  /** Orders decisions of one instant. */
  readonly rank: number;
  readonly commands: readonly Command[];
}

/** A run of the search by what is done to it, in order, with all runs that go on from it. */
export interface Branch {
  readonly decisions: readonly Decision[];
  /** Of all runs there are, at a guess: the shares of all branches are 1 together. */
  readonly share: number;
}

/** All runs that there are. */
export const WHOLE: Branch = { decisions: [], share: 1 };

/**
 * A guess at how many runs a branch has: every choice of what can be done to its first one. What a loss
 * makes be sent again comes on top, what it keeps from being sent is less.
 *
 * @param most so many things may be done @param options so many there are
 */
export function guessRuns(most: number, options: number): number {
  let runs = 0;
  let ways = 1;
  for (let done = 0; done <= most && done <= options; done++) {
    runs += ways;
    ways *= (options - done) / (done + 1);
  }
  return runs;
}

/** How much may be done in one run, of whatever kind. */
export function mostIn({ drops, cuts, crashes, cleanReconnects }: SearchLimits): number {
  return drops + cuts + crashes + cleanReconnects;
}

export const OUTCOMES = ['exactlyOnce', 'moreThanOnce', 'never', 'pending'] as const;
/** Of two messages, the worst: delivered again, then lost, then still under way. */
export type Outcome = (typeof OUTCOMES)[number];

/** What a search looks for, in the order in which it is told. */
export const FLAWS = ['moreThanOnce', 'never', 'pending', 'outOfOrder'] as const;
export type Flaw = (typeof FLAWS)[number];

/** A packet that was dropped. */
export interface Dropped {
  readonly hop: Hop;
  /** `up` is towards the broker. */
  readonly direction: 'up' | 'down';
  readonly type: ExchangeType;
  readonly attempt: number;
}

/** One thing done to a run. */
export type SearchStep =
  | {
      readonly kind: 'drops';
      readonly at: SimTime;
      readonly dropped: Dropped;
      /** Which message's, from 0. */
      readonly message: number;
      /** Over TCP: the segment's how manieth; 0 over lossy packets. */
      readonly transmission: number;
      readonly from: NodeId;
      readonly to: NodeId;
    }
  | { readonly kind: FaultKind; readonly at: SimTime; readonly node: NodeId };

/** A run that did not end as it should, and what was done to it. */
export interface Counterexample {
  readonly drops: readonly Dropped[];
  readonly faults: readonly FaultKind[];
  /** Both, in order. */
  readonly steps: readonly SearchStep[];
  /** The run's, from its start. */
  readonly commands: readonly TimedCommand[];
  /** When it shows. */
  readonly at: SimTime;
  /** Instant and rank of each thing done: of those that take as little, the first is told. */
  readonly place: readonly number[];
}

export interface Exploration {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** In so many runs each message was delivered, whatever came again. */
  readonly atLeastOnce: number;
  /** In how many runs each shows, whatever else shows in them: of two messages, several can. */
  readonly flaws: Readonly<Record<Flaw, number>>;
  readonly shortest: Readonly<Partial<Record<Flaw, Counterexample>>>;
}

/** What searching some branches has come to. */
export interface Explored {
  readonly found: Exploration;
  /** What was not searched. */
  readonly rest: readonly Branch[];
}

/** Of no run. */
export const NOTHING_FOUND: Exploration = {
  runs: 0,
  outcomes: { exactlyOnce: 0, moreThanOnce: 0, never: 0, pending: 0 },
  atLeastOnce: 0,
  flaws: { moreThanOnce: 0, never: 0, pending: 0, outOfOrder: 0 },
  shortest: {},
};

/** What two parts of a search have found together, the same in either order. */
export function addFound(a: Exploration, b: Exploration): Exploration {
  const outcomes = OUTCOMES.map((one) => [one, a.outcomes[one] + b.outcomes[one]] as const);
  const flaws = FLAWS.map((one) => [one, a.flaws[one] + b.flaws[one]] as const);
  const shortest = FLAWS.flatMap((flaw) => {
    const [ofA, ofB] = [a.shortest[flaw], b.shortest[flaw]];
    const example = ofA === undefined || (ofB !== undefined && isTold(ofB, ofA)) ? ofB : ofA;
    return example === undefined ? [] : [[flaw, example] as const];
  });
  return {
    runs: a.runs + b.runs,
    outcomes: Object.fromEntries(outcomes) as Exploration['outcomes'],
    atLeastOnce: a.atLeastOnce + b.atLeastOnce,
    flaws: Object.fromEntries(flaws) as Exploration['flaws'],
    shortest: Object.fromEntries(shortest),
  };
}

/** Whether the first is told rather than the second: it takes less, or as much and comes earlier. */
export function isTold({ place }: Pick<Counterexample, 'place'>, than: Counterexample): boolean {
  if (place.length !== than.place.length) return place.length < than.place.length;
  const at = place.findIndex((value, i) => value !== than.place[i]);
  return at >= 0 && (place[at] ?? 0) < (than.place[at] ?? 0);
}
