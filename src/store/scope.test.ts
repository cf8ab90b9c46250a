import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { fakeFrames } from '../testing/fakeFrames.ts';
import { presetScenario } from '../testing/presetRun.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import type { SimApi } from '../worker/simApi.ts';
import { publisherOf, topicsOf } from './clients.ts';
import { Controls } from './controls.ts';
import { CounterCursor } from './counters.ts';
import type { Scope } from './scope.ts';
import { STORY, Story } from './story.ts';
import { sayEnding } from './storyEnding.ts';

function runningNow({ run, playhead }: Scope): string[] {
  const { index } = run.state.getState();
  const running = index.patternsAt(playhead.clock.now());
  return running.map(({ pattern }) => pattern.name);
}

afterEach(() => vi.unstubAllGlobals());

describe('playing', () => {
  test('moves the playhead by screen time × speed, whatever the frames', async () => {
    const ends: SimTime[] = [];
    for (const frameMs of [4, 16, 33]) {
      const frames = fakeFrames();
      const scope = await openScope('mixed');
      scope.playhead.setSkipQuiet(false);
      scope.playhead.setSpeed(0.5);
      scope.playhead.play();
      for (let ms = 0; ms <= 1400; ms += frameMs) await frames.frame(frameMs);
      ends.push((scope.playhead.clock.now() - startOf(scope)) as SimTime);
    }
    for (const end of ends) expect(Math.abs(end - 700_000)).toBeLessThan(30_000);
  });

  test('passes a stretch with nothing on the wire in about 1.5 s of screen', async () => {
    const frames = fakeFrames();
    const scope = await openScope('lost-publish');
    await scope.commands.setNetwork({ resendMs: 20_000 });
    scope.playhead.play();
    for (let ms = 0; ms < 3000; ms += 16) await frames.frame(16);
    const sent = scope.run.state.getState().index.flight('pub/hand/1:PUBLISH.2');
    expect(sent?.from).toBe(later(startOf(scope), 20_000));
    expect(scope.playhead.clock.now()).toBeGreaterThan(later(startOf(scope), 20_000));
  });

  test('stops at the instants that are named, each once, whatever the frames', async () => {
    for (const frameMs of [4, 33]) {
      const frames = fakeFrames();
      const scope = await openScope('mixed');
      const stops = [later(startOf(scope), 200), later(startOf(scope), 500)];
      scope.playhead.setStops(stops);
      for (const stop of stops) {
        scope.playhead.play();
        for (let ms = 0; ms < 600; ms += frameMs) await frames.frame(frameMs);
        expect(scope.playhead.clock.now()).toBe(stop);
        expect(scope.playhead.state.getState().playing).toBe(false);
      }
      scope.playhead.play();
      for (let ms = 0; ms < 600; ms += frameMs) await frames.frame(frameMs);
      expect(scope.playhead.clock.now()).toBeGreaterThan(stops[1] ?? 0);
    }
  });

  test('does not race through time when nothing is to come', async () => {
    const frames = fakeFrames();
    const scope = await openScope('playground');
    scope.playhead.play();
    for (let ms = 0; ms < 3000; ms += 16) await frames.frame(16);
    expect(scope.playhead.clock.now()).toBeLessThan(later(startOf(scope), 3100));
  });
});

