// A priority queue of items ordered by (at, seq): earliest first, and first in, first out among
// equals. Most of a simulation's items come in order, each kind at a constant distance from now
// (flights by the latency, timers by their span): these wait in lanes, at constant cost. What fits
// no lane waits in a heap.

import { Heap } from './heap.ts';
import { Lane } from './lane.ts';
import type { SimTime } from './time.ts';

export interface EventQueue<T> {
  readonly size: number;
  /** Instant of the earliest item, or Infinity when there is none. */
  readonly nextAt: number;
  /** @returns a ticket, good for `remove` as long as the item waits */
  push(at: SimTime, item: T): number;
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

/** Three lanes and the heap. */
const PLACES = 4;

class LaneQueue<T> implements EventQueue<T> {
  size = 0;
  nextAt = Infinity;
  /** Three, because keep-alive, re-send timers and flights sort themselves into three. */
  private readonly laneA = new Lane<T>();
  private readonly laneB = new Lane<T>();
  private readonly laneC = new Lane<T>();
  private readonly heap = new Heap<T>();
  /** Where the earliest item waits. */
  private first: Lane<T> | Heap<T> = this.heap;
  private nextSeq = 0;

  push(at: SimTime, item: T): number {
    const seq = this.nextSeq++;
    const place = this.placeFor(at);
    const ticket = place.push(at, seq, item) * PLACES + this.numberOf(place);
    this.size++;
    if (at < this.nextAt) {
      this.nextAt = at;
      this.first = place;
    }
    return ticket;
  }

  /** The first lane in which `at` is no step back. */
  private placeFor(at: SimTime): Lane<T> | Heap<T> {
    if (at >= this.laneA.lastAt) return this.laneA;
    if (at >= this.laneB.lastAt) return this.laneB;
    if (at >= this.laneC.lastAt) return this.laneC;
    return this.heap;
  }

  private numberOf(place: Lane<T> | Heap<T>): number {
    if (place === this.laneA) return 0;
    if (place === this.laneB) return 1;
    return place === this.laneC ? 2 : 3;
  }

  private numbered(number: number): Lane<T> | Heap<T> {
    if (number === 0) return this.laneA;
    if (number === 1) return this.laneB;
    return number === 2 ? this.laneC : this.heap;
  }

  remove(ticket: number): void {
    const number = ticket % PLACES;
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
