// What runs add up to, and how sure that is: every kind of figure with its value and its interval.

import type { LatencyClock } from '../trace/metrics.ts';
import { type CountName, countIn, type JobResult, latenciesIn } from './counts.ts';
import {
  flatShareInterval,
  type Interval,
  neverSeenInterval,
  positiveInterval,
  RUNS_MIN,
  shareInterval,
  varianceOfRatio,
} from './interval.ts';
import { type LatencyPool, percentileInterval, percentileOf, poolOf } from './latencyPool.ts';
import type { Luck } from './luck.ts';
import type { Figure } from './measures.ts';

/** Why a figure has no interval. */
export type WithoutInterval = 'too few runs' | 'too few messages' | 'all runs alike';

/** The runs of a point, of which nothing is added up twice. */
export class Runs {
  readonly runs: readonly JobResult[];
  private readonly pools = new Map<LatencyClock, LatencyPool>();

  constructor(runs: readonly JobResult[]) {
    this.runs = runs;
  }

  each(name: CountName): readonly number[] {
    return this.runs.map((run) => countIn(run, name));
  }

  sum(name: CountName): number {
    return this.runs.reduce((all, run) => all + countIn(run, name), 0);
  }

  pool(clock: LatencyClock): LatencyPool {
    let pool = this.pools.get(clock);
    if (pool === undefined) {
      pool = poolOf(this.runs.map((run) => latenciesIn(run, clock)));
      this.pools.set(clock, pool);
    }
    return pool;
  }
}

/** Null: the runs have no such figure. */
export function figureOf(figure: Figure, point: Runs): number | null {
  switch (figure.kind) {
    case 'share':
      return ratio(point.sum(figure.of), point.sum('pairs'));
    case 'ratio':
      return ratio(point.sum(figure.of), point.sum(figure.to));
    case 'percentile': {
      const us = percentileOf(point.pool(figure.clock), figure.percent);
      return us === null ? null : us / 1000;
    }
    case 'mean-time': {
      const [parts, wholes] = timesOf(point, figure.clock);
      return ratio(sum(parts), sum(wholes));
    }
    case 'mean':
      return ratio(point.sum(figure.of), point.runs.length);
  }
}

/** Its ends are the figure itself where nothing is left to luck. */
export function intervalOf(
  figure: Figure,
  point: Runs,
  luck: Luck,
): Interval | WithoutInterval | undefined {
  const value = figureOf(figure, point);
  if (value === null) return undefined;
  if (luck === 'none') return { low: value, high: value };
  if (point.runs.length < RUNS_MIN) return 'too few runs';
  const areTogether = luck === 'together';
  switch (figure.kind) {
    case 'share': {
      const wholes = point.each('pairs');
      const variance = varianceOfRatio(point.each(figure.of), wholes);
      if (variance > 0) return shareInterval(value, variance, point.runs.length);
      return flatShareInterval(value, trialsIn(point, areTogether));
    }
    case 'ratio': {
      const found = positive(point, value, point.each(figure.of), point.each(figure.to));
      if (value > 0 || figure.countsEvents === undefined) return found;
      return neverSeenInterval(Math.min(trialsIn(point, areTogether), point.sum(figure.to)));
    }
    case 'percentile': {
      const pool = point.pool(figure.clock);
      const found = percentileInterval(pool, figure.percent, areTogether);
      if (found === undefined) return 'too few messages';
      return { low: found.low / 1000, high: found.high / 1000 };
    }
    case 'mean-time':
      return positive(point, value, ...timesOf(point, figure.clock));
    case 'mean': {
      const once = point.runs.map(() => 1);
      return positive(point, value, point.each(figure.of), once);
    }
  }
}

function positive(
  point: Runs,
  value: number,
  parts: readonly number[],
  wholes: readonly number[],
): Interval | WithoutInterval {
  const variance = varianceOfRatio(parts, wholes);
  if (variance === 0 || value === 0) return 'all runs alike';
  return positiveInterval(value, variance, point.runs.length);
}

/** A message's subscribers have its first hop in common: they are one trial. */
function trialsIn(point: Runs, areTogether: boolean): number {
  return areTogether ? point.runs.length : Math.min(point.sum('published'), point.sum('pairs'));
}

/** By run: its latencies added up, in ms, and how many there are. */
function timesOf(point: Runs, clock: LatencyClock): [readonly number[], readonly number[]] {
  const runs = point.runs.map((run) => latenciesIn(run, clock));
  const parts = runs.map((run) =>
    sum(run.map((us, i) => (i % 2 === 0 ? us * (run[i + 1] ?? 0) : 0))),
  );
  const wholes = runs.map((run) => sum(run.filter((_, i) => i % 2 === 1)));
  return [parts.map((us) => us / 1000), wholes];
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
