// Moving the playhead to where something happens: steps, landmarks, the start and the present. A search
// that takes long can be stopped.

import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  addTime,
  earlierOf,
  fromMs,
  fromSec,
  laterOf,
  type SimTime,
  TIME_ZERO,
} from '../base/time.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { findNext, findPrevious, type Landmark } from './landmarks.ts';
import type { Playhead } from './playhead.ts';
import type { ShownRun } from './shownRun.ts';

/** How far ahead of the playhead something is searched for. */
export const SEARCH_MAX = fromSec(600);
/** How many things to come are simulated one by one before it goes on in stretches, ... */
const SEARCH_STEPS = 40;
/** ... which grow from the first to the last of these. */
const STRETCH = { first: fromMs(250), last: fromSec(20) };

/**
 * - `none`: nothing is to come any more.
 * - `far`: none in the stretch that is searched.
 * - `stopped`: the search was given up.
 */
export type Found = 'found' | 'none' | 'far' | 'stopped';

export interface TravelState {
  /** What came of the last search, if nothing was found. */
  readonly said: string | undefined;
}

const NAMES = { event: 'event', loss: 'loss', duplicate: 'second copy' } as const;

export class Travel {
  readonly state: StoreApi<TravelState> = createStore<TravelState>(() => ({ said: undefined }));
  readonly #run: ShownRun;
  readonly #playhead: Playhead;
  #saidAt: SimTime = TIME_ZERO;

  constructor(run: ShownRun, playhead: Playhead) {
    this.#run = run;
    this.#playhead = playhead;
    // It is true of the instant at which it was said.
    playhead.state.subscribe(({ t }) => {
      if (this.state.getState().said !== undefined && t !== this.#saidAt) {
        this.state.setState({ said: undefined });
      }
    });
  }

  async goToPrevious(landmark: Landmark): Promise<Found> {
    const found = await this.#findPrevious(landmark);
    return this.#say(found, `There is no ${NAMES[landmark]} before this.`, landmark);
  }

  async #findPrevious(landmark: Landmark): Promise<Found> {
    this.#playhead.pause();
    const from = this.#playhead.clock.now();
    const { stops } = this.#run;
    for (;;) {
      const { status } = this.#run.state.getState();
      const { indexes } = this.#run;
      const start = indexes.reduce((at, index) => laterOf(at, index.start.at), TIME_ZERO);
      const at = lastOf(indexes.map((index) => findPrevious(index, from, landmark)));
      // Of what was before its start the index does not know all.
      if (at !== undefined && (at > start || start === TIME_ZERO)) {
        await this.#playhead.seek(at);
        return 'found';
      }
      if (start === TIME_ZERO || status.kind !== 'ready') return 'none';
      if (stops !== this.#run.stops) return 'stopped';
      await this.#run.reach(start);
    }
  }

  /** A step passes what lies between as playing does; a leap to a loss or a second copy does not. */
  async goToNext(landmark: Landmark): Promise<Found> {
    this.#playhead.pause();
    const from = this.#playhead.clock.now();
    const go = (at: SimTime) =>
      landmark === 'event' ? this.#playhead.stepTo(at) : this.#playhead.seek(at);
    const find = (index: TraceIndex) => findNext(index, from, landmark);
    const found = await this.goToFirst(find, go);
    return this.#say(found, `There is no ${NAMES[landmark]} to come.`, landmark);
  }

  /** Goes to an instant that `find` reads from the trace, simulating further while it finds none. */
  async goToFirst(
    find: (index: TraceIndex) => SimTime | undefined,
    go = (at: SimTime) => this.#playhead.seek(at),
  ): Promise<Found> {
    const { stops } = this.#run;
    const from = this.#playhead.clock.now();
    const limit = addTime(from, SEARCH_MAX);
    let stretch = STRETCH.first;
    try {
      for (let steps = 0; ; steps++) {
        const { nextAt, horizon, status } = this.#run.state.getState();
        const at = firstOf(this.#run.indexes.map(find));
        if (at !== undefined) {
          await go(at);
          return 'found';
        }
        if (!Number.isFinite(nextAt) || status.kind !== 'ready') return 'none';
        if (stops !== this.#run.stops) return 'stopped';
        if (horizon >= limit) return 'far';
        if (steps < SEARCH_STEPS) {
          await this.#run.advance(nextAt as SimTime);
          continue;
        }
        this.#run.setWork({ from, to: limit, at: horizon });
        await this.#run.advance(addTime(horizon, stretch));
        stretch = earlierOf((stretch * 2) as SimTime, STRETCH.last);
      }
    } finally {
      this.#run.setWork(undefined);
    }
  }

  #say(found: Found, none: string, landmark: Landmark): Found {
    const said = {
      found: undefined,
      none,
      far: `No ${NAMES[landmark]} within ${SEARCH_MAX / 60_000_000} minutes.`,
      stopped: 'The search was stopped.',
    };
    this.#saidAt = this.#playhead.clock.now();
    this.state.setState({ said: said[found] });
    return found;
  }

  /** Where publishing starts. */
  async goToStart(): Promise<void> {
    this.#playhead.pause();
    const { publishingSince } = this.#run.state.getState();
    await this.#playhead.seek(publishingSince ?? TIME_ZERO);
  }

  /** The end of what is simulated. */
  async goToPresent(): Promise<void> {
    this.#playhead.pause();
    await this.#playhead.seek(this.#run.state.getState().present);
  }

  /** By a share of what the ladder shows: positive is later. */
  async goBy(us: number): Promise<void> {
    this.#playhead.pause();
    await this.#playhead.seek(Math.round(this.#playhead.destination + us) as SimTime);
  }
}

function firstOf(instants: readonly (SimTime | undefined)[]): SimTime | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : known.reduce(earlierOf);
}

function lastOf(instants: readonly (SimTime | undefined)[]): SimTime | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : known.reduce(laterOf);
}
