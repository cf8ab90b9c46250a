// What views hear of time: in beats while it goes on, exactly when it stands still.
import { afterEach, expect, test, vi } from 'vitest';
import { fakeFrames } from '../testing/fakeFrames.ts';
import { openScope } from '../testing/scopeDriver.ts';

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
