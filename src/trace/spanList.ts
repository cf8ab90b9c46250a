// Things with a beginning and an end, in order of their beginning: finds those that overlap a
// stretch of time without looking at all of them.

import type { SimTime } from '../base/time.ts';

interface Span {
  readonly from: SimTime;
  /** Undefined while it has not ended. */
  readonly until: SimTime | undefined;
}

export class SpanList<T extends Span> {
  readonly items: T[] = [];
  #longest = 0;
  /** Everything before this item has ended. */
  #firstOpen = 0;

  push(item: T): void {
    this.items.push(item);
  }

  /** Tells that an item has ended, or when it will, after `length` microseconds. */
  noteEnd(length: number): void {
    if (length > this.#longest) this.#longest = length;
  }

  /** Items that begin at `to` or before and end at `from` or after, in order of beginning. */
  overlapping(from: SimTime, to: SimTime): T[] {
    const { items } = this;
    while (this.#firstOpen < items.length && items[this.#firstOpen]?.until !== undefined) {
      this.#firstOpen++;
    }
    const found: T[] = [];
    const start = Math.min(this.#firstOpen, this.#countBefore((from - this.#longest) as SimTime));
    for (let i = start; i < items.length; i++) {
      const item = items[i] as T;
      if (item.from > to) break;
      if (item.until === undefined || item.until >= from) found.push(item);
    }
    return found;
  }

  #countBefore(t: SimTime): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle] as T).from < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
