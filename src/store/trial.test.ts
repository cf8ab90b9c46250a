// What watches over tasks and challenges, over the simulation in the same thread.
import { beforeEach, describe, expect, test } from 'vitest';
import { addTime, fromSec, type SimTime } from '../base/time.ts';
import { CHALLENGES } from '../lessons/challenges.ts';
import { COURSE } from '../lessons/course/course.ts';
import { instantsOf } from '../lessons/factFold.ts';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import { startOf as publishingOf } from '../testing/scopeDriver.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import { createScope, type Scope } from './scope.ts';
import { startOf } from './stepPlayer.ts';
import { Trial, type Trying } from './trial.ts';

const TRYINGS: readonly (Trying & { readonly name: string })[] = [
  ...CHALLENGES.map((challenge) => ({ ...challenge, after: { done: challenge.goal } })),
  ...COURSE.flatMap(({ steps }) => steps.filter((step) => step.kind === 'task')),
];

function tryingOf(name: string): Trying {
  const trying = TRYINGS.find((one) => one.name === name);
  if (trying === undefined) throw new Error(`No ${name}`);
  return trying;
}

/** Where its solution reaches the goal, read from a run of its own. */
function reachedAt({ goal, solution }: Trying): SimTime {
  const [at] = instantsOf([goal], eventsOfRun(solution));
  if (at === undefined) throw new Error('Its solution does not reach the goal');
  return at;
}

let scope: Scope;
let trial: Trial;
beforeEach(() => {
  const api = createInProcessApi();
  scope = createScope(startOf(''), 1, async () => ({ api, dispose: () => {} }));
  trial = new Trial(scope);
});

const state = () => trial.state.getState();
const seek = (t: number) => scope.playhead.seek(t as SimTime);
const secIn = (sec: number) => addTime(publishingOf(scope), fromSec(sec));

const TWO_COPIES = tryingOf('one-kill-two-copies');

/** By hand what its solution does. */
async function doByHand(): Promise<void> {
  await seek(secIn(1.2));
  await scope.commands.dropNext('PUBACK', 1);
  await scope.commands.publish('pub', 'qoscope/demo', 1, 'hello');
}

describe('the goal', () => {
  test.each(TRYINGS)('of $name ticks at the very instant, with its solution', async (trying) => {
    const at = reachedAt(trying);
    await trial.open(trying, true);
    expect(state()).toMatchObject({ done: false, broken: false, isShown: true });
    await seek(at - 1);
    expect(state().done).toBe(false);
    await seek(at);
    expect(state()).toMatchObject({ done: true, broken: false });
    expect(state().true).toEqual(Object.keys(trying.after));
  });

  test.each(CHALLENGES)('of $name does not tick with what comes near', async (challenge) => {
    const trying = { ...challenge, solution: challenge.nearMiss, after: {} };
    await trial.open(trying, true);
    await seek(secIn(60));
    expect(state().done).toBe(false);
  });

  test.each(TRYINGS)('of $name does not tick by itself', async (trying) => {
    await trial.open(trying, false);
    await seek(secIn(60));
    expect(state()).toMatchObject({ done: false, broken: false, isShown: false });
  });

  test('ticks by hand, and not before it is looked at, whatever of the run is known', async () => {
    await trial.open(TWO_COPIES, false);
    await doByHand();
    await scope.run.advance(secIn(30));
    const [at] = instantsOf([TWO_COPIES.goal], scope.run.state.getState().index.events);
    expect(at).toBeLessThan(scope.run.state.getState().horizon);
    await seek((at ?? 0) - 1);
    expect(state()).toMatchObject({ done: false, broken: false });
    await seek(at ?? 0);
    expect(state()).toMatchObject({ done: true, isShown: false });
  });

  test('stays done, whatever is done to the run afterwards', async () => {
    await trial.open(TWO_COPIES, false);
    await doByHand();
    await seek(secIn(30));
    expect(state().done).toBe(true);
    await seek(secIn(0));
    expect(state().done).toBe(true);
    await scope.commands.crashBroker(1000);
    await seek(secIn(30));
    expect(state()).toMatchObject({ done: true, broken: true });
  });
});

