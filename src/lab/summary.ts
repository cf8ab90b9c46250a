// What the runs of a sweep add up to.

import type { SettingName } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import type { JobResult } from './counts.ts';
import { figureOf, intervalOf, Runs, type WithoutInterval } from './estimate.ts';
import { type Luck, lucksOf } from './luck.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName } from './measures.ts';
import { cellsOf, type SweepPlan } from './plan.ts';

export interface SweepPoint {
  readonly x: number | string;
  readonly y?: number | string;
  readonly level: Qos;
  /** How many runs it is made of. */
  readonly replications: number;
  /** Every figure, of all runs together. */
  readonly metrics: Readonly<Record<MeasureName, number | null>>;
  /** The 95 % interval of the figure that was asked for; both ends alike: nothing is left to luck. */
  readonly low: number | null;
  readonly high: number | null;
  /** Why it has none. */
  readonly without?: WithoutInterval;
}

export interface SweepAxis {
  readonly name: SettingName;
  readonly unit: string;
  readonly values: readonly (number | string)[];
}

export interface Sweep {
  readonly x: SweepAxis;
  readonly y?: SweepAxis;
  readonly measure: MeasureName;
  readonly points: readonly SweepPoint[];
}

/** @param results by job number; those not run yet are missing */
export function summarize(
  plan: SweepPlan,
  measure: MeasureName,
  results: readonly (JobResult | undefined)[],
): Sweep {
  const { x, y, replications } = plan;
  const lucks = lucksOf(plan);
  const points = cellsOf(plan).map((cell, nth) => {
    const first = nth * replications;
    const runs = results.slice(first, first + replications).filter((one) => one !== undefined);
    const at = toValue(cell.x);
    const place = cell.y === undefined ? { x: at } : { x: at, y: toValue(cell.y) };
    return {
      ...place,
      level: cell.level,
      ...summarizePoint(measure, runs, lucks[nth] ?? 'together'),
    };
  });
  const axes = y === undefined ? { x: describe(x) } : { x: describe(x), y: describe(y) };
  return { ...axes, measure, points };
}

function summarizePoint(measure: MeasureName, runs: readonly JobResult[], luck: Luck) {
  const point = new Runs(runs);
  const metrics = MEASURE_NAMES.map((name) => [name, figureOf(MEASURES[name].figure, point)]);
  const interval = intervalOf(MEASURES[measure].figure, point, luck);
  const [low, high] = typeof interval === 'object' ? [interval.low, interval.high] : [null, null];
  return {
    replications: runs.length,
    metrics: Object.fromEntries(metrics) as Record<MeasureName, number | null>,
    low,
    high,
    ...(typeof interval === 'string' ? { without: interval } : {}),
  };
}

function describe({ name, texts }: SweepPlan['x']): SweepAxis {
  return {
    name,
    unit: UNITS.find(([end]) => name.endsWith(end))?.[1] ?? '',
    values: texts.map(toValue),
  };
}

/** A setting's unit is the end of its name. */
const UNITS = [
  ['-ms', 'ms'],
  ['bytes-per-sec', 'bytes/s'],
  ['-sec', 's'],
  ['cuts-per-min', '1/min'],
  ['rate', '1/s'],
] as const;

function toValue(text: string): number | string {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
