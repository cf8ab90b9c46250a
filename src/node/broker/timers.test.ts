import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import { Timers } from './timers.ts';

const now = (): SimTime => fromMs(performance.now());
const inMs = (ms: number): SimTime => fromMs(performance.now() + ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('timers', () => {
  test('fire at their time, the earliest first, on one timeout', () => {
    const timers = new Timers(now);
    const fired: string[] = [];
    for (const [name, ms] of [
      ['b', 20],
      ['a', 10],
      ['c', 30],
    ] as const) {
      timers.set(name, inMs(ms), () => fired.push(`${name} ${performance.now()}`));
      expect(vi.getTimerCount()).toBe(1);
    }
    const start = performance.now();
    vi.advanceTimersByTime(100);
    expect(fired).toEqual([`a ${start + 10}`, `b ${start + 20}`, `c ${start + 30}`]);
    expect([timers.size, vi.getTimerCount()]).toEqual([0, 0]);
  });

  test('that are set again fire once, at the later time', () => {
    const timers = new Timers(now);
    const fire = vi.fn();
    timers.set('a', inMs(10), fire);
    timers.set('a', inMs(50), fire);
    vi.advanceTimersByTime(40);
    expect(fire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(fire).toHaveBeenCalledTimes(1);
  });

  test('that are cancelled do not fire, and neither do any once all are stopped', () => {
    const timers = new Timers(now);
    const fire = vi.fn();
    timers.set('a', inMs(10), fire);
    timers.set('b', inMs(20), fire);
    timers.cancel('a');
    vi.advanceTimersByTime(15);
    timers.stop();
    vi.advanceTimersByTime(100);
    expect(fire).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may set others while they fire, at once too', () => {
    const timers = new Timers(now);
    const fired: string[] = [];
    timers.set('a', inMs(10), () => {
      fired.push('a');
      timers.set('late', inMs(5), () => fired.push('late'));
      timers.set('due', now(), () => fired.push('due'));
    });
    vi.advanceTimersByTime(10);
    expect(fired).toEqual(['a', 'due']);
    vi.advanceTimersByTime(5);
    expect(fired).toEqual(['a', 'due', 'late']);
  });

  test('may be further away than a timeout reaches', () => {
    const timers = new Timers(now);
    const fire = vi.fn();
    const yearMs = 365 * 86_400_000;
    timers.set('a', inMs(yearMs), fire);
    vi.advanceTimersByTime(yearMs - 1);
    expect(fire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fire).toHaveBeenCalledTimes(1);
  });

  test('that are set and cancelled without end take no memory without end', () => {
    const timers = new Timers(now);
    timers.set('kept', inMs(1000), () => {});
    for (let i = 0; i < 100_000; i++) {
      timers.set(`t${i}`, inMs(3_600_000), () => {});
      timers.cancel(`t${i}`);
    }
    expect(timers.size).toBe(1);
    expect(timers.kept).toBeLessThan(100);
  });
});
