// Where in the whole run packets and messages were lost and second copies arrived: a strip of bins
// that knows also what the page has let go of. Its size is bounded: when a run outgrows it, two bins
// become one.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

/** What is counted. */
export type Mark = 'packetLost' | 'messageLost' | 'secondCopy';

const BINS = 8192;
const WIDTH_FIRST = 4096;

type Bins = Record<Mark, Uint32Array>;

export class RunMarks {
  #bins = emptyBins();
  #widthUs = WIDTH_FIRST;

  clear(): void {
    this.#bins = emptyBins();
    this.#widthUs = WIDTH_FIRST;
  }

  add(events: readonly TraceEvent[]): void {
    for (const event of events) {
      const mark = markOf(event);
      if (mark !== undefined) this.#put(event.at, mark);
    }
  }

  /** The run has forked: nothing that was known after `at` is true any more but what the index has. */
  fork(at: SimTime, index: TraceIndex): void {
    const first = Math.floor(at / this.#widthUs);
    for (const bins of Object.values(this.#bins)) bins.fill(0, Math.min(first, BINS));
    const start = (first * this.#widthUs - 1) as SimTime;
    this.add(index.events.slice(index.countUntil(start)));
  }

  /** How many there are from an instant until before another. Widened to whole bins. */
  count(mark: Mark, from: number, to: number): number {
    const bins = this.#bins[mark];
    const last = Math.min(BINS, Math.ceil(to / this.#widthUs)) - 1;
    let n = 0;
    for (let i = Math.max(0, Math.floor(from / this.#widthUs)); i <= last; i++) n += bins[i] ?? 0;
    return n;
  }

  #put(at: SimTime, mark: Mark): void {
    while (at >= this.#widthUs * BINS) this.#merge();
    const bins = this.#bins[mark];
    const i = Math.floor(at / this.#widthUs);
    bins[i] = (bins[i] ?? 0) + 1;
  }

  #merge(): void {
    for (const bins of Object.values(this.#bins)) {
      for (let i = 0; i < BINS / 2; i++) bins[i] = (bins[2 * i] ?? 0) + (bins[2 * i + 1] ?? 0);
      bins.fill(0, BINS / 2);
    }
    this.#widthUs *= 2;
  }
}

function emptyBins(): Bins {
  return {
    packetLost: new Uint32Array(BINS),
    messageLost: new Uint32Array(BINS),
    secondCopy: new Uint32Array(BINS),
  };
}

export function markOf(event: TraceEvent): Mark | undefined {
  switch (event.kind) {
    case 'packet-lost':
    case 'segment-lost':
      return 'packetLost';
    case 'message-lost':
      return 'messageLost';
    case 'message-delivered':
      return event.duplicate ? 'secondCopy' : undefined;
    default:
      return undefined;
  }
}
