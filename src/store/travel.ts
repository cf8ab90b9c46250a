// Moving the playhead to where something happens: steps, landmarks, the start and the present.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { findNext, findPrevious, isLandmark, type Landmark } from './landmarks.ts';
import type { PauseWhen, Playhead } from './playhead.ts';
import type { RunStore } from './run.ts';

/** How many things to come are simulated in search of the next landmark before it gives up. */
const SEARCH_STEPS = 400;

export class Travel {
  readonly #run: RunStore;
  readonly #playhead: Playhead;

  constructor(run: RunStore, playhead: Playhead) {
    this.#run = run;
    this.#playhead = playhead;
  }

  /** @returns false when there is none */
  async goToPrevious(landmark: Landmark): Promise<boolean> {
    this.#playhead.pause();
    const from = this.#playhead.clock.now();
    for (;;) {
      const { index, status } = this.#run.state.getState();
      const { at: start } = index.start;
      const at = findPrevious(index, from, landmark);
      // Of what was before its start the index does not know all.
      if (at !== undefined && (at > start || start === TIME_ZERO)) {
        await this.#playhead.seek(at);
        return true;
      }
      if (start === TIME_ZERO || status.kind !== 'ready') return false;
      await this.#run.reach(start);
    }
  }

  /** @returns false when none comes within the next few hundred things to happen */
  async goToNext(landmark: Landmark): Promise<boolean> {
    this.#playhead.pause();
    const from = this.#playhead.clock.now();
    return this.goToFirst((index) => findNext(index, from, landmark));
  }

  /**
   * Goes to an instant that `find` reads from the trace, simulating further while it finds none.
   * @returns false when it finds none in the next few hundred things to happen
   */
  async goToFirst(find: (index: TraceIndex) => SimTime | undefined): Promise<boolean> {
    for (let steps = 0; steps < SEARCH_STEPS; steps++) {
      const { index, nextAt, status } = this.#run.state.getState();
      const at = find(index);
      if (at !== undefined) {
        await this.#playhead.seek(at);
        return true;
      }
      if (!Number.isFinite(nextAt) || status.kind !== 'ready') return false;
      await this.#run.advance(nextAt as SimTime);
    }
    return false;
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

  /** Playing stops at the next event of this kind. */
  pauseWhen(landmark: Landmark | undefined): void {
    const when: PauseWhen | undefined =
      landmark === undefined
        ? undefined
        : { matches: (event) => isLandmark(event, landmark), after: TIME_ZERO };
    this.#playhead.setPauseWhen(when);
  }
}
