import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { MessageView } from '../../trace/messages.ts';
import { latestCalls } from './latestCalls.ts';

function message(uid: string, sec: number, publisher = 'pub'): MessageView {
  return {
    uid,
    letter: 'A',
    level: 1,
    publisher,
    topic: 'a',
    payload: '',
    publishedAt: (sec * 1e6) as SimTime,
    subscribers: [],
  };
}

const MESSAGES = [
  message('pub/gps/1', 1),
  message('pub/chat/1', 1),
  message('pub/gps/2', 2),
  message('will/1', 3, 'broker'),
  message('pub/pay/1', 4),
  message('pub/gps/3', 5),
];

function uidsAt(sec: number): readonly string[] {
  return latestCalls(MESSAGES, (sec * 1e6) as SimTime).map(({ uid }) => uid);
}

test('of each kind the latest call is shown, in the order in which they began', () => {
  expect(uidsAt(2.5)).toEqual(['pub/gps/2', 'pub/chat/1']);
  expect(uidsAt(9)).toEqual(['pub/gps/3', 'pub/chat/1', 'pub/pay/1']);
});

test('before the first there is none', () => {
  expect(uidsAt(0.5)).toEqual([]);
});
