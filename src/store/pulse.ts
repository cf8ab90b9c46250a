// What React hears of time and trace: both change with every frame while playing, and views that tell
// of them in words and figures are rendered together, some times a second. When paused it is exact.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import type { Playhead } from './playhead.ts';
import type { ShownRun } from './shownRun.ts';

export interface Beat {
  readonly t: SimTime;
  /** Changes when the trace has grown or was cut. */
  readonly version: number;
}

const PERIOD_MS = 1000 / 6;

export class Pulse {
  readonly state: StoreApi<Beat>;
  readonly #run: ShownRun;
  readonly #playhead: Playhead;
  readonly #shiftMs: number;
  #beatAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param turn of several that go on together, from 0 to 1: they beat in turns, in frames of their own */
  constructor(run: ShownRun, playhead: Playhead, turn = 0) {
    this.#run = run;
    this.#playhead = playhead;
    this.#shiftMs = turn * PERIOD_MS;
    this.state = createStore<Beat>(() => this.#now());
    playhead.state.subscribe(() => this.#follow());
    run.state.subscribe(() => this.#follow());
  }

  #now(): Beat {
    const { t } = this.#playhead.state.getState();
    return { t, version: this.#run.state.getState().version };
  }

  #follow(): void {
    const waits = this.#nextAfter(this.#beatAt) - performance.now();
    if (!this.#playhead.state.getState().playing || !(waits > 0)) this.#beat();
    else this.#timer ??= setTimeout(() => this.#beat(), waits);
  }

  /** Beats stand at fixed places of time, wherever playing started; the next is at least half a period off. */
  #nextAfter(at: number): number {
    const place = Math.round((at - this.#shiftMs) / PERIOD_MS) + 1;
    return place * PERIOD_MS + this.#shiftMs;
  }

  #beat(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#now();
    const { t, version } = this.state.getState();
    if (next.t === t && next.version === version) return;
    this.#beatAt = performance.now();
    this.state.setState(next);
  }
}

/** A pulse of what may be out of sight: playing, it stands still there. Paused it is exact everywhere. */
export class HeldPulse {
  readonly state: StoreApi<Beat>;
  readonly #pulse: Pulse;
  readonly #playhead: Playhead;
  #isSeen = true;

  constructor(pulse: Pulse, playhead: Playhead) {
    this.#pulse = pulse;
    this.#playhead = playhead;
    this.state = createStore<Beat>(() => pulse.state.getState());
  }

  /** @returns ends it */
  follow(): () => void {
    const ends = [
      this.#pulse.state.subscribe(() => this.#beat()),
      this.#playhead.state.subscribe(() => this.#beat()),
    ];
    this.#beat();
    return () => {
      for (const end of ends) end();
    };
  }

  setSeen(isSeen: boolean): void {
    this.#isSeen = isSeen;
    this.#beat();
  }

  #beat(): void {
    if (!this.#isSeen && this.#playhead.state.getState().playing) return;
    const next = this.#pulse.state.getState();
    if (next !== this.state.getState()) this.state.setState(next, true);
  }
}
