// Lanes in step: what is done to one is done to all, at the same instant; each lane is the run that its
// link leads to.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { formatLink } from '../scenario/link.ts';
import {
  applyVariant,
  applyVariantToAll,
  LEVELS,
  type Variant,
  variantOf,
} from '../scenario/variants.ts';
import { Run } from '../sim/run.ts';
import { presetScenario } from '../testing/presetRun.ts';
import { later, startOf } from '../testing/scopeDriver.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import type { SimApi } from '../worker/simApi.ts';
import { Comparison, type Lane } from './comparison.ts';

async function openComparison(
  preset: string,
  variants: readonly Variant[] = LEVELS,
  api: SimApi = createInProcessApi(),
): Promise<Comparison> {
  const start = { presetName: preset, scenario: presetScenario(preset) };
  const comparison = new Comparison(start, variants, async () => ({ api, dispose: () => {} }));
  await comparison.open(start);
  return comparison;
}

function lanesOf(comparison: Comparison): readonly Lane[] {
  return comparison.state.getState().lanes;
}

/** Each lane's trace is that of its scenario and commands alone, to where the lanes are. */
function expectTrue(comparison: Comparison): void {
  const { scenario, commands, present } = comparison.ensemble.run.state.getState();
  for (const { variant, run } of lanesOf(comparison)) {
    const own = run.state.getState();
    const given = applyVariantToAll(commands, variant);
    expect(own.commands).toEqual(given);
    const alone = new Run(applyVariant(scenario, variant), given);
    const { events } = alone.advance(own.present);
    expect(own.present).toBeGreaterThanOrEqual(present);
    expect(own.index.events.map(formatEvent)).toEqual(events.map(formatEvent));
  }
}

const atSec = (sec: number) => fromSec(sec);

describe('lanes', () => {
  test('have one playhead, one horizon and the same luck', async () => {
    const comparison = await openComparison('mixed');
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(30));
    const horizons = lanesOf(comparison).map(({ run }) => run.state.getState().horizon);
    expect(horizons).toEqual([atSec(30), atSec(30), atSec(30)]);
    expect(ensemble.run.state.getState().horizon).toBe(atSec(30));
    for (const { scope } of lanesOf(comparison)) expect(scope.playhead).toBe(ensemble.playhead);
    const fates = lanesOf(comparison).map(firstPublishes);
    expect(fates[0]?.size).toBeGreaterThan(20);
    expect([...(fates[0]?.values() ?? [])]).toContain('lost');
    for (const [uid, fate] of fates[0] ?? []) {
      expect([fates[1]?.get(uid), fates[2]?.get(uid)], uid).toEqual([fate, fate]);
    }
    expectTrue(comparison);
  });

  test('get a command at the same instant, each with its own level', async () => {
    const comparison = await openComparison('playground');
    const { ensemble } = comparison;
    const at = later(startOf(ensemble), 500);
    await ensemble.playhead.seek(at);
    await ensemble.commands.publish('pub', 'qoscope/demo', 1, 'Hi');
    await ensemble.commands.setNetwork({ lossHop1Up: 0.5 });
    const given = lanesOf(comparison).map(({ run }) => run.state.getState().commands);
    expect(given.map((list) => list.map((one) => one.at))).toEqual([
      [at, at],
      [at, at],
      [at, at],
    ]);
    expect(given.map(([one]) => one?.command)).toMatchObject([{ qos: 0 }, { qos: 1 }, { qos: 2 }]);
    await ensemble.playhead.seek(later(at, 5000));
    expectTrue(comparison);
  });

  test('a command in the past forks all of them there', async () => {
    const comparison = await openComparison('mixed');
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(9));
    await ensemble.commands.crashBroker(1000);
    await ensemble.playhead.seek(atSec(4));
    await ensemble.commands.cut('sub');
    expect(ensemble.run.state.getState().commands).toHaveLength(1);
    await ensemble.playhead.seek(atSec(12));
    expectTrue(comparison);
  });

  test('what is given through a lane’s own scope is given to all', async () => {
    const comparison = await openComparison('mixed');
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(5));
    const [, middle] = lanesOf(comparison);
    await middle?.scope.commands.setNetwork({ latencyMs: 10 });
    expect(ensemble.run.state.getState().commands).toHaveLength(1);
    expectTrue(comparison);
    await middle?.scope.commands.undo();
    expect(ensemble.run.state.getState().commands).toHaveLength(0);
    expectTrue(comparison);
  });

  test('undo and redo are one for all: commands, another seed, another preset', async () => {
    const comparison = await openComparison('mixed');
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(6));
    await ensemble.commands.setNetwork({ lossHop2Down: 1 });
    await ensemble.reseed(9);
    const scenario = presetScenario('playground');
    await ensemble.replace({ presetName: 'playground', scenario });
    expectTrue(comparison);
    await ensemble.commands.undo();
    expect(ensemble.run.state.getState()).toMatchObject({ presetName: 'mixed', redoable: true });
    await ensemble.commands.undo();
    expect(ensemble.run.state.getState().scenario.seed).toBe(1);
    await ensemble.commands.undo();
    expect(ensemble.run.state.getState().commands).toEqual([]);
    expect(ensemble.run.state.getState().undoPoint).toBeUndefined();
    expectTrue(comparison);
    await ensemble.commands.redo();
    expect(ensemble.run.state.getState().commands).toHaveLength(1);
    expectTrue(comparison);
  });

  test('a variant holds to what it sets; of a command of which nothing is left, the rest is true', async () => {
    const lossless = variantOf([['loss', '0']]);
    const comparison = await openComparison('mixed', [variantOf([]), lossless]);
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(7));
    await ensemble.commands.setNetwork({ latencyMs: 100 });
    await ensemble.playhead.seek(atSec(3));
    const all = { lossHop1Up: 1, lossHop1Down: 1, lossHop2Up: 1, lossHop2Down: 1 };
    await ensemble.commands.setNetwork(all);
    await ensemble.playhead.seek(atSec(9));
    const [base, other] = lanesOf(comparison).map(({ run }) => run.state.getState());
    expect(base?.commands.map(({ at }) => at)).toEqual([atSec(3)]);
    expect(other?.commands).toEqual([]);
    expectTrue(comparison);
  });

  test('a killed packet is killed in each lane in which it is on its way', async () => {
    const comparison = await openComparison('lost-publish');
    const { ensemble } = comparison;
    const at = later(startOf(ensemble), 50);
    await ensemble.restart();
    await ensemble.playhead.seek(at);
    const flights = lanesOf(comparison).flatMap(({ run }) => run.indexes[0]?.flightsAt(at) ?? []);
    const uid = flights[0]?.packet.uid ?? '';
    expect(flights.map(({ packet }) => packet.uid)).toEqual([uid, uid, uid]);
    ensemble.selection.selectPacket(uid);
    for (const { scope } of lanesOf(comparison)) {
      expect(scope.selection.state.getState().packet).toBe(uid);
    }
    await ensemble.commands.killSelected();
    for (const { run } of lanesOf(comparison)) {
      expect(run.indexes[0]?.flight(uid)?.fate).toBe('lost');
    }
    expectTrue(comparison);
  });
});

