// A growing set of samples, in microseconds, and its percentiles in milliseconds.

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

export class Samples {
  #values = new Float64Array(64);
  #count = 0;
  #sum = 0;

  add(us: number): void {
    if (this.#count === this.#values.length) {
      const grown = new Float64Array(this.#count * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#count++] = us;
    this.#sum += us;
  }

  spread(): Spread {
    const n = this.#count;
    if (n === 0) return { n, p50: null, p95: null, p99: null, max: null, mean: null };
    const sorted = this.#values.slice(0, n).sort();
    return {
      n,
      p50: nearestRank(sorted, 50),
      p95: n >= SAMPLES_FOR_P95 ? nearestRank(sorted, 95) : null,
      p99: n >= SAMPLES_FOR_P99 ? nearestRank(sorted, 99) : null,
      max: (sorted[n - 1] as number) / 1000,
      mean: Math.round(this.#sum / n) / 1000,
    };
  }
}

/** @param sorted ascending, in µs @returns the percentile in ms */
function nearestRank(sorted: Float64Array, percent: number): number {
  const rank = Math.ceil((percent * sorted.length) / 100);
  return (sorted[rank - 1] as number) / 1000;
}
