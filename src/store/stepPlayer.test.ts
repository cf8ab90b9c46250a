// What plays the course's steps, over the simulation in the same thread.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { readingMs } from '../lessons/captions.ts';
import { COURSE } from '../lessons/course/course.ts';
import type { ShownStep } from '../lessons/lesson.ts';
import { captionAt, walkStep } from '../lessons/walk.ts';
import { type FakeFrames, fakeFrames } from '../testing/fakeFrames.ts';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import type { SimApi } from '../worker/simApi.ts';
import { playedAt } from './placeRun.ts';
import { createScope, type Scope } from './scope.ts';
import { type Played, StepPlayer, startOf } from './stepPlayer.ts';

let frames: FakeFrames;
beforeEach(() => {
  frames = fakeFrames();
});
afterEach(() => vi.unstubAllGlobals());

function stepOf(lesson: string, name: string): ShownStep {
  const step = COURSE.find((one) => one.name === lesson)?.steps.find((one) => one.name === name);
  if (step?.kind !== 'shown') throw new Error(`${lesson} has no ${name} to show`);
  return step;
}

const TO_BROKER = stepOf('two-hops', 'to-the-broker');
const TO_SUBSCRIBER = stepOf('two-hops', 'to-the-subscriber');
const ANSWER = stepOf('two-hops', 'an-answer');

function playedOf(step: ShownStep): Played {
  const lesson = COURSE.find(({ steps }) => steps.includes(step));
  const played = lesson && playedAt({ kind: 'step', lesson, step });
  if (played === undefined) throw new Error(`${step.name} is in no lesson`);
  return played;
}

/** Where it begins, ends and speaks, read from a run of its own, which nothing of the page has touched. */
function wholeWalk(step: ShownStep) {
  const walk = walkStep(step, eventsOfRun(step.run));
  if (walk.until === undefined) throw new Error(`${step.name} has no end`);
  return { ...walk, until: walk.until };
}

function create(api: SimApi = createInProcessApi()): { scope: Scope; player: StepPlayer } {
  const scope = createScope(startOf(''), 1, async () => ({ api, dispose: () => {} }));
  return { scope, player: new StepPlayer(scope) };
}

async function opened(step: ShownStep) {
  const { scope, player } = create();
  await player.open(playedOf(step));
  return { scope, player };
}

/** Presses Play and lets frames pass until it stops. @returns where it stood at each frame */
async function playOn({ playhead }: Scope, frameMs = 16, framesMax = 6000) {
  const stood: SimTime[] = [];
  playhead.play();
  for (let n = 0; n < framesMax && playhead.state.getState().playing; n++) {
    await frames.frame(frameMs);
    stood.push(playhead.clock.now());
  }
  return stood;
}

/** Presses Play. @returns what was said and for how long, in milliseconds of screen time, until it stops */
async function playSaid({ playhead }: Scope, step: ShownStep) {
  const { captions } = playedOf(step);
  const walk = wholeWalk(step);
  const said: { readonly caption: string; ms: number }[] = [];
  const note = (ms: number) => {
    const caption = captions[captionAt(walk, playhead.clock.now()) ?? -1];
    if (caption === undefined) return;
    const last = said.at(-1);
    if (last?.caption === caption) last.ms += ms;
    else said.push({ caption, ms });
  };
  playhead.play();
  for (let n = 0; n < 6000 && playhead.state.getState().playing; n++) {
    note(16);
    await frames.frame(16);
  }
  note(0);
  return said;
}

const STEPS = COURSE.flatMap((lesson) =>
  lesson.steps.flatMap((step) =>
    step.kind === 'shown' ? [{ lesson: lesson.name, name: step.name, step }] : [],
  ),
);

