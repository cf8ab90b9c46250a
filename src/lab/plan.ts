// The runs of a sweep: every value of its axes, at every level, so many times with other luck. A run
// of it, a job, has a number, so that any of them can be run anywhere.

import { publishAllAt } from '../scenario/patternChanges.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import type { Axis } from './axis.ts';
import type { MeasureName } from './measures.ts';

export interface SweepPlan {
  readonly base: Scenario;
  readonly x: Axis;
  readonly y: Axis | undefined;
  /** Everything is published at each of these, unless an axis is `qos`. */
  readonly levels: readonly Qos[];
  /** Each with the luck of the next seed: the same at all points. */
  readonly replications: number;
  /** Virtual time at which a run ends at the latest. */
  readonly untilMs: number | undefined;
}

export interface SweepRequest {
  readonly plan: SweepPlan;
  readonly measure: MeasureName;
  /** Further figures of the same runs. */
  readonly also?: readonly MeasureName[];
}

/** A point of the sweep: what all of its replications share. */
export interface Cell {
  readonly x: string;
  readonly y: string | undefined;
  readonly level: Qos;
}

export interface Job {
  readonly cell: Cell;
  readonly scenario: Scenario;
}

/** Point by point; levels change fastest, then x. */
export function cellsOf({ x, y, levels }: SweepPlan): readonly Cell[] {
  const ys = y === undefined ? [undefined] : y.texts;
  return ys.flatMap((yText) =>
    x.texts.flatMap((xText) => {
      const own = x.name === 'qos' ? xText : y?.name === 'qos' ? yText : undefined;
      const at = own === undefined ? levels : [Number(own) as Qos];
      return at.map((level) => ({ x: xText, y: yText, level }));
    }),
  );
}

export function jobCount(plan: SweepPlan): number {
  return cellsOf(plan).length * plan.replications;
}

/** @param number from 0 to `jobCount` − 1: replication by replication of cell by cell */
export function jobOf(plan: SweepPlan, cells: readonly Cell[], number: number): Job {
  const { replications } = plan;
  const cell = cells[Math.floor(number / replications)];
  if (cell === undefined) throw new Error(`No job ${number}`);
  return { cell, scenario: scenarioOf(plan, cell, number % replications) };
}

/** @param replication 0 for the first */
export function scenarioOf(plan: SweepPlan, cell: Cell, replication: number): Scenario {
  const base = publishAllAt(plan.base, cell.level);
  return { ...baseAt({ ...plan, base }, cell), seed: (base.seed + replication) >>> 0 };
}

/** The scenario with the point's settings, whatever its level and luck. */
export function baseAt({ base, x, y }: SweepPlan, cell: Cell): Scenario {
  const texts = new Map<SettingName, string>([[x.name, cell.x]]);
  if (y !== undefined && cell.y !== undefined) texts.set(y.name, cell.y);
  return applySettings(base, texts, (name) => name).scenario;
}
