import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Progress } from './progress.ts';

const KEY = 'qoscope.learned';

/** A browser's storage, as far as it is used. */
class FakeStorage {
  readonly kept = new Map<string, string>();
  writes = 0;
  getItem = (key: string) => this.kept.get(key) ?? null;
  removeItem = (key: string) => void this.kept.delete(key);
  setItem(key: string, value: string): void {
    this.writes++;
    this.kept.set(key, value);
  }
}

const doneOf = (progress: Progress) => [...progress.state.getState().done];

afterEach(() => vi.unstubAllGlobals());

describe('with storage', () => {
  let storage = new FakeStorage();
  beforeEach(() => {
    storage = new FakeStorage();
    vi.stubGlobal('localStorage', storage);
  });

  test('what is done is there when the page is opened again', () => {
    const progress = new Progress();
    expect(doneOf(progress)).toEqual([]);
    progress.note('loss/kill-one');
    progress.note('dup');
    expect(doneOf(progress)).toEqual(['loss/kill-one', 'dup']);
    expect(doneOf(new Progress())).toEqual(['loss/kill-one', 'dup']);
  });

  test('what is done twice is noted once', () => {
    const progress = new Progress();
    progress.note('dup');
    const { done } = progress.state.getState();
    progress.note('dup');
    expect(progress.state.getState().done).toBe(done);
    expect(storage.writes).toBe(1);
  });

  test('what is forgotten is kept nowhere', () => {
    const progress = new Progress();
    progress.note('dup');
    progress.forget();
    expect(doneOf(progress)).toEqual([]);
    expect(storage.kept.size).toBe(0);
    expect(doneOf(new Progress())).toEqual([]);
  });

  test.each([
    ['no JSON', '[dup', []],
    ['no list', '{"dup":true}', []],
    ['other things among names', '["dup",7,null,"loss"]', ['dup', 'loss']],
  ])('what else may stand there does no harm: %s', (_, text, expected) => {
    storage.kept.set(KEY, text);
    const progress = new Progress();
    expect(doneOf(progress)).toEqual(expected);
    progress.note('gaps');
    expect(doneOf(new Progress())).toEqual([...expected, 'gaps']);
  });
});

describe('without storage', () => {
  const refuse = () => {
    throw new DOMException('blocked', 'SecurityError');
  };

  test.each([
    ['that is not there', undefined],
    ['that refuses', { getItem: refuse, setItem: refuse, removeItem: refuse }],
  ])('%s, it lasts as long as the page', (_, storage) => {
    vi.stubGlobal('localStorage', storage);
    const progress = new Progress();
    progress.note('dup');
    progress.note('loss');
    expect(doneOf(progress)).toEqual(['dup', 'loss']);
    expect(doneOf(new Progress())).toEqual([]);
    progress.forget();
    expect(doneOf(progress)).toEqual([]);
  });
});