describe('commands', () => {
  test('in the past fork the run, and undo brings back what was set aside', async () => {
    const scope = await openScope('mixed');
    await scope.playhead.seek(later(startOf(scope), 6000));
    await scope.commands.setNetwork({ lossHop1Up: 1 });
    await scope.playhead.seek(later(startOf(scope), 9000));
    const before = scope.run.state.getState();
    await scope.playhead.seek(later(startOf(scope), 3000));
    await scope.commands.setNetwork({ lossHop1Up: 0 });
    const forked = scope.run.state.getState();
    expect(forked.horizon).toBe(later(startOf(scope), 3000));
    expect(forked.commands).toHaveLength(1);
    await scope.commands.undo();
    const undone = scope.run.state.getState();
    expect(undone.hash).toBe(before.hash);
    expect(undone.commands).toEqual(before.commands);
    expect(undone.horizon).toBe(before.horizon);
  });

  test('kill the selected packet while it is on its way, and not afterwards', async () => {
    const scope = await openScope('mixed');
    await scope.playhead.seek(later(startOf(scope), 100));
    const { index } = scope.run.state.getState();
    const [flight] = index.flightsAt(scope.playhead.clock.now());
    scope.selection.pressPacket(flight?.packet.uid ?? '');
    expect(scope.selection.state.getState().message).toBe(flight?.packet.messageUid);
    await scope.commands.killSelected();
    expect(index.flight(flight?.packet.uid ?? '')?.lossCause).toBe('killed');
    const { commands } = scope.run.state.getState();
    await scope.commands.killSelected();
    expect(scope.run.state.getState().commands).toEqual(commands);
  });

  test('kill a segment over TCP, which is sent again under a name of its own', async () => {
    const scope = await openScope('playground');
    await scope.commands.setNetwork({ model: 'tcp' });
    await scope.commands.publish('pub', 'qoscope/demo', 1, 'hello');
    scope.selection.selectPacket('pub/hand/1:PUBLISH.1');
    await scope.playhead.seek(later(startOf(scope), 100));
    await scope.commands.killSelected();
    expect(await scope.travel.goToNext('loss')).toBe('none');
    const { index } = scope.run.state.getState();
    const sent = index.flightsOf('pub/hand/1:PUBLISH.1');
    expect(sent.map(({ name, fate }) => [name, fate])).toEqual([
      ['pub/hand/1:PUBLISH.1', 'lost'],
      ['pub/hand/1:PUBLISH.1#2', 'arrives'],
    ]);
    const again = sent[1]?.from ?? (0 as SimTime);
    await scope.playhead.seek(later(again, 100));
    scope.selection.selectPacket('pub/hand/1:PUBLISH.1#2');
    expect(scope.selection.isOnTheWire('pub/hand/1:PUBLISH.1#2')).toBe(true);
    await scope.commands.killSelected();
    expect(scope.run.state.getState().index.flight('pub/hand/1:PUBLISH.1#2')?.fate).toBe('lost');
  });

  test('publish at the chosen level on a topic that is heard', async () => {
    fakeFrames();
    const scope = await openScope('playground');
    const controls = new Controls(scope);
    controls.setNextQos(2);
    await controls.publish();
    await scope.playhead.seek(later(startOf(scope), 5000));
    const { index } = scope.run.state.getState();
    expect(index.messages[0]?.level).toBe(2);
    expect(index.deliveries).toHaveLength(1);
  });

  test('start and stop publishing by itself', async () => {
    fakeFrames();
    const scope = await openScope('playground');
    const controls = new Controls(scope);
    await controls.setAutomatic(true);
    scope.playhead.pause();
    await scope.playhead.seek(later(startOf(scope), 3500));
    expect(scope.run.state.getState().index.messages).toHaveLength(4);
    expect(runningNow(scope)).toEqual(['auto']);
    await controls.setAutomatic(false);
    await scope.playhead.seek(later(startOf(scope), 9000));
    expect(scope.run.state.getState().index.messages).toHaveLength(4);
  });
});

test('a scenario that publishes by itself can be told to stop', async () => {
  fakeFrames();
  const scope = await openScope('mixed');
  await scope.playhead.seek(later(startOf(scope), 4000));
  expect(runningNow(scope)).toHaveLength(3);
  await new Controls(scope).setAutomatic(false);
  expect(runningNow(scope)).toEqual([]);
  const before = scope.run.state.getState().index.messages.length;
  await scope.playhead.seek(later(startOf(scope), 12_000));
  expect(scope.run.state.getState().index.messages).toHaveLength(before);
});

test('several moves of a slider while time stands still are one undo; all at an instant are one command', async () => {
  const scope = await openScope('mixed');
  await scope.playhead.seek(later(startOf(scope), 4000));
  const { hash } = scope.run.state.getState();
  for (const lossHop1Up of [0.3, 0.4, 0.5]) await scope.commands.setNetwork({ lossHop1Up });
  await scope.commands.setNetwork({ latencyMs: 20 });
  expect(scope.run.state.getState().commands).toEqual([
    {
      at: scope.playhead.clock.now(),
      command: { kind: 'set-network', changes: { lossHop1Up: 0.5, latencyMs: 20 } },
    },
  ]);
  await scope.commands.undo();
  expect(scope.run.state.getState().commands).toMatchObject([
    { command: { changes: { lossHop1Up: 0.5 } } },
  ]);
  await scope.commands.undo();
  expect(scope.run.state.getState().commands).toEqual([]);
  expect(scope.run.state.getState().hash).toBe(hash);
});

test('another seed keeps the commands, and the old seed brings the old run back', async () => {
  const scope = await openScope('mixed');
  await scope.commands.setNetwork({ lossHop1Up: 0.9 });
  await scope.playhead.seek(later(startOf(scope), 5000));
  const { hash, commands } = scope.run.state.getState();
  await scope.reseed(7);
  expect(scope.run.state.getState().commands).toEqual(commands);
  await scope.reseed(1);
  await scope.playhead.seek(later(startOf(scope), 5000));
  expect(scope.run.state.getState().hash).toBe(hash);
});

