// Searches on workers: in process here, with as few and as faulty ones as a test wants.
import { expect, test } from 'vitest';
import type { ExploreRequest } from '../lab/exploration.ts';
import { exploreRequestOf } from '../lab/exploreRequest.ts';
import { exploreAll } from '../sim/explore/explore.ts';
import type { LabConnection } from '../worker/connectLab.ts';
import { createInProcessLab } from '../worker/inProcessLab.ts';
import { LabPool } from './labPool.ts';
import { Proofs } from './proofs.ts';

function requestAt(qos: 0 | 1 | 2, drops = 2): ExploreRequest {
  const limits = { drops, cuts: 0, crashes: 0, cleanReconnects: 0 };
  const settings = new Map([['qos' as const, String(qos)]]);
  const request = exploreRequestOf({ messages: 1, limits, settings }, (name) => name);
  if (!request.ok) throw new Error('No request');
  return request.value;
}

const ALL = [requestAt(0), requestAt(1), requestAt(2)];

/** Workers of this thread. @param fail how many calls of `explore` fail at first */
function poolOf(size: number, fail = 0) {
  const disposed: LabConnection[] = [];
  let failures = fail;
  const pool = new LabPool(size, async () => {
    const api = createInProcessLab();
    const connection: LabConnection = {
      api: {
        ...api,
        explore(...asked) {
          if (failures-- > 0) throw new Error('it broke');
          return api.explore(...asked);
        },
      },
      dispose: () => disposed.push(connection),
    };
    return connection;
  });
  return { pool, disposed };
}

/** A clock on which everything takes long. */
function ticking(): () => number {
  let now = 0;
  return () => {
    now += 1000;
    return now;
  };
}

test.each([1, 2, 3, 8])('%i workers find what one search by itself finds', async (size) => {
  const proofs = new Proofs(poolOf(size).pool);
  await proofs.start(ALL);
  const { proofs: found, running, tookMs } = proofs.state.getState();
  expect(running).toBe(false);
  expect(tookMs).toBeGreaterThanOrEqual(0);
  expect(found.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  expect(found.map((proof) => proof.found)).toEqual(ALL.map(exploreAll));
  expect(proofs.isOf(ALL)).toBe(true);
  expect(proofs.isOf([requestAt(0)])).toBe(false);
});

test('how far a search is grows to all of it', async () => {
  const proofs = new Proofs(poolOf(2).pool, ticking());
  const far: { readonly firsts: number; readonly share: number }[] = [];
  proofs.state.subscribe(({ proofs: [proof] }) => {
    if (proof?.far !== undefined) far.push(proof.far);
  });
  await proofs.start([requestAt(2, 5)]);
  expect(far.length).toBeGreaterThan(2);
  // PUBLISH, its PUBREC, PUBREL and PUBCOMP, on both hops.
  expect(new Set(far.map(({ firsts }) => firsts))).toEqual(new Set([8]));
  const shares = far.map(({ share }) => share);
  expect(shares[0]).toBeLessThan(0.1);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('a long search is given to all workers that there are', async () => {
  const used = new Set<LabConnection['api']>();
  const pool = new LabPool(3, async () => {
    const api = createInProcessLab();
    const explore: typeof api.explore = (...asked) => {
      used.add(api);
      return api.explore(...asked);
    };
    return { api: { ...api, explore }, dispose: () => {} };
  });
  const proofs = new Proofs(pool, ticking());
  await proofs.start([requestAt(2, 5)]);
  expect(used.size).toBe(3);
  expect(proofs.state.getState().proofs[0]?.found).toEqual(exploreAll(requestAt(2, 5)));
});

test('while a search is under way the Lab is at work, and then no more', async () => {
  const { pool } = poolOf(2);
  const proofs = new Proofs(pool);
  const done = proofs.start(ALL);
  expect(pool.state.getState().working).toBe(1);
  await done;
  expect(pool.state.getState().working).toBe(0);
});

test('one that is stopped is over at once, and keeps what it has found', async () => {
  const { pool } = poolOf(1);
  const proofs = new Proofs(pool);
  const done = proofs.start([requestAt(2, 8)]);
  await new Promise<void>((resolve) => {
    const end = proofs.state.subscribe(({ proofs: found }) => {
      if ((found[0]?.found.runs ?? 0) === 0) return;
      end();
      resolve();
    });
  });
  proofs.stop();
  const [proof] = proofs.state.getState().proofs;
  expect(proof?.status).toBe('stopped');
  expect(pool.state.getState().working).toBe(0);
  await done;
  expect(proofs.state.getState().proofs[0]).toEqual(proof);
});

test('another search takes the place of one that is under way', async () => {
  const { pool } = poolOf(2);
  const proofs = new Proofs(pool);
  const first = proofs.start([requestAt(2, 8)]);
  await Promise.all([first, proofs.start(ALL)]);
  expect(proofs.isOf(ALL)).toBe(true);
  expect(proofs.state.getState().proofs.every(({ status }) => status === 'done')).toBe(true);
  expect(pool.state.getState().working).toBe(0);
});

test('a worker that fails is replaced, and its part searched again, and it is told', async () => {
  const { pool, disposed } = poolOf(1, 1);
  const proofs = new Proofs(pool);
  await proofs.start([requestAt(1)]);
  const { proofs: found, replaced, failure } = proofs.state.getState();
  expect(found[0]?.found).toEqual(exploreAll(requestAt(1)));
  expect({ replaced, failure }).toEqual({ replaced: ['it broke'], failure: undefined });
  expect(disposed).toHaveLength(1);
});

test('a search that fails twice is given up, and proves nothing', async () => {
  const proofs = new Proofs(poolOf(1, 2).pool);
  await proofs.start([requestAt(1)]);
  const { proofs: found, failure } = proofs.state.getState();
  expect(found[0]?.status).toBe('failed');
  expect(failure).toBe('it broke');
});

test('a search that seems too large is held after its first run, the others are made', async () => {
  const proofs = new Proofs(poolOf(2).pool);
  await proofs.start(ALL, 20);
  const { proofs: found } = proofs.state.getState();
  expect(found.map(({ status }) => status)).toEqual(['done', 'done', 'held']);
  expect(found[2]?.found.runs).toBe(1);
  expect(found[2]?.far?.firsts).toBe(8);
  await proofs.start(ALL);
  expect(proofs.state.getState().proofs.every(({ status }) => status === 'done')).toBe(true);
});

test('closing ends the workers wherever they are', async () => {
  const { pool, disposed } = poolOf(1);
  const proofs = new Proofs(pool);
  const done = proofs.start([requestAt(2, 8)]);
  await new Promise<void>((resolve) => {
    const end = proofs.state.subscribe(() => {
      end();
      resolve();
    });
  });
  proofs.leave();
  await done;
  expect(disposed.length).toBeGreaterThan(0);
});