describe('a step', () => {
  test.each(STEPS)(
    '$lesson, $name: stands at its beginning, with its end known',
    async ({ step }) => {
      const { scope, player } = await opened(step);
      const { from, until, captions } = wholeWalk(step);
      expect(player.state.getState()).toMatchObject({ seen: false, free: false });
      expect(player.state.getState().walk).toEqual({ from, until, captions });
      expect(scope.playhead.clock.now()).toBe(from);
      expect(scope.playhead.state.getState().playing).toBe(false);
    },
  );

  test.each([4, 16, 33])(
    'plays to its end and stops right there (%i ms a frame)',
    async (frameMs) => {
      const { scope, player } = await opened(ANSWER);
      const { from, until } = wholeWalk(ANSWER);
      const before: boolean[] = [];
      player.state.subscribe(({ seen }) => {
        if (seen) before.push(scope.playhead.clock.now() < until);
      });
      const stood = await playOn(scope, frameMs);
      expect(scope.playhead.state.getState().playing).toBe(false);
      expect(scope.playhead.clock.now()).toBe(until);
      expect(stood.some((t) => t > from && t < until)).toBe(true);
      expect(player.state.getState().seen).toBe(true);
      expect(stood.every((t) => t <= until)).toBe(true);
      expect(before.length).toBeGreaterThan(0);
    },
  );

  test.each(STEPS.filter(({ step }) => Object.keys(step.captions).length > 1))(
    '$lesson, $name: no caption gives way before it can have been read',
    async ({ step }) => {
      const { scope } = await opened(step);
      const said = await playSaid(scope, step);
      expect(said.length).toBeGreaterThan(1);
      for (const { caption, ms } of said.slice(0, -1)) {
        expect(ms, caption).toBeGreaterThanOrEqual(readingMs(caption) - 2 * 16);
      }
    },
  );

  test('whoever plays it faster is given less time to read', async () => {
    const { scope } = await opened(ANSWER);
    const { speed } = scope.playhead.state.getState();
    const [usual] = await playSaid(scope, ANSWER);
    await scope.playhead.seek(wholeWalk(ANSWER).from);
    scope.playhead.setSpeed(speed * 4);
    const [faster] = await playSaid(scope, ANSWER);
    expect(usual?.ms).toBeGreaterThan(1000);
    expect((faster?.ms ?? 0) / (usual?.ms ?? 0)).toBeCloseTo(1 / 4, 1);
  });

  test('is not seen while it goes on', async () => {
    const { scope, player } = await opened(ANSWER);
    const { until } = wholeWalk(ANSWER);
    await scope.playhead.seek((until - 1) as SimTime);
    expect(player.state.getState().seen).toBe(false);
    await scope.playhead.seek(until);
    expect(player.state.getState().seen).toBe(true);
  });

  test('is watched again from its beginning, and stops at its end again', async () => {
    const { scope, player } = await opened(ANSWER);
    const { from, until } = wholeWalk(ANSWER);
    await playOn(scope);
    const again = await playOn(scope);
    expect(again[0]).toBeLessThan(until);
    expect(again[0]).toBeGreaterThanOrEqual(from);
    expect(scope.playhead.clock.now()).toBe(until);
    expect(player.state.getState().seen).toBe(true);
  });

  test('is gone through caption by caption, to its end, and then from its beginning', async () => {
    const { scope, player } = await opened(ANSWER);
    const { from, until, captions } = wholeWalk(ANSWER);
    const stood: SimTime[] = [];
    for (let n = 0; n < 20 && scope.playhead.clock.now() < until; n++) {
      await player.goOn();
      stood.push(scope.playhead.clock.now());
    }
    expect(stood).toEqual([...captions.filter((at = from) => at > from && at < until), until]);
    expect(player.state.getState().seen).toBe(true);
    await player.goOn();
    expect(scope.playhead.clock.now()).toBe(from);
  });

  test('has its one message selected', async () => {
    const { scope } = await opened(TO_BROKER);
    const [message] = scope.run.state.getState().index.messages;
    expect(scope.selection.state.getState().message).toBe(message?.uid);
  });

  test('of the same run goes on with it: nothing is simulated anew', async () => {
    const { scope, player } = await opened(TO_BROKER);
    await playOn(scope);
    const { index } = scope.run.state.getState();
    await player.open(playedOf(TO_SUBSCRIBER));
    expect(scope.run.state.getState().index).toBe(index);
    expect(scope.playhead.clock.now()).toBe(wholeWalk(TO_BROKER).until);
    expect(scope.playhead.clock.now()).toBe(wholeWalk(TO_SUBSCRIBER).from);
    await player.open(playedOf(ANSWER));
    expect(scope.run.state.getState().index).not.toBe(index);
  });
});

