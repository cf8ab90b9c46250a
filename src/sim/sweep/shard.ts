// A part of a sweep that ran by itself, as plain data, and how parts become the whole again.

import { failed, ok, type Result } from '../../base/result.ts';
import type { JobResult } from '../../lab/counts.ts';
import type { MeasureName } from '../../lab/measures.ts';
import { jobCount, type SweepPlan, type SweepRequest } from '../../lab/plan.ts';
import { type Sweep, summarize } from '../../lab/summary.ts';
import { runJobs } from './runJobs.ts';

export interface Shard {
  readonly plan: SweepPlan;
  readonly measure: MeasureName;
  /** Further figures of the same runs. */
  readonly also?: readonly MeasureName[];
  /** Part `index` of `count`, from 1 on: every `count`th job. */
  readonly index: number;
  readonly count: number;
  /** Of its jobs, in their order. */
  readonly results: readonly JobResult[];
}

export function runShard(request: SweepRequest, index: number, count: number): Shard {
  const { plan, measure, also } = request;
  const jobs: number[] = [];
  for (let job = index - 1; job < jobCount(plan); job += count) jobs.push(job);
  const figures = also === undefined ? { measure } : { measure, also };
  return { plan, ...figures, index, count, results: runJobs(plan, jobs) };
}

/** All of it in one go. */
export function runSweep(request: SweepRequest): Sweep {
  const { results } = runShard(request, 1, 1);
  return summarize(request.plan, request.measure, results);
}

/**
 * @param parts with the name of each, for errors
 * @returns the one part that is all of it
 */
export function mergeShards(parts: readonly (readonly [name: string, Shard])[]): Result<Shard> {
  const [first] = parts;
  const refuse = (value: string, expected: string) =>
    failed([{ field: '--merge', value, expected }]);
  if (first === undefined) return refuse('nothing', 'the files that --shard has written');
  const [firstName, { plan, measure, also, count }] = first;
  const results: JobResult[] = Array.from({ length: jobCount(plan) });
  const missing = new Set(Array.from({ length: count }, (_, i) => i + 1));
  for (const [name, shard] of parts) {
    if (
      JSON.stringify([shard.plan, shard.measure, shard.also, shard.count]) !==
      JSON.stringify([plan, measure, also, count])
    ) {
      return refuse(name, `a part of the same sweep as ${firstName}`);
    }
    if (!missing.delete(shard.index)) return refuse(name, `part ${shard.index} of ${count} once`);
    shard.results.forEach((result, i) => {
      results[shard.index - 1 + i * count] = result;
    });
  }
  const [absent] = missing;
  if (absent !== undefined)
    return refuse(`${parts.length} of ${count} parts`, `part ${absent}, too`);
  return ok({ ...first[1], index: 1, count: 1, results });
}
