// What a use case is: an application that lives on what it is delivered, and the verdict on what it has
// done, held against what was published to it. A use case owns both; it knows nothing of packets.

import type { SimTime } from '../base/time.ts';
import type { MessageUid, Qos } from '../trace/event.ts';
import type { Facts } from './facts.ts';
import type { Keyed } from './keyed.ts';
import type { Tally } from './tally.ts';

/** All that an application gets to know: one callback. */
export interface Delivery {
  readonly at: SimTime;
  readonly topic: string;
  readonly payload: string;
  readonly messageUid: MessageUid;
  /** 1 for the first of this message: what the trace counts, not what the application can see. */
  readonly nth: number;
}

/** What an application reads in a payload. */
export interface Message {
  /** Who has numbered it: with `n` the message's id. */
  readonly source: string;
  readonly n: number;
  /** What of the application it changes: a vehicle, an order, a device. */
  readonly key: string;
  readonly facts: Facts;
}

/** A message that an application has acted on, and when. */
export interface Act extends Message {
  readonly at: SimTime;
  /** Which of two is newer is a matter of this, not of their numbers. */
  readonly publishedAt: SimTime;
}

/** Shows one value for each key, that of the last message. */
export interface LatestState {
  readonly form: 'latest';
  readonly shown: Keyed<Act>;
  /** The last ones, as they came. */
  readonly trail: readonly Act[];
}

/** Keeps entries, and a sum of them. */
export interface EntriesState {
  readonly form: 'entries';
  /** The last ones, in the application's order. */
  readonly entries: readonly Act[];
  readonly count: number;
  /** Of what the entries weigh. */
  readonly total: number;
}

export type AppState = LatestState | EntriesState;

/**
 * `gap`: what is shown is old, because what was newer is lost, and nothing has come since. `stale`:
 * something old was shown as if it were new. `lost`: a message was never acted on. `doubled`: one
 * was acted on more than once.
 */
export const HARM_KINDS = ['doubled', 'lost', 'stale', 'gap'] as const;
export type HarmKind = (typeof HARM_KINDS)[number];

export interface Verdict {
  /** The worst of it: in the order of `HARM_KINDS`. */
  readonly harm: HarmKind | 'none';
  /** How often that has happened. */
  readonly count: number;
  readonly harms: Readonly<Record<HarmKind, number>>;
  /** What went wrong, or that nothing has. */
  readonly sentence: string;
  /** What it would cost. Absent without harm. */
  readonly cost?: string;
  /** Messages that may still arrive: they are no harm yet. */
  readonly pending: number;
}

export const USE_CASE_GROUPS = ['transient', 'event', 'irreversible'] as const;
export type UseCaseGroup = (typeof USE_CASE_GROUPS)[number];

export interface UseCase<S extends AppState = AppState> {
  /** As `sim --json` calls it. */
  readonly name: string;
  /** The preset that shows it. */
  readonly preset: string;
  readonly title: string;
  readonly group: UseCaseGroup;
  readonly topic: string;
  readonly recommended: Qos;
  /** Whether its receiver ignores repeats where it is done right. */
  readonly ignoresRepeats: boolean;
  /** Whether acting on a message twice is as good as once. Absent: it is not, or does not matter. */
  readonly isTwiceHarmless?: boolean;
  /** The level that shows the harm. */
  readonly wrong: Qos;
  /** How old what is shown may be when it comes. Absent: age does no harm. */
  readonly freshMs?: number;
  /** What the application does not understand it leaves alone: undefined. */
  read(facts: Facts): Message | undefined;
  readonly start: S;
  act(state: S, act: Act): S;
  /** How much a message counts for, where harm is counted in something else than messages. */
  weigh?(facts: Facts): number;
  /** How far apart two of what is shown are: 0 where an old one says what a new one does. */
  measure?(a: Facts, b: Facts): number;
  /** What a message wants to be so, where the last one alone counts. */
  wanted?(facts: Facts): string;
  judge(state: S, tally: Tally, at: SimTime): Verdict;
}
