import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { runPreset } from '../testing/presetRun.ts';
import { findNext, findPrevious } from './landmarks.ts';

/** Instants of the steps between two instants, in ms. */
function stepsOf(preset: string, fromAt: number, toAt: number): number[] {
  const { index } = runPreset(preset, 12);
  const steps: number[] = [];
  for (let t: SimTime | undefined = fromMs(fromAt); t !== undefined; ) {
    t = findNext(index, t, 'event');
    if (t === undefined || t > fromMs(toAt)) break;
    steps.push(t / 1000);
  }
  return steps;
}

test('a step stops at a crash and at the restart', () => {
  expect(stepsOf('broker-crash-autosave-twice', 3800, 5200)).toEqual([4200, 5000, 5200]);
});

test('a step stops at a client’s crash, and where the broker hears of it', () => {
  expect(stepsOf('subscriber-crash-acks-last', 2000, 3700)).toEqual([2700, 3000, 3700]);
});

test('a step stops at a cut', () => {
  expect(stepsOf('window-full', 3800, 7200)).toEqual([6200, 7200]);
  expect(stepsOf('retained-on-reconnect', 2100, 4200)).toEqual([3200, 4200]);
});

test('a step stops where a client comes back, and where a session ends by itself', () => {
  expect(stepsOf('message-expired', 4000, 6200)).toEqual([6200]);
  expect(stepsOf('session-expired', 2800, 4500)).toEqual([4500]);
});

test('a step back stops at the same instants', () => {
  const { index } = runPreset('window-full', 12);
  expect(findPrevious(index, fromMs(7200), 'event')).toBe(fromMs(6200));
});

test('a crash is no loss and no second copy', () => {
  const { index } = runPreset('broker-crash-autosave-twice', 12);
  expect(findNext(index, fromMs(3800), 'duplicate')).toBe(fromMs(6400));
  expect(findNext(index, fromMs(3800), 'loss')).toBeUndefined();
});
