// Runs jobs of a sweep: each a headless run, of which what is counted is kept.

import { fromMs } from '../../base/time.ts';
import { CLOCKS, countsOf, type JobResult } from '../../lab/counts.ts';
import { cellsOf, type Job, jobOf, type SweepPlan } from '../../lab/plan.ts';
import { MetricsFold } from '../../trace/metrics.ts';
import { simulate } from '../simulate.ts';

/** @param jobs by number, in any order @returns their results, in the same order */
export function runJobs(plan: SweepPlan, jobs: readonly number[]): readonly JobResult[] {
  const cells = cellsOf(plan);
  return jobs.map((job) => runJob(plan, jobOf(plan, cells, job)));
}

function runJob(plan: SweepPlan, { cell, scenario }: Job): JobResult {
  const until = plan.untilMs;
  const fold = new MetricsFold();
  const metrics = simulate(scenario, {
    fold,
    ...(until === undefined ? {} : { until: fromMs(until) }),
  });
  return {
    counts: countsOf(metrics.levels[cell.level], metrics),
    latencies: CLOCKS.map((clock) => fold.samplesOf(cell.level, clock).list()),
  };
}
