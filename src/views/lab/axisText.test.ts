import { expect, test } from 'vitest';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { readAxis, toForm, writeAxis, wrongFieldsOf } from './axisText.ts';

test.each(['loss=0:0.5:0.05', 'resend-ms=100,200,500', 'network=lossy,tcp', 'loss=0.1'])(
  '%s is typed in fields and written as it was',
  (text) => {
    expect(writeAxis(readAxis(text))).toBe(text);
  },
);

test('a field that is left empty is told with the axis', () => {
  const axis = readAxis('loss=0:0.5:0.05');
  expect(writeAxis({ ...axis, fields: ['0', '', '0.05'] })).toBe('loss=0:?:0.05');
  expect(writeAxis({ name: 'loss', form: 'list', fields: [' '] })).toBe('loss=?');
});

test('a range as a list has the same values, and a list as a range the same ends', () => {
  const list = toForm(readAxis('loss=0:0.3:0.1'), 'list');
  expect(writeAxis(list)).toBe('loss=0,0.1,0.2,0.3');
  expect(writeAxis(toForm(list, 'range'))).toBe('loss=0:0.3:0.1');
});

test.each([
  ['loss=0:0.3:0', 'step'],
  ['loss=0:0.3:-1', 'step'],
  ['loss=0:?:0.1', 'to'],
  ['loss=?:?:0.1', 'from to'],
  ['loss=0.3:0.1:0.1', 'to'],
  ['loss=0:1.5:0.5', 'to'],
  ['loss=0:0.3:0.0001', 'step'],
  ['inflight=1:3:0.5', 'step'],
])('of %s what is wrong is: %s', (text, wrong) => {
  const marks = wrongFieldsOf(readAxis(text), DEFAULT_PRESET.scenario);
  expect(['from', 'to', 'step'].filter((_, i) => marks[i]).join(' ')).toBe(wrong);
});
