// Flights that were held up: where they are, when they are due, and what is told of it.
import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import type { Command } from '../scenario/scenario.ts';
import { Run } from '../sim/run.ts';
import { pairScenario } from '../testing/scenarios.ts';
import { dueAtOf, type Flight, shareAt } from './flights.ts';
import { tell } from './narration.ts';
import { TraceIndex } from './traceIndex.ts';

const uid = 'pub/hand/1:PUBLISH.1';
const publish: Command = { kind: 'publish', client: 'pub', topic: 't', qos: 0, payload: 'x' };
const given = (ms: number, command: Command) => ({ at: fromMs(ms), command });
const delay = (ms: number, byMs: number) => given(ms, { kind: 'delay-packet', uid, byMs });

function indexOf(...delays: readonly ReturnType<typeof given>[]): TraceIndex {
  const scenario = pairScenario({ count: 0, network: { latencyMs: 100 } });
  const { events } = new Run(scenario, [given(1000, publish), ...delays]).advance(fromMs(5000));
  const index = new TraceIndex();
  index.append(events);
  return index;
}

function flightOf(index: TraceIndex): Flight {
  const flight = index.flight(uid);
  if (flight === undefined) throw new Error('It never was sent');
  return flight;
}

const plain = flightOf(indexOf());
const held = flightOf(indexOf(delay(1050, 100), delay(1100, 200)));

test('a flight goes evenly from its sending to its end', () => {
  expect([1000, 1025, 1100].map((ms) => shareAt(plain, fromMs(ms)))).toEqual([0, 0.25, 1]);
  expect(plain.delays).toBeUndefined();
});

test('one that is held up goes as before until then, and slower after it', () => {
  expect(shareAt(held, fromMs(1025))).toBe(0.25);
  expect(shareAt(held, fromMs(1050))).toBe(0.5);
  // 150 ms for the other half; from 1100 on, 300 ms for what is left.
  expect(shareAt(held, fromMs(1100))).toBeCloseTo(2 / 3, 9);
  expect(shareAt(held, fromMs(1250))).toBeCloseTo(5 / 6, 9);
  expect(shareAt(held, fromMs(1400))).toBe(1);
  expect(held).toMatchObject({ dueAt: fromMs(1400), until: fromMs(1400) });
});

test('it never jumps, and never goes back', () => {
  for (let at = 1_000_000; at < 1_400_000; at += 500) {
    const step = shareAt(held, (at + 500) as SimTime) - shareAt(held, at as SimTime);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(0.005 + 1e-9);
  }
});

test('it is due when each instant took it to be', () => {
  expect([1049, 1050, 1099, 1100].map((ms) => dueAtOf(held, fromMs(ms)) / 1000)).toEqual([
    1100, 1200, 1200, 1400,
  ]);
  expect(dueAtOf(plain, fromMs(0))).toBe(plain.dueAt);
});

test('what is held up is told with its span', () => {
  const index = indexOf(delay(1050, 500));
  const event = index.events.find(({ kind }) => kind === 'packet-delayed');
  expect(event && tell(event, index)?.text).toBe('The PUBLISH of A is held up for 500 ms.');
});
