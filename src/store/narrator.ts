// Which sentence stands on the screen. While playing it stays for at least 2.5 s of screen time; then
// comes the most important of what has happened since. When paused it tells the instant shown.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type SimTime, TIME_ZERO } from '../base/time.ts';
import { createNarration, type Narration, tellCommon } from '../trace/commonWords.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Sentence } from '../trace/sentence.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { Scope } from './scope.ts';

const HOLD_MS = 2500;

export interface NarratorState {
  readonly sentence: Sentence | undefined;
}

export interface Narrator {
  readonly state: StoreApi<NarratorState>;
  dispose(): void;
}

/**
 * @param screenTime the screen's clock in milliseconds
 * @param words all that can be told; until they are there, what is common is
 */
export function createNarrator(
  scope: Scope,
  screenTime: () => number,
  words: Narration | Promise<Narration>,
): Narrator {
  let narration = words instanceof Promise ? createNarration(tellCommon) : words;
  const state = createStore<NarratorState>(() => ({ sentence: undefined }));
  let toldUntil: SimTime = TIME_ZERO;
  let toldLast: TraceEvent | undefined;
  let changedAt = -HOLD_MS;

  function tell(): void {
    const { t, playing } = scope.playhead.state.getState();
    const { index } = scope.run.state.getState();
    if (!playing || t < toldUntil) {
      tellInstant(index, t);
      return;
    }
    if (screenTime() - changedAt < HOLD_MS) return;
    const next = narration.narrate(index, toldUntil, t);
    if (next === undefined) toldUntil = t;
    else show(next, t);
  }

  /** What a command has just done goes before what had happened at its instant. */
  function tellInstant(index: TraceIndex, t: SimTime): void {
    const known = toldLast;
    toldLast = index.events[index.countUntil(t) - 1];
    if (known !== undefined && t === toldUntil) {
      if (toldLast === known) return;
      const added = placeAfter(known, index, t);
      if (added !== undefined) {
        const news = narration.narrateEvents(index, added, index.countUntil(t));
        if (news !== undefined) show(news, t);
        return;
      }
    }
    show(narration.narrateAt(index, t), t);
  }

  function show(sentence: Sentence | undefined, t: SimTime): void {
    toldUntil = t;
    const current = state.getState().sentence;
    if (current?.text === sentence?.text && current?.at === sentence?.at) return;
    changedAt = screenTime();
    state.setState({ sentence });
  }

  if (words instanceof Promise) void words.then(takeUp, () => undefined);

  function takeUp(all: Narration): void {
    narration = all;
    toldLast = undefined;
    if (!scope.playhead.state.getState().playing) tell();
  }

  const ends = [scope.playhead.state.subscribe(tell), scope.run.state.subscribe(tell)];
  return {
    state,
    dispose() {
      for (const end of ends) end();
    },
  };
}

/** Where what the instant has got since `known` begins; undefined: the trace is another one. */
function placeAfter(known: TraceEvent, index: TraceIndex, t: SimTime): number | undefined {
  for (let i = index.countUntil(t) - 1; i >= 0; i--) {
    const event = index.events[i];
    if (event === known) return i + 1;
    if (event === undefined || event.at < t) return undefined;
  }
  return undefined;
}
