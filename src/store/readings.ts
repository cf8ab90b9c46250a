// What is to be read while it plays: time goes slower where one sentence would give way to the next
// before there was time to read it.

import type { SimTime } from '../base/time.ts';

/** A sentence that stands from an instant on. */
export interface Reading {
  readonly at: SimTime;
  /** Screen time that it takes to read. */
  readonly ms: number;
}

export class Readings {
  readonly #items: readonly Reading[];
  readonly #speed: number;
  #current: Reading | undefined;
  /** How much of it is still to be read, in screen time at the usual speed. */
  #leftMs = 0;

  /** @param items in order of time @param speed the usual one: whoever plays faster reads faster */
  constructor(items: readonly Reading[], speed: number) {
    this.#items = items;
    this.#speed = speed;
  }

  /**
   * How fast a frame may go from `now`.
   *
   * @param rate that it would have, in virtual µs for a µs of screen
   * @param speed that is set
   */
  slowed(rate: number, now: SimTime, frameMs: number, speed: number): number {
    const current = this.#items.findLast(({ at }) => at <= now);
    const next = this.#items.find(({ at }) => at > now);
    if (current !== this.#current) this.#leftMs = current?.ms ?? 0;
    this.#current = current;
    if (next === undefined || this.#leftMs <= 0) return rate;
    const pace = speed / this.#speed;
    const slow = ((next.at - now) * pace) / (this.#leftMs * 1000);
    this.#leftMs -= frameMs * pace;
    return Math.min(rate, slow);
  }
}
