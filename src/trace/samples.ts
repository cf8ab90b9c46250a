// A set of samples, in microseconds, and its percentiles in milliseconds: as exact as a histogram.

import { Histogram } from './histogram.ts';

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

/** How many of the last ones are known one by one. A power of two, for the mask. */
export const LATEST = 64;

export class Samples {
  private histogram = new Histogram();
  private readonly last = new Float64Array(LATEST);
  private added = 0;
  private dropped = 0;
  private sum = 0;

  /** @param plain one without its class, as it comes from another thread */
  static revive(plain: Samples): Samples {
    const histogram = Histogram.revive(plain.histogram);
    return Object.assign(new Samples(), plain, { histogram });
  }

  /** @param us whole microseconds */
  add(us: number): void {
    this.histogram.count(us, 1);
    this.last[this.added & (LATEST - 1)] = us;
    this.added++;
    this.sum += us;
  }

  /** Forgets the oldest. @param us what it was */
  dropOldest(us: number): void {
    this.histogram.count(us, -1);
    this.dropped++;
    this.sum -= us;
  }

  spread(): Spread {
    const n = this.added - this.dropped;
    if (n === 0) return { n, p50: null, p95: null, p99: null, max: null, mean: null };
    const [p50 = 0, p95 = 0, p99 = 0, max = 0] = this.ranked(
      [50, 95, 99, 100].map((percent) => Math.ceil((percent * n) / 100)),
    );
    return {
      n,
      p50: p50 / 1000,
      p95: n >= SAMPLES_FOR_P95 ? p95 / 1000 : null,
      p99: n >= SAMPLES_FOR_P99 ? p99 / 1000 : null,
      max: max / 1000,
      mean: Math.round(this.sum / n) / 1000,
    };
  }

  /** @param ranks from 1 on, ascending @returns the sample of each */
  private ranked(ranks: readonly number[]): readonly number[] {
    const found: number[] = [];
    let upTo = 0;
    for (const { value, count } of this.histogram.buckets()) {
      upTo += count;
      while (upTo >= (ranks[found.length] ?? Infinity)) found.push(value);
    }
    return found;
  }

  /** How many lie below the first edge, from each to the next, and at the last or above. */
  countBetween(edgesUs: readonly number[]): number[] {
    const counts = new Array<number>(edgesUs.length + 1).fill(0);
    let between = 0;
    for (const { value, count } of this.histogram.buckets()) {
      while (value >= (edgesUs[between] ?? Infinity)) between++;
      counts[between] = (counts[between] as number) + count;
    }
    return counts;
  }

  /** All of them, as value, count, value, count, …: ascending, in µs, as exact as a histogram. */
  list(): number[] {
    const list: number[] = [];
    for (const { value, count } of this.histogram.buckets()) list.push(value, count);
    return list;
  }

  /** The last `most` in µs, oldest first: LATEST of them at most. */
  latest(most: number): number[] {
    const found: number[] = [];
    const first = Math.max(this.dropped, this.added - most, this.added - LATEST);
    for (let i = first; i < this.added; i++) found.push(this.last[i & (LATEST - 1)] as number);
    return found;
  }
}
