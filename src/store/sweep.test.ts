// Sweeps on a pool of workers: in process here, as slow, as few and as faulty as a test wants them.
import { expect, test } from 'vitest';
import type { JobResult } from '../lab/counts.ts';
import { runSweep } from '../sim/sweep/shard.ts';
import { planOf } from '../testing/sweeps.ts';
import type { LabConnection } from '../worker/connectLab.ts';
import { createInProcessLab } from '../worker/inProcessLab.ts';
import { LabPool } from './labPool.ts';
import { SweepStore } from './sweep.ts';

const plan = planOf('loss=0:0.4:0.1', { replications: 4 });
const whole = runSweep({ plan, measure: 'duplicates' });

interface Worker extends LabConnection {
  ended: boolean;
}

type RunJobs = LabConnection['api']['runJobs'];

/** Workers of which the nth runs jobs as it is told. */
function workersThat(runJobs: (nth: number, run: RunJobs) => RunJobs) {
  const started: Worker[] = [];
  const connect = async () => {
    const api = createInProcessLab();
    const worker: Worker = {
      ended: false,
      api: { ...api, runJobs: runJobs(started.length, api.runJobs) },
      dispose() {
        worker.ended = true;
      },
    };
    started.push(worker);
    return worker;
  };
  return { started, connect };
}

const WELL = (_: number, run: RunJobs): RunJobs => run;

function storeOf(size: number, runJobs: Parameters<typeof workersThat>[0] = WELL) {
  const { started, connect } = workersThat(runJobs);
  const pool = new LabPool(size, connect);
  let time = 0;
  const store = new SweepStore(pool, () => {
    time += 100;
    return time;
  });
  return { store, pool, started };
}

/** One that answers when it is told to. */
function held() {
  let release: () => void = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release: () => release(), isReleased };
}

test.each([1, 2, 3, 8])('%i workers come to the same bytes as one run', async (size) => {
  // Each worker is slower than the one before, so that parts come back in another order.
  const slow = (nth: number, run: RunJobs): RunJobs => {
    return async (...asked) => {
      for (let i = 0; i < nth * 7; i++) await undefined;
      return run(...asked);
    };
  };
  const { store, started } = storeOf(size, slow);
  await store.run(plan);
  expect(store.state.getState().status).toMatchObject({ kind: 'done', total: 60 });
  expect(JSON.stringify(store.summarize('duplicates'))).toBe(JSON.stringify(whole));
  expect(started).toHaveLength(size);
});

test('each job is run once, the first replication of all points before the second', async () => {
  const asked: number[] = [];
  const { store } = storeOf(1, (_, run) => (of, jobs) => {
    asked.push(...jobs);
    return run(of, jobs);
  });
  await store.run(plan);
  expect([...asked].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect(asked.map((job) => job % 4)).toEqual([...asked.map((job) => job % 4)].sort());
});

test('another figure of the same sweep needs no run', async () => {
  let calls = 0;
  const { store } = storeOf(1, (_, run) => (of, jobs) => {
    calls++;
    return run(of, jobs);
  });
  await store.run(plan);
  const before = calls;
  expect(store.summarize('packets')?.points).toEqual(runSweep({ plan, measure: 'packets' }).points);
  expect(calls).toBe(before);
  expect(store.isOf(plan)).toBe(true);
  expect(store.isOf({ ...plan, replications: 5 })).toBe(false);
});

test('what has come is there before the end, and how far it is', async () => {
  const gate = held();
  let calls = 0;
  const { store, pool } = storeOf(1, (_, run) => async (of, jobs) => {
    if (++calls === 4) await gate.isReleased;
    return run(of, jobs);
  });
  const running = store.run(plan);
  while (calls < 4) await undefined;
  expect(pool.state.getState().working).toBe(1);
  expect(store.state.getState().results.filter((one) => one !== undefined).length).toBeGreaterThan(
    0,
  );
  gate.release();
  await running;
  expect(pool.state.getState().working).toBe(0);
});

test('stopped, it keeps what it has, and ends the workers that are at it', async () => {
  const never = new Promise<readonly JobResult[]>(() => {});
  let calls = 0;
  const { store, pool, started } = storeOf(1, (_, run) => (of, jobs) => {
    return ++calls > 2 ? never : run(of, jobs);
  });
  const running = store.run(plan);
  while (calls < 3) await undefined;
  expect(started.map(({ ended }) => ended)).toEqual([false]);
  store.stop();
  expect(started.map(({ ended }) => ended)).toEqual([true]);
  await running;
  const { status, results } = store.state.getState();
  const kept = results.filter((one) => one !== undefined).length;
  expect(kept).toBeGreaterThan(0);
  expect(status).toEqual({ kind: 'stopped', done: kept, total: 60, leftMs: undefined });
  expect(pool.state.getState().working).toBe(0);
});

test('a worker that fails is replaced, and its part run again, once, with a notice', async () => {
  const { store, started } = storeOf(2, (nth, run) => (of, jobs) => {
    return nth === 0 ? Promise.reject(new Error('out of memory')) : run(of, jobs);
  });
  await store.run(plan);
  expect(store.state.getState()).toMatchObject({
    status: { kind: 'done' },
    replaced: ['out of memory'],
  });
  expect(JSON.stringify(store.summarize('duplicates'))).toBe(JSON.stringify(whole));
  expect(started.map(({ ended }) => ended)).toEqual([true, false, false]);
});

test('a part that fails twice fails the sweep, and says why', async () => {
  const { store, pool } = storeOf(2, (_, run) => (of, jobs) => {
    return jobs.includes(7) ? Promise.reject(new Error('job 7 is odd')) : run(of, jobs);
  });
  await store.run(plan);
  const { status, replaced } = store.state.getState();
  expect(status).toEqual({ kind: 'failed', why: 'job 7 is odd' });
  expect(replaced).toEqual(['job 7 is odd']);
  expect(pool.state.getState().working).toBe(0);
});

test('one that is begun anew forgets the one before', async () => {
  const { store } = storeOf(2);
  const first = store.run(plan);
  const other = planOf('loss=0.1,0.2', { replications: 2 });
  await Promise.all([first, store.run(other)]);
  expect(store.isOf(other)).toBe(true);
  expect(store.state.getState().status).toMatchObject({ kind: 'done', total: 12 });
  expect(store.state.getState().results.filter((one) => one !== undefined)).toHaveLength(12);
});

test('workers are kept for the next sweep, until the Lab is closed', async () => {
  const { store, pool, started } = storeOf(2);
  await store.run(plan);
  await store.run(planOf('loss=0.1,0.2'));
  expect(started).toHaveLength(2);
  pool.close();
  expect(started.every(({ ended }) => ended)).toBe(true);
});
