// The bare event loop, which is the engine's limit: its queue, and nothing done about what comes out.

import { createEventQueue, type LaneNumber } from '../../base/eventQueue.ts';
import { draw, mix } from '../../base/random.ts';
import { addTime, fromMs, fromUs, TIME_ZERO } from '../../base/time.ts';
import { LANE } from '../../sim/work.ts';

export const PENDING = 1000;

interface Spans {
  /** Of the nth item. */
  readonly spanOf: (nth: number) => number;
  readonly laneOf: (nth: number) => LaneNumber | undefined;
}

/** As in the runs: flights and re-send timers, each at its own span and in its own lane. */
export const twoSpans: Spans = {
  spanOf: (nth) => (nth % 3 === 0 ? fromMs(1000) : fromMs(50)),
  laneOf: (nth) => (nth % 3 === 0 ? LANE.resends : LANE.flights),
};
export const anySpan: Spans = {
  spanOf: (nth) => 1 + (draw(mix(1, nth)) >>> 12),
  laneOf: () => undefined,
};

/** Takes out and puts in a new item, with PENDING of them waiting. @returns how many it took out */
export function turnQueue(items: number, { spanOf, laneOf }: Spans): number {
  const queue = createEventQueue<{ readonly nth: number }>();
  for (let nth = 0; nth < PENDING; nth++) queue.push(fromUs(spanOf(nth)), { nth }, laneOf(nth));
  let now = TIME_ZERO;
  for (let nth = 0; nth < items; nth++) {
    now = fromUs(queue.nextAt);
    const { nth: taken } = queue.pop();
    const at = addTime(now, fromUs(spanOf(taken)));
    queue.push(at, { nth: taken + PENDING }, laneOf(taken));
  }
  return items;
}