describe('steps', () => {
  test('go from event to event and back', async () => {
    const scope = await openScope('lost-puback');
    const there: number[] = [];
    while (there.length < 5 && (await scope.travel.goToNext('event')) === 'found') {
      there.push(scope.playhead.clock.now());
    }
    const back = [scope.playhead.clock.now()];
    while (back.length < 5 && (await scope.travel.goToPrevious('event')) === 'found') {
      back.push(scope.playhead.clock.now());
    }
    expect(back.reverse()).toEqual(there);
  });

  test('say when there is none to come', async () => {
    const scope = await openScope('playground');
    expect(await scope.travel.goToNext('loss')).toBe('none');
  });
});

describe('a failing simulation', () => {
  test('is told, and a new start brings the run back to where it was', async () => {
    const broken: SimApi = createInProcessApi();
    let failing = false;
    const api: SimApi = {
      ...broken,
      advance: (runId, to) =>
        failing ? Promise.reject(new Error('it was stopped')) : broken.advance(runId, to),
    };
    const scope = await openScope('mixed', api);
    await scope.playhead.seek(later(startOf(scope), 2000));
    const { hash } = scope.run.state.getState();
    failing = true;
    await scope.playhead.seek(later(startOf(scope), 4000));
    expect(scope.run.state.getState().status).toEqual({
      kind: 'failed',
      message: 'it was stopped',
    });
    failing = false;
    await scope.playhead.seek(later(startOf(scope), 2000));
    await scope.retry();
    expect(scope.run.state.getState().status.kind).toBe('ready');
    expect(scope.run.state.getState().hash).toBe(hash);
  });
});

describe('the story', () => {
  test.each(STORY.map((run) => [run.command, run] as const))(
    '%s comes to its end within ten seconds of the run',
    async (_, run) => {
      const frames = fakeFrames();
      const scope = await openScope('lost-puback');
      const story = new Story(scope, presetScenario);
      await story.tell(run, false);
      for (let i = 0; i < 2000 && scope.playhead.state.getState().playing; i++) {
        await frames.frame(16);
      }
      expect(story.state.getState().ended).toBe(true);
      const took = (scope.playhead.clock.now() - startOf(scope)) / 1_000_000;
      expect(run.seconds).toBeGreaterThanOrEqual(took);
      expect(run.seconds).toBeLessThan(took + 0.1);
      const played = scope.playhead.clock.now();
      await story.tell(run, true);
      expect(scope.playhead.clock.now()).toBe(played);
    },
  );

  test('over TCP ends with the message arrived once, and a PUBACK that is late by TCP’s own wait', async () => {
    const scope = await openScope('lost-puback');
    const run = STORY.find(({ network }) => network?.model === 'tcp') ?? STORY[0];
    await new Story(scope, presetScenario).tell(run, true);
    const { index } = scope.run.state.getState();
    const t = scope.playhead.clock.now();
    expect(sayEnding(index, index.messages[0]?.uid ?? '', t)).toMatch(
      /^A arrived once\. TCP itself sent the lost PUBACK again: it came [\d.]+ (s|ms) late, and MQTT had nothing to repeat\.$/,
    );
    expect(index.flights.items.some(({ packet }) => packet.attempt > 1)).toBe(false);
    expect(index.losses).toEqual([]);
  });

  test('that is left before its run has begun stops nothing any more', async () => {
    const frames = fakeFrames();
    const scope = await openScope('lost-puback');
    const story = new Story(scope, presetScenario);
    const told = story.tell(STORY[0], false);
    story.leave();
    await told;
    for (let i = 0; i < 1000; i++) await frames.frame(16);
    expect(scope.playhead.state.getState().playing).toBe(true);
    expect(scope.playhead.clock.now()).toBeGreaterThan(later(startOf(scope), 2000));
  });

  test('shows the second copy after about five seconds of watching', async () => {
    const frames = fakeFrames();
    const scope = await openScope('lost-puback');
    const story = new Story(scope, presetScenario);
    await story.tell(STORY[0], false);
    const from = frames.now();
    for (let i = 0; i < 1000 && !story.state.getState().ended; i++) await frames.frame(16);
    expect(frames.now() - from).toBeGreaterThan(4000);
    expect(frames.now() - from).toBeLessThan(6500);
  });
});

test('counters at a past instant are those of that instant, in whatever order they are asked for', async () => {
  const scope = await openScope('mixed');
  await scope.playhead.seek(later(startOf(scope), 30_000));
  const { index } = scope.run.state.getState();
  const cursor = new CounterCursor();
  const at = (ms: number) => cursor.at(index, later(startOf(scope), ms)).total;
  const early = at(5000);
  at(30_000);
  expect(at(5000)).toEqual(early);
  expect(at(30_000)).toEqual(new CounterCursor().at(index, later(startOf(scope), 30_000)).total);
});

test('the publish button speaks for a client without subscriptions, on a topic of the scenario', () => {
  expect(publisherOf(presetScenario('mixed').clients)?.id).toBe('pub');
  expect(topicsOf(presetScenario('playground'))[0]).toBe('qoscope/demo');
});
