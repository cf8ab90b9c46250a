// A priority queue of items ordered by (at, seq): earliest first, and first in, first out among
// equals. Most of a simulation's items come in order, each kind at a constant distance from now
// (flights by the latency, timers by their span): each such kind has a lane, at constant cost. What
// has none, or is earlier than the last one in its lane, waits in a heap.

import { Heap } from './heap.ts';
import { Lane } from './lane.ts';
import type { SimTime } from './time.ts';

/** Names one of the lanes. */
export type LaneNumber = 0 | 1 | 2;
/** The number after theirs. */
const HEAP = 3;
const PLACES = HEAP + 1;

export interface EventQueue<T> {
  readonly size: number;
  /** Instant of the earliest item, or Infinity when there is none. */
  readonly nextAt: number;
  /**
   * @param lane of the items that it comes in order with, as a rule
   * @returns a ticket, good for `remove` as long as the item waits
   */
  push(at: SimTime, item: T, lane?: LaneNumber): number;
  /** Takes out the earliest item. The queue must not be empty. */
  pop(): T;
  /** Takes out an item that waits, before its time. */
  remove(ticket: number): void;
  /** Visits all items in no particular order. */
  forEach(visit: (item: T) => void): void;
}

export function createEventQueue<T>(): EventQueue<T> {
  return new LaneQueue<T>();
}

class LaneQueue<T> implements EventQueue<T> {
  size = 0;
  nextAt = Infinity;
  private readonly laneA = new Lane<T>();
  private readonly laneB = new Lane<T>();
  private readonly laneC = new Lane<T>();
  private readonly heap = new Heap<T>();
  /** Where the earliest item waits. */
  private first: Lane<T> | Heap<T> = this.heap;
  private nextSeq = 0;

  push(at: SimTime, item: T, lane?: LaneNumber): number {
    const seq = this.nextSeq++;
    const number = lane !== undefined && at >= this.lane(lane).lastAt ? lane : HEAP;
    const place = this.numbered(number);
    const ticket = place.push(at, seq, item) * PLACES + number;
    this.size++;
    if (at < this.nextAt) {
      this.nextAt = at;
      this.first = place;
    }
    return ticket;
  }

  private lane(number: LaneNumber): Lane<T> {
    if (number === 0) return this.laneA;
    return number === 1 ? this.laneB : this.laneC;
  }

  private numbered(number: LaneNumber | typeof HEAP): Lane<T> | Heap<T> {
    return number === HEAP ? this.heap : this.lane(number);
  }

  remove(ticket: number): void {
    const number = (ticket % PLACES) as LaneNumber | typeof HEAP;
    const place = this.numbered(number);
    place.remove((ticket - number) / PLACES);
    this.size--;
    if (place === this.first) this.findFirst();
  }

  pop(): T {
    const item = this.first.pop();
    this.size--;
    this.findFirst();
    return item;
  }

  private findFirst(): void {
    this.first = this.heap;
    this.nextAt = this.heap.headAt;
    this.consider(this.laneA);
    this.consider(this.laneB);
    this.consider(this.laneC);
  }

  private consider(lane: Lane<T>): void {
    const at = lane.headAt;
    if (at > this.nextAt || (at === this.nextAt && lane.headSeq > this.first.headSeq)) return;
    this.nextAt = at;
    this.first = lane;
  }

  forEach(visit: (item: T) => void): void {
    this.laneA.forEach(visit);
    this.laneB.forEach(visit);
    this.laneC.forEach(visit);
    this.heap.forEach(visit);
  }
}
