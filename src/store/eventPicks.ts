// Which events of a trace somebody wants, by their places in it: grows as the trace grows, and starts
// again where another trace takes its place. What the index starts from is not looked at.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

/** @param place of the event in the trace that the index has */
type Wants = (event: TraceEvent, place: number) => boolean;

export class EventPicks {
  readonly #wants: Wants;
  #places: number[] = [];
  #events: readonly TraceEvent[] | undefined;
  /** How many of the events are looked at. */
  #seen = 0;

  constructor(wants: Wants) {
    this.#wants = wants;
  }

  /** How many of those wanted happen at `t` or before. */
  countUntil(index: TraceIndex, t: SimTime): number {
    this.#grow(index);
    return this.#countBefore(index.countUntil(t));
  }

  /** @param nth among those wanted, from 0 @returns its place among the index's events */
  placeOf(nth: number): number {
    return this.#places[nth] ?? -1;
  }

  /** @returns which of those wanted stands at a place; undefined when it is not wanted */
  nthAt(place: number): number | undefined {
    const nth = this.#countBefore(place);
    return this.#places[nth] === place ? nth : undefined;
  }

  #grow(index: TraceIndex): void {
    const { events } = index;
    if (events !== this.#events) {
      this.#places = [];
      this.#events = events;
      this.#seen = index.start.events.length;
    }
    for (; this.#seen < events.length; this.#seen++) {
      const place = this.#seen;
      if (this.#wants(events[place] as TraceEvent, place)) this.#places.push(place);
    }
  }

  #countBefore(place: number): number {
    const places = this.#places;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
