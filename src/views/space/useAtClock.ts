// What is said of the clock's instant: rendered again only when it says something else, and while time
// goes on no oftener than can be read.

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { Clock } from './clock.ts';
import { keepSame } from './keepSame.ts';

/** Of a busy run each frame says something else. */
const PER_SEC = 15;

/** @param read gives plain data, the same for the same trace and instant */
export function useAtClock<T>(clock: Clock, read: (t: SimTime) => T): T {
  const kept = useRef<T>(undefined);
  const subscribe = useCallback((listen: () => void) => tellSeldom(clock, listen), [clock]);
  return useSyncExternalStore(subscribe, () => {
    const value = keepSame(kept.current, read(clock.now()));
    kept.current = value;
    return value;
  });
}

/** At once where it has not told for a while, and always of the last instant. */
function tellSeldom(clock: Clock, tell: () => void): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function now(): void {
    clearTimeout(timer);
    timer = undefined;
    toldAt = performance.now();
    tell();
  }
  const end = clock.subscribe(() => {
    const waits = toldAt + 1000 / PER_SEC - performance.now();
    if (waits <= 0) now();
    else timer ??= setTimeout(now, waits);
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}
