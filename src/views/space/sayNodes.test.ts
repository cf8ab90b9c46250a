import { expect, test } from 'vitest';
import { addTime, fromMs } from '../../base/time.ts';
import { runPreset } from '../../testing/presetRun.ts';
import { sayKept, sayPublished, saySeen } from './sayNodes.ts';

test('nodes say in a sentence what they know at that instant', () => {
  const { index, start } = runPreset('lost-puback', 5);
  const first = index.messages[0]?.publishedAt ?? start;
  const say = (ms: number) => {
    const t = addTime(first, fromMs(ms));
    return [sayPublished(index, 'pub', t), sayKept(index, t), saySeen(index, 'sub', t)];
  };
  expect(say(-1)).toEqual([
    'has published nothing yet',
    'forwards what arrives',
    'its application has seen nothing yet',
  ]);
  expect(say(400)).toEqual([
    'sends one message, A, at QoS 1',
    'keeps A until a PUBACK comes',
    'its application has seen nothing yet',
  ]);
  expect(say(1000)[2]).toBe('its application has seen A once');
  expect(say(1700)[2]).toBe('its application has seen A twice');
});

test('what waits for a connection is kept until it can be sent', () => {
  const { index, start } = runPreset('puback-is-not-delivery', 2);
  const at = index.messages[0]?.publishedAt ?? start;
  expect(sayKept(index, addTime(at, fromMs(700)))).toBe('keeps A until it can be sent');
});
