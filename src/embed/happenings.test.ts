// What the host's page hears of messages: what playing and stepping pass, and no more.

import { afterEach, expect, test, vi } from 'vitest';
import { fakeFrames } from '../testing/fakeFrames.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import { followHappenings, type Happening } from './happenings.ts';

afterEach(() => vi.unstubAllGlobals());

async function follow(preset: string) {
  const frames = fakeFrames();
  const scope = await openScope(preset);
  const told: Happening[] = [];
  let isStepping = false;
  followHappenings(
    scope,
    () => isStepping,
    (happening) => told.push(happening),
  );
  const step = async () => {
    isStepping = true;
    await scope.travel.goToNext('event');
    isStepping = false;
  };
  return { frames, scope, told, step };
}

test('a delivery and a second copy, once each, while it plays past them', async () => {
  const { frames, scope, told } = await follow('lost-puback');
  scope.playhead.play();
  for (let ms = 0; ms < 3000; ms += 16) await frames.frame(16);
  const { index } = scope.run.state.getState();
  const delivered = index.events.filter(({ kind }) => kind === 'message-delivered');
  const [first, second] = delivered.map(({ at }) => at / 1e6);
  expect(told).toEqual([
    { kind: 'delivered', message: 'A', uid: 'pub/hand/1', level: 1, at: first },
    { kind: 'duplicate', message: 'A', uid: 'pub/hand/1', level: 1, at: second },
  ]);
});

test('a loss with its cause', async () => {
  const { frames, scope, told } = await follow('lost-publish-qos0');
  scope.playhead.play();
  for (let ms = 0; ms < 3000; ms += 16) await frames.frame(16);
  expect(told).toMatchObject([{ kind: 'lost', message: 'A', level: 0, cause: 'packetLost' }]);
});

test('steps pass what lies between, leaps do not', async () => {
  const { scope, told, step } = await follow('lost-puback');
  await scope.playhead.seek(later(startOf(scope), 3000));
  expect(told).toEqual([]);
  await scope.travel.goToStart();
  for (let i = 0; i < 8; i++) await step();
  expect(told[0]?.kind).toBe('delivered');
});
