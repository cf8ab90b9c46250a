// Whether a scenario publishes without end: what a headless run must know before it starts.
import { expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { isEndless } from './patternChanges.ts';
import { payloadOf } from './patterns.ts';
import { defaultRun } from './presets/defaultRun.ts';
import { mixed } from './presets/mixed.ts';
import { playground } from './presets/playground.ts';
import type { Command, PublishPattern, Scenario } from './scenario.ts';

const unlimited: PublishPattern = {
  name: 'auto',
  topic: 't',
  qos: 0,
  payload: '',
  ratePerSec: 1,
  startMs: 0,
};
const start = (pattern: PublishPattern): Command => {
  return { kind: 'start-publishing', client: 'pub', pattern };
};
const stop: Command = { kind: 'stop-publishing', client: 'pub', name: 'auto' };
const scripted = (...commands: readonly Command[]): Scenario => {
  return { ...playground.scenario, script: commands.map((command) => ({ atMs: 0, command })) };
};
const given = (...commands: readonly Command[]) => {
  return commands.map((command, i) => ({ at: fromSec(i), command }));
};

test('a pattern without a count is without end, one with a count is not', () => {
  expect(isEndless(defaultRun.scenario)).toBe(false);
  expect(isEndless(mixed.scenario)).toBe(true);
});

test('a script that stops what it started comes to an end', () => {
  expect(isEndless(scripted(start(unlimited)))).toBe(true);
  expect(isEndless(scripted(start(unlimited), stop))).toBe(false);
  expect(isEndless(scripted(stop, start(unlimited)))).toBe(true);
  expect(isEndless(scripted(start(unlimited), start({ ...unlimited, count: 3 })))).toBe(false);
});

test('so do commands; but they cannot be relied on to stop the script', () => {
  expect(isEndless(playground.scenario, given(start(unlimited)))).toBe(true);
  expect(isEndless(playground.scenario, given(start(unlimited), stop))).toBe(false);
  expect(isEndless(scripted(start(unlimited)), given(stop))).toBe(true);
});

test('a message says the payload whose turn it is, with its own number', () => {
  const say = (pattern: Partial<PublishPattern>) =>
    [1, 2, 3, 4].map((nth) => payloadOf({ ...unlimited, payload: 'tick', ...pattern }, nth));
  const number = `$\{n}`;
  expect(say({})).toEqual(['tick', 'tick', 'tick', 'tick']);
  expect(say({ payload: `${number} of ${number}` })).toEqual([
    '1 of 1',
    '2 of 2',
    '3 of 3',
    '4 of 4',
  ]);
  expect(say({ payloads: ['a', `b${number}`, ''] })).toEqual(['a', 'b2', '', 'a']);
});