describe('conditions', () => {
  test('that are broken do not tick, and do again when that is taken back', async () => {
    await trial.open(TWO_COPIES, false);
    await doByHand();
    await scope.commands.crashClient('sub', 'kept', 1000);
    expect(state().broken).toBe(true);
    await scope.run.advance(secIn(30));
    await seek(secIn(30));
    expect(instantsOf([TWO_COPIES.goal], scope.run.state.getState().index.events)).not.toEqual([
      undefined,
    ]);
    expect(state()).toMatchObject({ done: false, broken: true });
    await scope.commands.undo();
    expect(state().broken).toBe(false);
    await seek(secIn(31));
    expect(state()).toMatchObject({ done: true, broken: false });
  });

  test('another scenario is no attempt', async () => {
    await trial.open(TWO_COPIES, false);
    await scope.replace(startOf('preset=lost-puback'));
    expect(state().broken).toBe(true);
    await seek(secIn(30));
    expect(state()).toMatchObject({ done: false, broken: true });
  });
});

describe('a fork', () => {
  test('takes back a goal that lay behind it and was not looked at', async () => {
    await trial.open(TWO_COPIES, false);
    await doByHand();
    await scope.run.advance(secIn(30));
    await seek(secIn(0.5));
    await scope.commands.publish('pub', 'qoscope/demo', 1, 'before');
    await seek(secIn(30));
    expect(state()).toMatchObject({ done: false, broken: false });
  });

  test('keeps what lay before it', async () => {
    await trial.open(TWO_COPIES, false);
    await doByHand();
    await scope.run.advance(secIn(30));
    const [at = 0] = instantsOf([TWO_COPIES.goal], scope.run.state.getState().index.events);
    await scope.run.give(addTime(at as SimTime, fromSec(1)), {
      kind: 'publish',
      client: 'pub',
      topic: 'qoscope/demo',
      qos: 0,
      payload: 'later',
    });
    await seek(at - 1);
    expect(state().done).toBe(false);
    await seek(at);
    expect(state().done).toBe(true);
  });
});

describe('opening', () => {
  test('judges nothing by the run of before, which is still there', async () => {
    await trial.open(TWO_COPIES, true);
    await seek(secIn(30));
    const opening = trial.open(TWO_COPIES, false);
    scope.pulse.state.setState({ ...scope.pulse.state.getState() });
    expect(state()).toMatchObject({ opening: true, done: false });
    await opening;
    expect(state()).toMatchObject({ opening: false, done: false, broken: false });
  });

  test('begins anew: what was done is not, in a run without what was done to it', async () => {
    await trial.open(TWO_COPIES, true);
    await seek(secIn(30));
    expect(state().done).toBe(true);
    await trial.open(TWO_COPIES, false);
    expect(state()).toMatchObject({ done: false, isShown: false, broken: false });
    expect(scope.run.state.getState().commands).toEqual([]);
    await seek(secIn(30));
    expect(state().done).toBe(false);
  });

  test('of something else while the old run is there ticks nothing by that', async () => {
    await trial.open(TWO_COPIES, true);
    await seek(secIn(30));
    const states: boolean[] = [];
    const end = trial.state.subscribe(({ done, broken }) => states.push(done || broken));
    await trial.open(tryingOf('dup-and-new'), false);
    end();
    expect(states).not.toContain(true);
  });

  test('of a solution, while a later instant is still looked at, ticks nothing before it is played', async () => {
    await trial.open(TWO_COPIES, false);
    await seek(secIn(30));
    await trial.open(TWO_COPIES, true);
    expect(scope.playhead.clock.now()).toBe(publishingOf(scope));
    expect(state().done).toBe(false);
  });

  test('what is closed is watched no more', async () => {
    await trial.open(TWO_COPIES, true);
    trial.close();
    await seek(secIn(30));
    expect(state()).toMatchObject({ done: false, broken: false });
  });
});
