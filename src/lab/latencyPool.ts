// All latencies of some runs together: their percentiles, and how sure those are.

import { SAMPLES_FOR_P95, SAMPLES_FOR_P99 } from '../trace/samples.ts';
import { type Interval, tQuantile, varianceOfRatio } from './interval.ts';

export interface LatencyPool {
  /** One list each, as `JobResult` has them. */
  readonly runs: readonly (readonly number[])[];
  /** In µs, ascending. */
  readonly values: readonly number[];
  /** By place among the values: how many latencies are at most that. */
  readonly upTo: readonly number[];
}

export function poolOf(runs: readonly (readonly number[])[]): LatencyPool {
  const counts = new Map<number, number>();
  for (const run of runs) {
    for (let i = 0; i < run.length; i += 2) {
      const value = run[i] as number;
      counts.set(value, (counts.get(value) ?? 0) + (run[i + 1] as number));
    }
  }
  const values = [...counts.keys()].sort((a, b) => a - b);
  let all = 0;
  const upTo = values.map((value) => {
    all += counts.get(value) ?? 0;
    return all;
  });
  return { runs, values, upTo };
}

/** Nearest rank, in µs; null where there are too few for the figure to mean much. */
export function percentileOf(pool: LatencyPool, percent: number): number | null {
  const n = pool.upTo.at(-1) ?? 0;
  const least = percent > 95 ? SAMPLES_FOR_P99 : percent > 50 ? SAMPLES_FOR_P95 : 1;
  return n < least ? null : atRank(pool, Math.ceil((percent * n) / 100));
}

/**
 * By order statistics: the latencies whose ranks are as far from the percentile's as chance takes them.
 * How far that is, is seen by how much the share of faster ones differs between runs.
 *
 * @param areTogether whether a run is one trial where runs do not differ
 * @returns undefined: there are too few latencies beyond the percentile to have an end
 */
export function percentileInterval(
  pool: LatencyPool,
  percent: number,
  areTogether: boolean,
): Interval | undefined {
  const n = pool.upTo.at(-1) ?? 0;
  const runs = pool.runs.length;
  const share = percent / 100;
  const effect = designEffect(pool, share) ?? (areTogether ? n / runs : 1);
  const reach = tQuantile(runs - 1) * Math.sqrt(effect * share * (1 - share) * n);
  const [first, last] = [Math.floor(share * n - reach), Math.ceil(share * n + reach)];
  if (first < 1 || last > n) return undefined;
  const [low, high] = [atRank(pool, first), atRank(pool, last)];
  return low === null || high === null ? undefined : { low, high };
}

/**
 * How many times larger the variance of the share of faster ones is than that of independent latencies,
 * at the value whose share is nearest to the percentile's. Undefined: no value tells runs apart.
 */
function designEffect({ runs, values, upTo }: LatencyPool, share: number): number | undefined {
  const n = upTo.at(-1) ?? 0;
  let place = -1;
  for (let i = 0; i < values.length - 1; i++) {
    const isNearer = place < 0 || distance(upTo[i], n, share) < distance(upTo[place], n, share);
    if (isNearer) place = i;
  }
  const edge = values[place];
  if (edge === undefined) return undefined;
  const parts = runs.map((run) => countUpTo(run, edge));
  const wholes = runs.map((run) => countUpTo(run, Infinity));
  const faster = (upTo[place] ?? 0) / n;
  return varianceOfRatio(parts, wholes) / ((faster * (1 - faster)) / n);
}

function distance(count: number | undefined, n: number, share: number): number {
  return Math.abs((count ?? 0) / n - share);
}

function countUpTo(run: readonly number[], most: number): number {
  let count = 0;
  for (let i = 0; i < run.length && (run[i] as number) <= most; i += 2) {
    count += run[i + 1] as number;
  }
  return count;
}

/** @param rank from 1 on */
function atRank({ values, upTo }: LatencyPool, rank: number): number | null {
  let [from, to] = [0, upTo.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((upTo[middle] as number) < rank) from = middle + 1;
    else to = middle;
  }
  return values[from] ?? null;
}
