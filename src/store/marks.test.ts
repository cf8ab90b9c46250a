// The overview's marks against a count over the whole trace, also where the page keeps little of it.
import { expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type Mark, markOf, RunMarks } from '../trace/runMarks.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { createInProcessApi } from '../worker/inProcess.ts';

import { RunStore } from './run.ts';

const END = fromSec(90);
const BUCKET = END / 600;

const busy = scenarioOf({
  network: { ...lossEverywhere(0.1), jitterMs: 20 },
  clients: [
    { id: 'pub', publishes: [{ name: 'p', topic: 't', qos: 1, payload: 'x', ratePerSec: 10 }] },
    { id: 'sub', subscriptions: [{ filter: 't', qos: 1 }] },
  ],
});

async function openRun(eventsMax?: number): Promise<RunStore> {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'own', scenario: busy, to: END };
  const run = new RunStore(connect, start, eventsMax);
  await run.open(start);
  return run;
}

const MARKS: readonly Mark[] = ['packetLost', 'messageLost', 'secondCopy'];

/** How many of a mark each 600th of the run holds. */
function stripOf(marks: RunMarks, mark: Mark): readonly number[] {
  return Array.from({ length: 600 }, (_, i) => marks.count(mark, i * BUCKET, (i + 1) * BUCKET));
}

/** As many as these events have, and none that is further than a bin from where it belongs. */
function expectMarksOf(events: readonly TraceEvent[], marks: RunMarks): void {
  for (const mark of MARKS) {
    const truth = events.filter((event) => markOf(event) === mark).map(({ at }) => at);
    expect(marks.count(mark, 0, END + 1e6)).toBe(truth.length);
    for (const at of truth) expect(marks.count(mark, at, at + 1)).toBeGreaterThan(0);
    stripOf(marks, mark).forEach((found, i) => {
      if (found === 0) return;
      const [from, to] = [(i - 1) * BUCKET, (i + 2) * BUCKET];
      expect(truth.some((at) => at >= from && at < to)).toBe(true);
    });
  }
}

test('know also what the page has let go of', async () => {
  const [whole, folded] = [await openRun(), await openRun(5000)];
  expect(folded.state.getState().index.start.at).toBeGreaterThan(fromSec(20));
  expectMarksOf(whole.state.getState().index.events, folded.marks);
  for (const mark of ['packetLost', 'secondCopy'] as const) {
    expect(folded.marks.count(mark, 0, END)).toBeGreaterThan(0);
  }
});

test('after a fork are those of the forked run, after undo those of the first', async () => {
  const run = await openRun();
  const before = stripOf(run.marks, 'packetLost');
  await run.give(fromSec(30), { kind: 'set-network', changes: lossEverywhere(0) });
  await run.advance(END);
  expectMarksOf(run.state.getState().index.events, run.marks);
  expect(stripOf(run.marks, 'packetLost')).not.toEqual(before);
  await run.undo();
  expectMarksOf(run.state.getState().index.events, run.marks);
});

test('need no more room for an hour than for a minute', () => {
  const marks = new RunMarks();
  const lostAt = (at: number) =>
    ({ kind: 'message-lost', at: at as SimTime, messageUid: 'm', subscriber: 's' }) as TraceEvent;
  const hour = fromSec(3600);
  const losses = Array.from({ length: 60 }, (_, i) => lostAt((i * hour) / 60));
  marks.add(losses, new TraceIndex());
  const seconds = Array.from({ length: 3600 }, (_, i) =>
    marks.count('messageLost', i * 1e6, i * 1e6 + 1),
  );
  const marked = seconds.flatMap((found, i) => (found > 0 ? [i] : []));
  expect(marked).toEqual(Array.from({ length: 60 }, (_, i) => i * 60));
});
