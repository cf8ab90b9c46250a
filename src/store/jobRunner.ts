// Runs the jobs of a sweep on the Lab's workers: small parts to whoever is free, the first replication
// of all points before the second, so that the whole picture is there early. Who ran what, and in which
// order, makes no difference: a result has its job's number. A worker that fails is replaced, and its
// part is run again, once.

import type { JobResult } from '../lab/counts.ts';
import { cellsOf, type SweepPlan } from '../lab/plan.ts';
import type { LabConnection } from '../worker/connectLab.ts';
import type { LabPool } from './labPool.ts';

/** So long a part should take: short enough to see results come, long against the way there. */
const PART_MS = 80;
const PART_MAX = 400;

export interface JobListener {
  /** @param jobs by number, each with the result at its place */
  take(jobs: readonly number[], results: readonly JobResult[]): void;
  /** A worker failed and another one goes on. */
  noteReplaced(why: string): void;
}

interface Part {
  readonly jobs: readonly number[];
  /** It has failed before. */
  readonly isAgain: boolean;
}

export class JobRunner {
  readonly #pool: LabPool;
  readonly #plan: SweepPlan;
  readonly #listener: JobListener;
  readonly #now: () => number;
  readonly #cells: number;
  readonly total: number;
  /** How many jobs have been given out, in their order. */
  #given = 0;
  readonly #again: Part[] = [];
  readonly #lent = new Set<LabConnection>();
  #done = 0;
  #partJobs = 1;
  #isStopped = false;
  #noteStop: () => void = () => {};
  readonly #stopping = new Promise<void>((resolve) => {
    this.#noteStop = resolve;
  });

  /** @param now a clock that goes in ms */
  constructor(pool: LabPool, plan: SweepPlan, listener: JobListener, now: () => number) {
    this.#pool = pool;
    this.#plan = plan;
    this.#listener = listener;
    this.#now = now;
    this.#cells = cellsOf(plan).length;
    this.total = this.#cells * plan.replications;
  }

  /**
   * Runs all of them.
   *
   * @returns whether it came to the end: not after `stop`
   * @throws Error with one sentence for the user when a part has failed twice
   */
  async run(): Promise<boolean> {
    const workers = Math.min(this.#pool.size, this.total);
    try {
      const all = Promise.all(Array.from({ length: workers }, () => this.#work()));
      // Whoever stops it does not wait for the parts that are under way.
      await Promise.race([all, this.#stopping]);
    } finally {
      this.stop();
    }
    return this.#done === this.total;
  }

  /** At once: workers that are at it are ended. */
  stop(): void {
    this.#isStopped = true;
    this.#noteStop();
    for (const connection of this.#lent) connection.dispose();
    this.#lent.clear();
  }

  /** One worker's share. */
  async #work(): Promise<void> {
    let connection: LabConnection | undefined;
    for (let part = this.#next(); part !== undefined; part = this.#next()) {
      try {
        connection ??= await this.#borrow();
        const from = this.#now();
        const results = await connection.api.runJobs(this.#plan, part.jobs);
        if (this.#isStopped) return;
        this.#fit(part.jobs.length, this.#now() - from);
        this.#done += part.jobs.length;
        this.#listener.take(part.jobs, results);
      } catch (error) {
        if (this.#isStopped) return;
        this.#end(connection);
        connection = undefined;
        if (part.isAgain) throw error;
        this.#again.push({ jobs: part.jobs, isAgain: true });
        this.#listener.noteReplaced(error instanceof Error ? error.message : String(error));
      }
    }
    if (connection === undefined || !this.#lent.delete(connection)) return;
    this.#pool.giveBack(connection);
  }

  async #borrow(): Promise<LabConnection> {
    const connection = await this.#pool.borrow();
    this.#lent.add(connection);
    if (this.#isStopped) this.#end(connection);
    return connection;
  }

  #end(connection: LabConnection | undefined): void {
    if (connection === undefined || !this.#lent.delete(connection)) return;
    connection.dispose();
  }

  #next(): Part | undefined {
    if (this.#isStopped) return undefined;
    const again = this.#again.pop();
    if (again !== undefined) return again;
    const left = this.total - this.#given;
    if (left === 0) return undefined;
    // Towards the end the parts are small, so that all workers end together.
    const share = Math.ceil(left / this.#pool.size / 2);
    const size = Math.min(this.#partJobs, share);
    const jobs = Array.from({ length: size }, (_, i) => this.#jobAt(this.#given + i));
    this.#given += size;
    return { jobs, isAgain: false };
  }

  /** Points come one after the other, then all of them again with the next replication. */
  #jobAt(nth: number): number {
    const cell = nth % this.#cells;
    return cell * this.#plan.replications + Math.floor(nth / this.#cells);
  }

  /** The next parts are of the size that takes as long as a part should. */
  #fit(jobs: number, tookMs: number): void {
    const fitting = Math.round((jobs * PART_MS) / Math.max(1, tookMs));
    this.#partJobs = Math.min(PART_MAX, Math.max(1, fitting), this.#partJobs * 4);
  }
}