describe('what is compared', () => {
  test('can be chosen anew: the same run, at the same instant', async () => {
    const comparison = await openComparison('mixed');
    const { ensemble } = comparison;
    await ensemble.playhead.seek(atSec(6));
    await ensemble.commands.publish('pub', 'a/b', 0, 'x');
    await comparison.compare([variantOf([['qos', '1']]), variantOf([['network', 'tcp']])]);
    expect(lanesOf(comparison)).toHaveLength(2);
    expect(ensemble.playhead.clock.now()).toBe(atSec(6));
    expectTrue(comparison);
    await comparison.compare(LEVELS);
    expect(lanesOf(comparison)).toHaveLength(3);
    await ensemble.playhead.seek(atSec(8));
    expectTrue(comparison);
  });

  test('each lane has a link of its own that leads to the same run', async () => {
    const comparison = await openComparison('mixed', [
      variantOf([
        ['qos', '2'],
        ['queue', '3'],
      ]),
    ]);
    await comparison.ensemble.playhead.seek(atSec(4));
    await comparison.ensemble.commands.publish('pub', 'a/b', 0, 'x');
    const [lane] = lanesOf(comparison);
    const { presetName: preset, scenario, commands } = lane?.run.state.getState() ?? fail();
    const link = formatLink({ view: 'simulate', preset, scenario, commands, t: undefined });
    expect(link).toMatch(/^#\/simulate\?preset=mixed&qos=2&queue=3&do=4:publish,pub,a\/b,2,x$/);
  });
});

test('landmarks are those of all lanes', async () => {
  const comparison = await openComparison('mixed');
  const { ensemble } = comparison;
  const losses = () =>
    lanesOf(comparison).flatMap(({ run }) =>
      (run.indexes[0]?.events ?? []).filter(({ kind }) => kind === 'packet-lost'),
    );
  await ensemble.travel.goToNext('loss');
  await ensemble.travel.goToNext('loss');
  const second = ensemble.playhead.clock.now();
  const instants = [...new Set(losses().map(({ at }) => at))].sort((a, b) => a - b);
  expect(second).toBe(instants[1]);
  await ensemble.travel.goToPrevious('loss');
  expect(ensemble.playhead.clock.now()).toBe(instants[0]);
});

test('after the worker has failed, one press starts all lanes again where they were', async () => {
  const api = createInProcessApi();
  let isBroken = false;
  const breaking: SimApi = {
    ...api,
    async advance(runId, to) {
      if (isBroken) throw new Error('it is gone');
      return api.advance(runId, to);
    },
  };
  const comparison = await openComparison('mixed', LEVELS, breaking);
  const { ensemble } = comparison;
  await ensemble.playhead.seek(atSec(5));
  isBroken = true;
  await ensemble.playhead.seek(atSec(6));
  expect(ensemble.run.state.getState().status.kind).toBe('failed');
  isBroken = false;
  await ensemble.retry();
  expect(ensemble.run.state.getState().status.kind).toBe('ready');
  expect(ensemble.playhead.clock.now()).toBeGreaterThanOrEqual(atSec(5));
  expectTrue(comparison);
});

/** What becomes of each message's first PUBLISH on hop 1. */
function firstPublishes({ run }: Lane): ReadonlyMap<string, string> {
  const fates = new Map<string, string>();
  for (const { packet, fate } of run.indexes[0]?.flights.items ?? []) {
    const isFirst = packet.type === 'PUBLISH' && packet.hop === 1 && packet.attempt === 1;
    if (isFirst) fates.set(packet.uid, fate);
  }
  return fates;
}

function fail(): never {
  throw new Error('no lane');
}
