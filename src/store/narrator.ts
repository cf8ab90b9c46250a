// Which sentence stands on the screen. While playing it changes at most every 2.5 s of screen time,
// to the most important of what has happened since; when paused it tells the instant shown.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type SimTime, TIME_ZERO } from '../base/time.ts';
import { narrate, narrateAt, type Sentence } from '../trace/narration.ts';
import type { Scope } from './scope.ts';

const HOLD_MS = 2500;

export interface NarratorState {
  readonly sentence: Sentence | undefined;
}

export interface Narrator {
  readonly state: StoreApi<NarratorState>;
  dispose(): void;
}

/** @param screenTime the screen's clock in milliseconds */
export function createNarrator(scope: Scope, screenTime: () => number): Narrator {
  const state = createStore<NarratorState>(() => ({ sentence: undefined }));
  let toldUntil: SimTime = TIME_ZERO;
  let changedAt = -HOLD_MS;

  function tell(): void {
    const { t, playing } = scope.playhead.state.getState();
    const { index } = scope.run.state.getState();
    if (!playing || t < toldUntil) {
      show(narrateAt(index, t), t);
      return;
    }
    const held = screenTime() - changedAt < HOLD_MS;
    const current = state.getState().sentence;
    const next = narrate(index, toldUntil, t);
    if (next === undefined) return;
    // A more important thing does not wait.
    if (held && current !== undefined && next.rank >= current.rank) return;
    show(next, t);
  }

  function show(sentence: Sentence | undefined, t: SimTime): void {
    toldUntil = t;
    const current = state.getState().sentence;
    if (current?.text === sentence?.text && current?.at === sentence?.at) return;
    changedAt = screenTime();
    state.setState({ sentence });
  }

  const ends = [scope.playhead.state.subscribe(tell), scope.run.state.subscribe(tell)];
  return {
    state,
    dispose() {
      for (const end of ends) end();
    },
  };
}
