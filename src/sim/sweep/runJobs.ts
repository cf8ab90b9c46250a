// Runs jobs of a sweep: each a headless run, of which its figures alone are kept.

import { fromMs } from '../../base/time.ts';
import { MEASURE_NAMES, MEASURES } from '../../lab/measures.ts';
import { cellsOf, type Job, type JobResult, jobOf, type SweepPlan } from '../../lab/plan.ts';
import { simulate } from '../simulate.ts';

/** @param jobs by number, in any order @returns their results, in the same order */
export function runJobs(plan: SweepPlan, jobs: readonly number[]): readonly JobResult[] {
  const cells = cellsOf(plan);
  return jobs.map((job) => runJob(plan, jobOf(plan, cells, job)));
}

function runJob(plan: SweepPlan, { cell, scenario }: Job): JobResult {
  const until = plan.untilMs;
  const metrics = simulate(scenario, until === undefined ? {} : { until: fromMs(until) });
  const level = metrics.levels[cell.level];
  const figures = MEASURE_NAMES.map((name) => MEASURES[name].read(level, metrics));
  return [...figures, level.delivered + level.lost + level.pending];
}
