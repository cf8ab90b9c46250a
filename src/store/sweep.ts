// A sweep on the Lab's workers: its results as they come, what they add up to, how far it is. All
// figures of each run are kept, so that another figure of the same sweep needs no run.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobResult } from '../lab/counts.ts';
import type { MeasureName } from '../lab/measures.ts';
import { jobCount, type SweepPlan } from '../lab/plan.ts';
import { type Sweep, summarize } from '../lab/summary.ts';
import { isLight, sizeOf } from '../lab/sweepForm.ts';
import { isSameData } from '../scenario/sameData.ts';
import { JobRunner } from './jobRunner.ts';
import type { LabPool } from './labPool.ts';

export type SweepStatus =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running' | 'stopped';
      readonly done: number;
      readonly total: number;
      /** Undefined: it is too early to say. */
      readonly leftMs: number | undefined;
    }
  | { readonly kind: 'done'; readonly total: number; readonly tookMs: number }
  /** With a sentence for the user. */
  | { readonly kind: 'failed'; readonly why: string };

export interface SweepState {
  readonly status: SweepStatus;
  /** Of what the results are; undefined: nothing was run. */
  readonly plan: SweepPlan | undefined;
  /** By job number; those not run yet are missing. Another list whenever there is more to show. */
  readonly results: readonly (JobResult | undefined)[];
  /** Why workers were replaced, one each. */
  readonly replaced: readonly string[];
}

/** What has come is shown so often at the most, and less often the more there is to add up. */
const SHOW_MS = 250;
const SHOW_MS_EACH_RUN = 0.01;
/** Time left is said once so much has passed. */
const EARLY_MS = 400;

const NOTHING: SweepState = {
  status: { kind: 'idle' },
  plan: undefined,
  results: [],
  replaced: [],
};

export class SweepStore {
  readonly state: StoreApi<SweepState> = createStore<SweepState>(() => NOTHING);
  readonly #pool: LabPool;
  readonly #now: () => number;
  #runner: JobRunner | undefined;

  /** @param now a clock that goes in ms */
  constructor(pool: LabPool, now: () => number = () => performance.now()) {
    this.#pool = pool;
    this.#now = now;
  }

  /** Whether what there is, or is coming, is of this plan. */
  isOf(plan: SweepPlan): boolean {
    return isSameData(plan, this.state.getState().plan);
  }

  /** Instead of what is running. @returns when it has ended, one way or the other */
  async run(plan: SweepPlan): Promise<void> {
    this.#runner?.stop();
    const results: (JobResult | undefined)[] = [];
    const startedAt = this.#now();
    const everyMs = Math.max(SHOW_MS, jobCount(plan) * SHOW_MS_EACH_RUN);
    let done = 0;
    let shownAt = startedAt;
    const runner = new JobRunner(
      this.#pool,
      plan,
      {
        take: (jobs, came) => {
          jobs.forEach((job, i) => {
            results[job] = came[i];
          });
          done += jobs.length;
          const now = this.#now();
          if (now - shownAt < everyMs && done < runner.total) return;
          shownAt = now;
          const tookMs = now - startedAt;
          const leftMs = tookMs < EARLY_MS ? undefined : (tookMs / done) * (runner.total - done);
          this.#show({ kind: 'running', done, total: runner.total, leftMs }, results);
        },
        noteReplaced: (why) => {
          const { replaced } = this.state.getState();
          this.state.setState({ replaced: [...replaced, why] });
        },
      },
      this.#now,
    );
    this.#runner = runner;
    const end = this.#pool.begin();
    const { total } = runner;
    const status = { kind: 'running', done, total, leftMs: undefined } as const;
    this.state.setState({ status, plan, results: [], replaced: [] });
    try {
      const isDone = await runner.run();
      if (this.#runner !== runner) return;
      const tookMs = this.#now() - startedAt;
      if (isDone) this.#show({ kind: 'done', total, tookMs }, results);
      else this.#show({ kind: 'stopped', done, total, leftMs: undefined }, results);
    } catch (error) {
      if (this.#runner !== runner) return;
      this.#show({ kind: 'failed', why: sayError(error) }, results);
    } finally {
      end();
    }
  }

  /** What there is stays. */
  stop(): void {
    this.#runner?.stop();
  }

  /** What there is stays; what nobody had to start, and is not over, begins anew when it is asked for. */
  leave(): void {
    const { status, plan } = this.state.getState();
    this.stop();
    if (status.kind !== 'running' || plan === undefined || !isLight(sizeOf(plan))) return;
    this.#runner = undefined;
    this.state.setState(NOTHING);
  }

  /** Undefined: nothing was run. */
  summarize(measure: MeasureName): Sweep | undefined {
    const { plan, results } = this.state.getState();
    return plan === undefined ? undefined : summarize(plan, measure, results);
  }

  #show(status: SweepStatus, results: readonly (JobResult | undefined)[]): void {
    this.state.setState({ status, results: [...results] });
  }
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
