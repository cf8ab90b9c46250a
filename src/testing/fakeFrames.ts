// requestAnimationFrame by hand, for tests of what plays: each call of `frame` is a frame, `ms` after
// the last. Whoever uses it unstubs the globals after each test.

import { vi } from 'vitest';

export interface FakeFrames {
  frame(ms: number): Promise<void>;
  /** The screen's clock. */
  now(): number;
}

export function fakeFrames(): FakeFrames {
  let now = 0;
  let nextId = 1;
  const waiting = new Map<number, (time: number) => void>();
  vi.stubGlobal('requestAnimationFrame', (callback: (time: number) => void) => {
    waiting.set(nextId, callback);
    return nextId++;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id));
  return {
    async frame(ms) {
      now += ms;
      const callbacks = [...waiting.values()];
      waiting.clear();
      for (const callback of callbacks) callback(now);
      // The in-process simulation answers within a few microtasks.
      for (let i = 0; i < 60; i++) await Promise.resolve();
    },
    now: () => now,
  };
}
