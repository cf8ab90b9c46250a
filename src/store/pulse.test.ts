// What views hear of time: in beats while it goes on, exactly when it stands still.
import { afterEach, expect, test, vi } from 'vitest';
import { fakeFrames } from '../testing/fakeFrames.ts';
import { openScope } from '../testing/scopeDriver.ts';
import { HeldPulse, Pulse } from './pulse.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('while playing there are few beats for many frames, and pausing tells the exact instant', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const frames = fakeFrames();
  const scope = await openScope('mixed');
  const { playhead, pulse } = scope;
  const told = vi.fn();
  pulse.state.subscribe(told);
  playhead.play();
  for (let i = 0; i < 120; i++) {
    await frames.frame(1000 / 60);
    vi.advanceTimersByTime(1000 / 60);
  }
  expect(told.mock.calls.length).toBeGreaterThan(8);
  expect(told.mock.calls.length).toBeLessThan(16);
  await frames.frame(1000 / 60);
  playhead.pause();
  expect(pulse.state.getState().t).toBe(playhead.clock.now());
  expect(pulse.state.getState().version).toBe(scope.run.state.getState().version);
});

test('paused, each instant that is gone to is told at once', async () => {
  const { playhead, pulse } = await openScope('mixed');
  const { t } = playhead.state.getState();
  for (const step of [1, 2, 3]) {
    await playhead.seek((t + step * 1000) as typeof t);
    expect(pulse.state.getState().t).toBe(t + step * 1000);
  }
});

test('pulses of one playhead that have turns of their own never beat in the same frame', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const frames = fakeFrames();
  const scope = await openScope('mixed');
  const { playhead, run } = scope;
  const beats: number[][] = [0, 0.25, 0.5, 0.75].map((turn) => {
    const beatAt: number[] = [];
    new Pulse(run, playhead, turn).state.subscribe(() => beatAt.push(performance.now()));
    return beatAt;
  });
  playhead.play();
  for (let i = 0; i < 120; i++) {
    await frames.frame(1000 / 60);
    vi.advanceTimersByTime(1000 / 60);
  }
  // The first beat is told at once by all of them.
  const later = beats.flatMap((beatAt) => beatAt.slice(2));
  expect(later.length).toBeGreaterThan(32);
  expect(new Set(later).size).toBe(later.length);
});

test('what is out of sight stands still while playing, and is exact as soon as it is seen or time stands still', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const frames = fakeFrames();
  const { playhead, pulse } = await openScope('mixed');
  const held = new HeldPulse(pulse, playhead);
  const end = held.follow();
  const before = held.state.getState();
  held.setSeen(false);
  playhead.play();
  async function playOn(): Promise<void> {
    for (let i = 0; i < 30; i++) {
      await frames.frame(1000 / 60);
      vi.advanceTimersByTime(1000 / 60);
    }
  }
  await playOn();
  expect(pulse.state.getState().t).toBeGreaterThan(before.t);
  expect(held.state.getState()).toBe(before);
  held.setSeen(true);
  expect(held.state.getState()).toBe(pulse.state.getState());
  held.setSeen(false);
  await playOn();
  playhead.pause();
  expect(held.state.getState().t).toBe(playhead.clock.now());
  end();
  await playhead.seek((playhead.clock.now() + 1000) as typeof before.t);
  expect(held.state.getState().t).toBeLessThan(playhead.clock.now());
});
