// The decision sheet's arithmetic: what a level comes to in a month of the reader's messages, from a
// sweep over the levels. Intervals are the sweep's, times what there is of it.

import { ok, type Result } from '../base/result.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { changePatterns } from '../scenario/patternChanges.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';
import { countIn, type JobResult } from './counts.ts';
import type { MeasureName } from './measures.ts';
import { cellsOf, type SweepPlan } from './plan.ts';
import { type SweepPoint, summarize } from './summary.ts';
import { POINTS_MAX, RUNS_MAX } from './sweepForm.ts';
import { checkSweep } from './sweepRequest.ts';

/** As many as a sheet calls a month. */
export const DAYS = 30;
export const PER_DAY = 10_000;
export const PAYLOAD = 100;
export const SHEET_REPLICATIONS = 30;

export interface SheetRequest {
  readonly plan: SweepPlan;
  /** Messages that the reader publishes. */
  readonly perDay: number;
  /** Bytes of each. */
  readonly payload: number;
}

/** @param scenario that is simulated, at each of the levels that the link names, or at all */
export function sheetOf(scenario: Scenario, lab: Lab): Result<SheetRequest> {
  const { levels = '0,1,2', perDay = PER_DAY, payload = PAYLOAD } = lab;
  const { replications = SHEET_REPLICATIONS, untilMs } = lab;
  const asked = {
    base: withPayload(scenario, payload),
    x: `qos=${levels}`,
    y: undefined,
    measure: 'bytes-sent',
    levels: levels.split(',').map((level) => Number(level) as Qos),
    replications,
    untilMs,
  };
  const bounds = { fieldOf: (name: string) => name, runsMax: RUNS_MAX, pointsMax: POINTS_MAX };
  const checked = checkSweep(asked, bounds);
  return checked.ok ? ok({ plan: checked.value.plan, perDay, payload }) : checked;
}

/** Everything that is published has so many bytes: what they say makes no difference. */
function withPayload(scenario: Scenario, bytes: number): Scenario {
  const payload = 'x'.repeat(bytes);
  const script = scenario.script.map((entry) => {
    const { command } = entry;
    return command.kind === 'publish' ? { ...entry, command: { ...command, payload } } : entry;
  });
  return changePatterns({ ...scenario, script }, ({ payloads: _, ...pattern }) => ({
    ...pattern,
    payload,
  }));
}

export interface MonthFigure {
  readonly value: number;
  /** The 95 % interval; undefined: every run said the same, or there is one alone. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
}

/** What one level comes to. */
export interface LevelMonth {
  readonly level: Qos;
  /** Simulated: runs, and pairs of message and subscriber in them. */
  readonly runs: number;
  readonly pairs: number;
  /** That each message is for. */
  readonly subscribers: number;
  /** A share of the pairs. */
  readonly delivered: MonthFigure;
  readonly lost: MonthFigure;
  /** Still under way when the runs ended: a share of the pairs, because a month is not a run. */
  readonly pending: MonthFigure;
  readonly doubled: MonthFigure;
  readonly bytes: MonthFigure;
  /** To the application, ms: half of those that arrive are faster, and 95 %. Undefined: none arrives. */
  readonly median: MonthFigure | undefined;
  readonly p95: MonthFigure | undefined;
}

/** @param results by job number; levels of which no run is there yet are left out */
export function monthOf(
  { plan, perDay }: SheetRequest,
  results: readonly (JobResult | undefined)[],
): readonly LevelMonth[] {
  const messages = perDay * DAYS;
  return cellsOf(plan).flatMap(({ level }, nth) => {
    const first = nth * plan.replications;
    const runs = results.slice(first, first + plan.replications).filter((run) => run !== undefined);
    const pairs = runs.reduce((sum, run) => sum + countIn(run, 'pairs'), 0);
    const point = (measure: MeasureName) => summarize(plan, measure, results).points[nth];
    const each = point('subscribers')?.metrics.subscribers ?? 0;
    if (runs.length === 0 || pairs === 0) return [];
    const of = (measure: MeasureName, times: number) => scale(point(measure), measure, times);
    const none = { value: 0, interval: undefined };
    return [
      {
        level,
        runs: runs.length,
        pairs,
        subscribers: each,
        delivered: of('delivered', 1) ?? none,
        lost: of('lost', messages * each) ?? none,
        pending: of('pending', 1) ?? none,
        doubled: of('duplicates-sent', messages) ?? none,
        bytes: of('bytes-sent', messages) ?? none,
        median: of('delivery-p50', 1),
        p95: of('delivery-p95', 1),
      },
    ];
  });
}

function scale(
  point: SweepPoint | undefined,
  measure: MeasureName,
  times: number,
): MonthFigure | undefined {
  const mean = point?.metrics[measure] ?? undefined;
  if (point === undefined || mean === undefined) return undefined;
  const { low, high } = point;
  const isKnown = low !== null && high !== null && high > low;
  const interval = isKnown ? { low: low * times, high: high * times } : undefined;
  return { value: mean * times, interval };
}