describe('off the rails', () => {
  test('whoever changes the run leaves them: nothing stops by itself any more', async () => {
    const { scope, player } = await opened(ANSWER);
    const { until } = wholeWalk(ANSWER);
    await scope.commands.dropNext('PUBACK', 1);
    expect(player.state.getState().free).toBe(true);
    await playOn(scope, 33, 900);
    expect(scope.playhead.clock.now()).toBeGreaterThan(until);
    expect(player.state.getState().seen).toBe(false);
  });

  test('so does whoever edits the scenario', async () => {
    const { scope, player } = await opened(ANSWER);
    await scope.edit((scenario) => ({ ...scenario, seed: scenario.seed + 1 }));
    expect(player.state.getState().free).toBe(true);
  });

  test('whoever looks around leaves them with the run as it is', async () => {
    const { scope, player } = await opened(ANSWER);
    const { until } = wholeWalk(ANSWER);
    player.leave();
    await playOn(scope, 33, 900);
    expect(scope.playhead.clock.now()).toBeGreaterThan(until);
    expect(scope.run.state.getState().commands).toEqual(startOf(ANSWER.run).commands);
  });

  test.each(['changed', 'left'])(
    'one comes back to the beginning of the step’s own run (%s)',
    async (how) => {
      const { scope, player } = await opened(ANSWER);
      const { from, until } = wholeWalk(ANSWER);
      if (how === 'changed') await scope.commands.dropNext('PUBACK', 1);
      else player.leave();
      await scope.playhead.seek((until + 1_000_000) as SimTime);
      await player.back();
      expect(player.state.getState()).toMatchObject({ free: false, seen: false });
      expect(scope.run.state.getState().commands).toEqual(startOf(ANSWER.run).commands);
      expect(scope.playhead.clock.now()).toBe(from);
      await playOn(scope);
      expect(scope.playhead.clock.now()).toBe(until);
    },
  );
});

describe('what was opened last counts', () => {
  test('of two that are opened at once', async () => {
    const { scope, player } = create();
    const first = player.open(playedOf(ANSWER));
    const second = player.open(playedOf(TO_BROKER));
    await Promise.all([first, second]);
    const { from, until } = wholeWalk(TO_BROKER);
    expect(player.state.getState().walk).toMatchObject({ from, until });
    expect(scope.playhead.clock.now()).toBe(from);
    await playOn(scope);
    expect(scope.playhead.clock.now()).toBe(until);
  });

  test('whichever the simulation has answered later', async () => {
    const api = createInProcessApi();
    const held: (() => void)[] = [];
    let holds = true;
    const slow: SimApi = {
      ...api,
      async open(...asked) {
        const opened = await api.open(...asked);
        if (holds) await new Promise<void>((resolve) => held.push(resolve));
        return opened;
      },
    };
    const { scope, player } = create(slow);
    const first = player.open(playedOf(ANSWER));
    await vi.waitFor(() => expect(held).toHaveLength(1));
    holds = false;
    const second = player.open(playedOf(TO_BROKER));
    held[0]?.();
    await Promise.all([first, second]);
    const { from, until } = wholeWalk(TO_BROKER);
    expect(player.state.getState().walk).toMatchObject({ from, until });
    expect(scope.playhead.clock.now()).toBe(from);
    expect(scope.run.state.getState().scenario).toEqual(startOf(TO_BROKER.run).scenario);
  });

  test('what was closed meanwhile is no step any more', async () => {
    const { scope, player } = create();
    const opening = player.open(playedOf(ANSWER));
    player.close();
    await opening;
    expect(player.state.getState().walk).toBeUndefined();
    await scope.open(startOf(ANSWER.run));
    await playOn(scope, 33, 900);
    expect(scope.playhead.clock.now()).toBeGreaterThan(wholeWalk(ANSWER).until);
    expect(player.state.getState().seen).toBe(false);
  });
});
