// Timers by name on one clock: any number of them stand on a single timeout, that of the earliest.
// Setting one again replaces it.

import { Heap } from '../../base/heap.ts';
import type { SimTime } from '../../base/time.ts';

interface Entry {
  readonly name: string;
  readonly at: SimTime;
  readonly fire: () => void;
  running: boolean;
}

/** setTimeout takes no more: a later timer is looked at again then. */
const SPAN_MS_MAX = 2_147_483_647;
/** Cancelled entries stay in the heap; from this many on they are swept out when they are most. */
const STALE_MIN = 64;

export class Timers {
  readonly #now: () => SimTime;
  readonly #running = new Map<string, Entry>();
  #heap = new Heap<Entry>();
  #seq = 0;
  #stale = 0;
  #timeout: NodeJS.Timeout | undefined;
  #wakesAt = Infinity;

  constructor(now: () => SimTime) {
    this.#now = now;
  }

  /** How many are running. */
  get size(): number {
    return this.#running.size;
  }

  /** How many entries are kept, running or not. */
  get kept(): number {
    return this.#running.size + this.#stale;
  }

  set(name: string, at: SimTime, fire: () => void): void {
    this.cancel(name);
    const entry: Entry = { name, at, fire, running: true };
    this.#running.set(name, entry);
    this.#heap.push(at, this.#seq++, entry);
    if (at < this.#wakesAt) this.#wake(at);
  }

  cancel(name: string): void {
    const entry = this.#running.get(name);
    if (entry === undefined) return;
    entry.running = false;
    this.#running.delete(name);
    this.#stale++;
    if (this.#stale > STALE_MIN && this.#stale > this.#running.size) this.#sweep();
  }

  #sweep(): void {
    this.#heap = new Heap();
    this.#stale = 0;
    for (const entry of this.#running.values()) this.#heap.push(entry.at, this.#seq++, entry);
  }

  #wake(at: number): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
    this.#wakesAt = at;
    if (at === Infinity) return;
    const spanMs = Math.ceil((at - this.#now()) / 1000);
    this.#timeout = setTimeout(() => this.#fireDue(), Math.min(Math.max(spanMs, 1), SPAN_MS_MAX));
  }

  #fireDue(): void {
    const now = this.#now();
    while (this.#heap.headAt <= now) {
      const entry = this.#heap.pop();
      if (!entry.running) {
        this.#stale--;
        continue;
      }
      this.#running.delete(entry.name);
      entry.fire();
    }
    this.#wake(this.#heap.headAt);
  }

  /** Cancels all. */
  stop(): void {
    this.#running.clear();
    this.#heap = new Heap();
    this.#stale = 0;
    this.#wake(Infinity);
  }
}
