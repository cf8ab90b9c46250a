import { expect, test } from 'vitest';
import { readAxis, toForm, writeAxis } from './axisText.ts';

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
