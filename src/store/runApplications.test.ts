// The applications at any instant of a run against a fold over the whole trace: also where the page keeps
// little of it, after a fork, after undo, and when they were asked for late.
import { expect, test } from 'vitest';
import { fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { changedPreset } from '../testing/applicationRun.ts';
import { playScenario } from '../testing/presetRun.ts';
import { lossEverywhere } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { ApplicationFold, type Applications, applicationsOf } from '../usecases/applications.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import { RunStore } from './run.ts';
import { applicationsIn, RunApplications } from './runApplications.ts';

const END = fromSec(19);
const scenario = changedPreset('mixed-day', { qos: '1', 'ignore-repeats': 'false' });

async function openRun(of: Scenario = scenario, to: SimTime = END, eventsMax?: number) {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'own', scenario: of, to };
  const run = new RunStore(connect, start, eventsMax);
  return { run, open: () => run.open(start) };
}

function foldUntil(events: readonly TraceEvent[], t: SimTime, of = scenario): Applications {
  const fold = new ApplicationFold();
  const told = events.filter(({ at }) => at <= t);
  return told.reduce((now, event) => fold.add(now, event), applicationsOf(of));
}

/** At instants in any order: the playhead goes back and forth. */
const INSTANTS = [19, 4.2, 4.3, 12, 0, 7, 18.9, 3].map(fromSec);

function expectTruth(run: RunStore, events: readonly TraceEvent[]): void {
  for (const t of INSTANTS) expect(applicationsIn(run).at(t)).toEqual(foldUntil(events, t));
}

test('are those of each instant, also of what the page has let go of', async () => {
  const long = changedPreset('chat-thread', { messages: '200', 'ignore-repeats': 'false' });
  const to = fromSec(200);
  const { events } = playScenario(long, to);
  const { run, open } = await openRun(long, to, 2000);
  const applications = applicationsIn(run);
  await open();
  expect(run.state.getState().index.start.at).toBeGreaterThan(fromSec(20));
  for (const t of [199, 30, 31, 120, 5].map(fromSec)) {
    expect(applications.at(t)).toEqual(foldUntil(events, t, long));
  }
});

test('asked for when the run is there already, they know all that the page knows', async () => {
  const { run, open } = await openRun();
  await open();
  expectTruth(run, run.state.getState().index.events);
});

test('after a fork are those of the forked run, after undo those of the first', async () => {
  const { run, open } = await openRun();
  await open();
  const first = applicationsIn(run).at(END);
  await run.give(fromSec(6), { kind: 'set-network', changes: lossEverywhere(0) });
  await run.advance(END);
  expectTruth(run, run.state.getState().index.events);
  expect(applicationsIn(run).at(END)).not.toEqual(first);
  await run.undo();
  expect(applicationsIn(run).at(END)).toEqual(first);
});

test('an edited scenario has other applications', async () => {
  const { run, open } = await openRun();
  await open();
  const before = applicationsIn(run).at(END);
  expect(before?.map(({ ignoreRepeats }) => ignoreRepeats)).toEqual([false, false, false]);
  await run.edit(changedPreset('mixed-day', { qos: '1' }));
  expect(
    applicationsIn(run)
      .at(END)
      ?.every(({ ignoreRepeats }) => ignoreRepeats),
  ).toBe(true);
});

test('of a very long run the beginning is forgotten, and the sums are not', async () => {
  const long = changedPreset('account-ledger', { messages: '300', qos: '1' });
  const { events } = playScenario(long);
  const applications = new RunApplications(() => long, 200);
  for (let i = 0; i < events.length; i += 50) applications.add(events.slice(i, i + 50));
  const end = events.at(-1)?.at ?? TIME_ZERO;
  expect(applications.at(end)).toEqual(foldUntil(events, end, long));
  expect(applications.at(fromSec(290))).toEqual(foldUntil(events, fromSec(290), long));
  expect(applications.at(fromSec(1))).toBeUndefined();
});

test('asked for when the page has let go of the beginning, they say that they do not know', async () => {
  const long = changedPreset('chat-thread', { messages: '200' });
  const { run, open } = await openRun(long, fromSec(200), 2000);
  await open();
  expect(applicationsIn(run).at(fromSec(199))).toBeUndefined();
  await open();
  expect(applicationsIn(run).at(fromSec(199))).toBeDefined();
});
