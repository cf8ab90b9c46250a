// The bare event loop, which is the engine's limit: its queue, and nothing done about what comes out.

import { createEventQueue } from '../../base/eventQueue.ts';
import { draw, mix } from '../../base/random.ts';
import { addTime, fromMs, fromUs, TIME_ZERO } from '../../base/time.ts';

export const PENDING = 1000;

/** As in the runs: flights and re-send timers, each at its own span. */
export const twoSpans = (nth: number): number => (nth % 3 === 0 ? fromMs(1000) : fromMs(50));
export const anySpan = (nth: number): number => 1 + (draw(mix(1, nth)) >>> 12);

/** Takes out and puts in a new item, with PENDING of them waiting. @returns how many it took out */
export function turnQueue(items: number, spanOf: (nth: number) => number): number {
  const queue = createEventQueue<{ readonly nth: number }>();
  for (let nth = 0; nth < PENDING; nth++) queue.push(fromUs(spanOf(nth)), { nth });
  let now = TIME_ZERO;
  for (let nth = 0; nth < items; nth++) {
    now = fromUs(queue.nextAt);
    const { nth: taken } = queue.pop();
    queue.push(addTime(now, fromUs(spanOf(taken))), { nth: taken + PENDING });
  }
  return items;
}
