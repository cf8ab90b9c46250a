// What an exhaustive search is asked, and what it answers. How it is made is sim/explore's.

import type { SimTime } from '../base/time.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
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

/** What is outstanding for so long after the last thing done is pending for good. */
export const PATIENCE_SEC = 600;

export interface ExploreRequest {
  /** One publisher, one subscriber, a network that loses nothing by itself, a constant latency. */
  readonly scenario: Scenario;
  /** How many messages it publishes. */
  readonly messages: 1 | 2;
  readonly limits: SearchLimits;
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
}

export interface Exploration {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** In so many runs each message was delivered, whatever came again. */
  readonly atLeastOnce: number;
  /** Of all runs, whatever else became of them. */
  readonly outOfOrder: number;
  readonly shortest: Readonly<Partial<Record<Flaw, Counterexample>>>;
}
