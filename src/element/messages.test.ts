import { expect, test } from 'vitest';
import { parseToElement, parseToFrame, sealed, type ToElement, type ToFrame } from './messages.ts';

const toFrame: readonly ToFrame[] = [
  { kind: 'hello' },
  { kind: 'hello', theme: 'dark' },
  { kind: 'theme', theme: 'light' },
  { kind: 'play' },
  { kind: 'pause' },
  { kind: 'seek', sec: 3.4 },
  { kind: 'publish' },
  { kind: 'publish', qos: 2 },
  { kind: 'reset' },
  { kind: 'parameters', hash: '#/simulate?preset=lost-puback' },
];
const happening = { message: 'A', uid: 'p/1/1', level: 1, at: 0.25 } as const;
const toElement: readonly ToElement[] = [
  { kind: 'ready', title: 'A lost PUBACK', duration: 4.5, height: 412 },
  { kind: 'ready', title: 'A lost PUBACK', height: 412.5 },
  { kind: 'ready', title: 'A lost PUBACK', height: 412, answers: 3 },
  { kind: 'size', height: 0 },
  { kind: 'time', sec: 1.5, playing: true },
  { kind: 'delivered', ...happening },
  { kind: 'duplicate', ...happening },
  { kind: 'lost', ...happening, cause: 'The PUBLISH was lost' },
  { kind: 'ended', at: 4.5 },
];

test.each(toFrame)('a frame reads $kind as it was sent', (message) => {
  expect(parseToFrame(structuredClone(sealed(message)))).toEqual(message);
  expect(parseToElement(sealed(message))).toBeUndefined();
});

test.each(toElement)('an element reads $kind as it was sent', (message) => {
  expect(parseToElement(structuredClone(sealed(message)))).toEqual(message);
  expect(parseToFrame(sealed(message))).toBeUndefined();
});

test('what has another version, or none, is nobody’s', () => {
  for (const qosScope of [undefined, 0, 2, '1', null, [1]]) {
    expect(parseToFrame({ qosScope, kind: 'play' })).toBeUndefined();
    expect(parseToElement({ qosScope, kind: 'ended', at: 1 })).toBeUndefined();
  }
});

test.each([
  undefined,
  null,
  0,
  'play',
  [],
  { qosScope: 1 },
  { qosScope: 1, kind: undefined },
  { qosScope: 1, kind: ['play'] },
  { qosScope: 1, kind: 'toString' },
  { qosScope: 1, kind: '__proto__' },
  { qosScope: 1, kind: 'explode' },
  { qosScope: 1, kind: 'seek' },
  { qosScope: 1, kind: 'seek', sec: '3' },
  { qosScope: 1, kind: 'seek', sec: Number.NaN },
  { qosScope: 1, kind: 'seek', sec: -1 },
  { qosScope: 1, kind: 'seek', sec: Number.POSITIVE_INFINITY },
  { qosScope: 1, kind: 'theme' },
  { qosScope: 1, kind: 'theme', theme: 'red; background: url(x)' },
  { qosScope: 1, kind: 'hello', theme: 'auto' },
  { qosScope: 1, kind: 'publish', qos: 3 },
  { qosScope: 1, kind: 'parameters', hash: 7 },
  { qosScope: 1, kind: 'parameters', hash: 'x'.repeat(20_001) },
])('a frame takes no %j', (data) => {
  expect(parseToFrame(data)).toBeUndefined();
});

test.each([
  { qosScope: 1, kind: 'ready', height: 400 },
  { qosScope: 1, kind: 'ready', title: 'A', height: '400px' },
  { qosScope: 1, kind: 'ready', title: 'A', height: 400, duration: -1 },
  { qosScope: 1, kind: 'size', height: 1e9 },
  { qosScope: 1, kind: 'time', sec: 1, playing: 'yes' },
  { qosScope: 1, kind: 'delivered', ...happening, level: 7 },
  { qosScope: 1, kind: 'delivered', ...happening, message: {} },
  { qosScope: 1, kind: 'lost', ...happening },
])('an element takes no %j', (data) => {
  expect(parseToElement(data)).toBeUndefined();
});

test('what a message has beside its fields is left behind', () => {
  const crowded = { ...sealed({ kind: 'seek', sec: 1 }), height: 9, more: 'x' };
  expect(parseToFrame(crowded)).toEqual({ kind: 'seek', sec: 1 });
});
