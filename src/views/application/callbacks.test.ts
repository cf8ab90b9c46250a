import { expect, test } from 'vitest';
import { playPreset, runPreset } from '../../testing/presetRun.ts';
import { callbackOf, isCallback, sayReplay } from './callbacks.ts';

function seenIn(preset: string, subscriber?: string) {
  const { events } = playPreset(preset);
  return events
    .filter((event) => isCallback(event, subscriber))
    .map((event) => callbackOf(event)?.nth);
}

test('a second copy is the second callback of its message', () => {
  expect(seenIn('lost-puback')).toEqual([1, 2]);
  expect(seenIn('lost-pubrec')).toEqual([1]);
});

test('what the broker originates is seen too', () => {
  const { events } = playPreset('retained-on-reconnect');
  const received = events.filter(({ kind }) => kind === 'message-received');
  expect(received.length).toBeGreaterThan(0);
  expect(received.every((event) => isCallback(event, undefined))).toBe(true);
});

test('one subscriber’s application knows of its own callbacks alone', () => {
  expect(seenIn('lost-puback', 'nobody')).toEqual([]);
  expect(seenIn('lost-puback', 'sub')).toEqual([1, 2]);
});

test('a retained message’s replay is marked as what it is, and nothing else is', () => {
  const { index } = runPreset('retained-on-reconnect', 7.5);
  const marks = index.events
    .filter((event) => isCallback(event, undefined))
    .map((event) => {
      const message = index.message(callbackOf(event)?.messageUid ?? '');
      const replays = message?.replays;
      return [message?.letter, replays === undefined ? '' : sayReplay(index, replays)];
    });
  expect(marks).toEqual([
    ['A', ''],
    ['B', 'A, retained'],
    ['C', 'A, retained'],
  ]);
  expect(sayReplay(index, 'folded away')).toBe('retained');
});
