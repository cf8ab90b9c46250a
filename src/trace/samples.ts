// A growing set of samples, in microseconds, and its percentiles in milliseconds.

import { Unchanging } from '../base/cloneGraph.ts';

/** Nearest-rank percentiles; null where there are too few samples for the figure to mean much. */
export interface Spread {
  readonly n: number;
  readonly p50: number | null;
  /** From 20 samples. */
  readonly p95: number | null;
  /** From 100 samples. */
  readonly p99: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

export const SAMPLES_FOR_P95 = 20;
export const SAMPLES_FOR_P99 = 100;

/** How many stand together; what is full is shared by all copies of the set. */
const CHUNK = 1024;

export class Samples {
  private readonly full: Unchanging<Float64Array>[] = [];
  private chunk = new Float64Array(CHUNK);
  private count = 0;
  private sum = 0;

  add(us: number): void {
    const place = this.count % CHUNK;
    if (place === 0 && this.count > 0) {
      this.full.push(new Unchanging(this.chunk));
      this.chunk = new Float64Array(CHUNK);
    }
    this.chunk[place] = us;
    this.count++;
    this.sum += us;
  }

  spread(): Spread {
    const n = this.count;
    if (n === 0) return { n, p50: null, p95: null, p99: null, max: null, mean: null };
    const sorted = this.all().sort();
    return {
      n,
      p50: nearestRank(sorted, 50),
      p95: n >= SAMPLES_FOR_P95 ? nearestRank(sorted, 95) : null,
      p99: n >= SAMPLES_FOR_P99 ? nearestRank(sorted, 99) : null,
      max: (sorted[n - 1] as number) / 1000,
      mean: Math.round(this.sum / n) / 1000,
    };
  }

  private all(): Float64Array {
    const all = new Float64Array(this.count);
    this.full.forEach(({ value }, i) => {
      all.set(value, i * CHUNK);
    });
    const rest = this.full.length * CHUNK;
    all.set(this.chunk.subarray(0, this.count - rest), rest);
    return all;
  }
}

/** @param sorted ascending, in µs @returns the percentile in ms */
function nearestRank(sorted: Float64Array, percent: number): number {
  const rank = Math.ceil((percent * sorted.length) / 100);
  return (sorted[rank - 1] as number) / 1000;
}
