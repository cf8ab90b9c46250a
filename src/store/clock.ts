// The page's one clock: the instant of virtual time that everything on the screen shows. Views that
// move listen to it directly; React learns of it through playhead.ts's store.

import { type SimTime, TIME_ZERO } from '../base/time.ts';

export interface Clock {
  now(): SimTime;
  /** @returns a function that ends the subscription */
  subscribe(listener: (t: SimTime) => void): () => void;
}

export interface SettableClock extends Clock {
  set(t: SimTime): void;
}

export function createClock(): SettableClock {
  let now = TIME_ZERO;
  const listeners = new Set<(t: SimTime) => void>();
  return {
    now: () => now,
    set(t) {
      now = t;
      for (const listener of listeners) listener(t);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
