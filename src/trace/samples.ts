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

/** How many stand together: what is full is shared by all copies of the set, ... */
const CHUNK = 1024;
/** ... and so are the parts of what is not full yet: a copy has little of its own. */
const BLOCK = 64;

export class Samples {
  private full: Unchanging<Float64Array>[] = [];
  /** Those of `full` in ascending order, as far as somebody has asked. */
  private ordered: Unchanging<Float64Array>[] = [];
  /** Full blocks of the next chunk. */
  private blocks: Unchanging<Float64Array>[] = [];
  private block = new Float64Array(BLOCK);
  private count = 0;
  private sum = 0;
  /** How many of the first chunk are dropped. */
  private dropped = 0;

  /** @param plain one without its class, as it comes from another thread */
  static revive(plain: Samples): Samples {
    const share = (all: readonly Unchanging<Float64Array>[]) =>
      all.map(({ value }) => new Unchanging(value));
    const [full, ordered, blocks] = [plain.full, plain.ordered, plain.blocks].map(share);
    return Object.assign(new Samples(), plain, { full, ordered, blocks });
  }

  /** @param us whole microseconds */
  add(us: number): void {
    this.block[this.count % BLOCK] = us;
    this.count++;
    this.sum += us;
    if (this.count % BLOCK !== 0) return;
    this.blocks.push(new Unchanging(this.block));
    this.block = new Float64Array(BLOCK);
    if (this.count % CHUNK !== 0) return;
    this.full.push(new Unchanging(this.rest()));
    this.blocks = [];
  }

  /** Forgets the oldest, which there must be. */
  dropOldest(): void {
    this.sum -= this.at(this.dropped);
    this.dropped++;
    if (this.dropped < CHUNK) return;
    this.dropped = 0;
    this.count -= CHUNK;
    this.full.shift();
    this.ordered.shift();
  }

  private at(i: number): number {
    const chunk = this.full[Math.floor(i / CHUNK)];
    if (chunk !== undefined) return chunk.value[i % CHUNK] as number;
    const block = this.blocks[Math.floor((i % CHUNK) / BLOCK)]?.value ?? this.block;
    return block[i % BLOCK] as number;
  }

  /** Those behind the full chunks. */
  private rest(): Float64Array {
    const rest = new Float64Array(this.count - this.full.length * CHUNK);
    this.blocks.forEach(({ value }, i) => {
      rest.set(value, i * BLOCK);
    });
    const first = this.blocks.length * BLOCK;
    rest.set(this.block.subarray(0, rest.length - first), first);
    return rest;
  }

  spread(): Spread {
    const n = this.count - this.dropped;
    if (n === 0) return { n, p50: null, p95: null, p99: null, max: null, mean: null };
    const runs = this.runs();
    return {
      n,
      p50: nearestRank(runs, n, 50),
      p95: n >= SAMPLES_FOR_P95 ? nearestRank(runs, n, 95) : null,
      p99: n >= SAMPLES_FOR_P99 ? nearestRank(runs, n, 99) : null,
      max: nearestRank(runs, n, 100),
      mean: Math.round(this.sum / n) / 1000,
    };
  }

  /** How many lie below the first edge, from each to the next, and at the last or above. */
  countBetween(edgesUs: readonly number[]): number[] {
    const runs = this.runs();
    const below = edgesUs.map((edge) => countUntil(runs, edge - 1));
    const n = this.count - this.dropped;
    return [...below, n].map((count, i) => count - (below[i - 1] ?? 0));
  }

  /** The last `most` in µs, oldest first. */
  latest(most: number): number[] {
    const found: number[] = [];
    const first = Math.max(this.dropped, this.count - most);
    for (let i = first; i < this.count; i++) found.push(this.at(i));
    return found;
  }

  /** All samples, in ascending stretches. */
  private runs(): Float64Array[] {
    const { full, ordered, dropped } = this;
    for (const { value } of full.slice(ordered.length)) {
      ordered.push(new Unchanging(value.slice().sort()));
    }
    const runs = ordered.map(({ value }) => value);
    const rest = this.rest();
    const first = full[0]?.value;
    if (first === undefined) return [rest.slice(dropped).sort()];
    if (dropped > 0) runs[0] = first.slice(dropped).sort();
    return [...runs, rest.sort()];
  }
}

/** @param runs each ascending, in whole µs, `n` in all @returns the percentile in ms */
function nearestRank(runs: readonly Float64Array[], n: number, percent: number): number {
  const rank = Math.ceil((percent * n) / 100);
  let low = 0;
  let high = runs.reduce((most, run) => Math.max(most, run.at(-1) ?? 0), 0);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (countUntil(runs, middle) >= rank) high = middle;
    else low = middle + 1;
  }
  return low / 1000;
}

/** How many are `us` or less. */
function countUntil(runs: readonly Float64Array[], us: number): number {
  let sum = 0;
  for (const run of runs) {
    let low = 0;
    let high = run.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((run[middle] as number) <= us) low = middle + 1;
      else high = middle;
    }
    sum += low;
  }
  return sum;
}
