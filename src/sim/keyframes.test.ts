// The keyframes of a long run: how many, how far apart, and which may be gone on from.
import { describe, expect, test } from 'vitest';
import { fromUs } from '../base/time.ts';
import { KEYFRAME_GAP, KEYFRAMES_MAX, Keyframes } from './keyframes.ts';

/** A run with an event each microsecond that is offered a keyframe at each hundredth. */
function keyframesOf(events: number, commandAt = Infinity): Keyframes<number> {
  const keyframes = new Keyframes<number>();
  for (let n = 0; n <= events; n += 100) {
    if (!keyframes.isDue(n)) continue;
    keyframes.add({ now: fromUs(n), length: n, commands: n > commandAt ? 1 : 0, state: n });
  }
  return keyframes;
}

describe('the keyframes of a run', () => {
  test('are bounded in number, however long it lasts, and spread evenly', () => {
    for (const events of [70_000, 200_000, 607_000, 3_000_000]) {
      const keyframes = keyframesOf(events);
      const gapMax = (4 * events) / KEYFRAMES_MAX;
      for (let at = 0; at < events; at += 1234) {
        const frame = keyframes.before(fromUs(at), 0);
        expect(at - (frame?.length ?? 0)).toBeLessThan(gapMax);
      }
    }
  });

  test('are as many all the time once they are all there', () => {
    const keyframes = keyframesOf(KEYFRAME_GAP * KEYFRAMES_MAX * 1.2);
    expect(keyframes.count).toBe(KEYFRAMES_MAX);
    for (let n = 100_000; n < 1_000_000; n += 100) {
      if (!keyframes.isDue(n)) continue;
      keyframes.add({ now: fromUs(n), length: n, commands: 0, state: n });
      expect(keyframes.count).toBe(KEYFRAMES_MAX);
    }
  });

  test('begin with the first event and come every so many', () => {
    const keyframes = keyframesOf(KEYFRAME_GAP * 10);
    expect(keyframes.before(fromUs(0), 0)?.length).toBe(0);
    expect(keyframes.count).toBe(10);
  });

  test('with a command that is not to be given are passed over', () => {
    const keyframes = keyframesOf(50_000, 20_000);
    expect(keyframes.before(fromUs(40_000), 0)?.now).toBeLessThanOrEqual(20_000);
    expect(keyframes.before(fromUs(40_000), 1)?.now).toBeGreaterThan(30_000);
  });

  test('after a fork are forgotten', () => {
    const keyframes = keyframesOf(50_000);
    keyframes.truncate(fromUs(30_000), 0);
    expect(keyframes.before(fromUs(50_000), 9)?.now).toBeLessThanOrEqual(30_000);
    expect(keyframes.isDue(30_000 + KEYFRAME_GAP)).toBe(true);
    expect(keyframes.isDue(30_000)).toBe(false);
  });
});
