// What the runs of a sweep add up to.

import type { SettingName } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import { estimate } from './interval.ts';
import { MEASURE_NAMES, MEASURES, type Measure, type MeasureName } from './measures.ts';
import { cellsOf, type JobResult, type SweepPlan } from './plan.ts';

export interface SweepPoint {
  readonly x: number | string;
  readonly y?: number | string;
  readonly level: Qos;
  /** How many of the runs have the figure. */
  readonly replications: number;
  /** Every figure, as the mean of the replications that have it. */
  readonly metrics: Readonly<Record<MeasureName, number | null>>;
  /** The 95 % interval of the figure that was asked for. */
  readonly low: number | null;
  readonly high: number | null;
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
  const points = cellsOf(plan).map((cell, nth) => {
    const first = nth * replications;
    const runs = results.slice(first, first + replications).filter((one) => one !== undefined);
    const at = toValue(cell.x);
    const place = cell.y === undefined ? { x: at } : { x: at, y: toValue(cell.y) };
    return { ...place, level: cell.level, ...summarizePoint(measure, runs) };
  });
  const axes = y === undefined ? { x: describe(x) } : { x: describe(x), y: describe(y) };
  return { ...axes, measure, points };
}

function summarizePoint(measure: MeasureName, runs: readonly JobResult[]) {
  const all = MEASURE_NAMES.map((name, i) => {
    const values = runs.flatMap((run) => run[i] ?? []);
    const { isShare }: Measure = MEASURES[name];
    const pairs = runs.reduce((sum, run) => sum + (run[MEASURE_NAMES.length] ?? 0), 0);
    const found = values.length === 0 ? undefined : estimate(values, isShare ? pairs : undefined);
    return { name, n: values.length, found };
  });
  const asked = all.find(({ name }) => name === measure);
  const metrics = all.map(({ name, found }) => [name, found?.mean ?? null]);
  return {
    replications: asked?.n ?? 0,
    metrics: Object.fromEntries(metrics) as Record<MeasureName, number | null>,
    low: asked?.found?.low ?? null,
    high: asked?.found?.high ?? null,
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
