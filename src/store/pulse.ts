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

const PER_SEC = 6;

export class Pulse {
  readonly state: StoreApi<Beat>;
  readonly #run: ShownRun;
  readonly #playhead: Playhead;
  #beatAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: ShownRun, playhead: Playhead) {
    this.#run = run;
    this.#playhead = playhead;
    this.state = createStore<Beat>(() => this.#now());
    playhead.state.subscribe(() => this.#follow());
    run.state.subscribe(() => this.#follow());
  }

  #now(): Beat {
    const { t } = this.#playhead.state.getState();
    return { t, version: this.#run.state.getState().version };
  }

  #follow(): void {
    const waits = this.#beatAt + 1000 / PER_SEC - performance.now();
    if (!this.#playhead.state.getState().playing || waits <= 0) this.#beat();
    else this.#timer ??= setTimeout(() => this.#beat(), waits);
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
