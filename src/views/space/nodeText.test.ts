import { expect, test } from 'vitest';
import { addTime, fromMs, type SimTime } from '../../base/time.ts';
import { oneMessageLosing } from '../../scenario/presets/lostPacket.ts';
import { Run } from '../../sim/run.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';
import { castOf } from './cast.ts';
import { formatBytes, formatCountdown, nodesAt } from './nodeText.ts';
import { SpacePlan } from './plan.ts';

function lostPuback() {
  const scenario = oneMessageLosing('PUBACK', 1, 'test');
  const run = new Run(scenario);
  const index = new TraceIndex();
  const { events, now: start } = run.advanceToPublishing(fromMs(60_000));
  index.append(events);
  index.append(run.advance(addTime(start, fromMs(3000))).events);
  const plan = new SpacePlan(index, {
    cast: castOf(scenario.clients, 400),
    hopHeight: 160,
    pxPerUs: 0.0001,
    charWidth: 7,
    stepped: false,
    marksMax: { upper: 4, lower: 4 },
  });
  plan.catchUp();
  const rules = { plan, showIdentifiers: false, big: false };
  return { rules, at: (ms: number): SimTime => addTime(start, fromMs(ms)) };
}

test('the publisher says what it waits for, and when it will send again', () => {
  const { rules, at } = lostPuback();
  const lines = (ms: number) =>
    nodesAt(rules, at(ms)).publishers[0]?.held.map(({ letter, forms }) => [letter, forms[0]]);
  expect(lines(400)).toEqual([['A', 'wants PUBACK 0.6 s']]);
  expect(lines(1400)).toEqual([['A', 'wants PUBACK 0.6 s']]);
  expect(lines(1700)).toEqual([]);
});

test('the broker says how much it stores', () => {
  const { rules, at } = lostPuback();
  const parts = (ms: number) => nodesAt(rules, at(ms)).broker.parts;
  expect(parts(100)).toEqual(['0 stored', '0 B']);
  expect(parts(400)[0]).toBe('1 stored');
});

test('where a single exchange is followed, nodes say in a sentence what they know at that instant', () => {
  const { rules, at } = lostPuback();
  const say = (ms: number) => {
    const { publishers, broker, subscribers } = nodesAt({ ...rules, big: true }, at(ms));
    return [publishers[0]?.parts[0], broker.parts[0], subscribers[0]?.parts[0]];
  };
  expect(say(400)).toEqual([
    'sends one message, A, at QoS 1',
    'keeps A until a PUBACK comes',
    'its application has seen nothing yet',
  ]);
  expect(say(1000)[2]).toBe('its application has seen A once');
  expect(say(1700)[2]).toBe('its application has seen A twice');
});

test('identifiers are shown on request', () => {
  const { rules, at } = lostPuback();
  const [held] = nodesAt({ ...rules, showIdentifiers: true }, at(400)).publishers;
  expect(held?.held[0]?.forms[0]).toBe('#1 wants PUBACK 0.6 s');
});

test('countdowns and sizes are short', () => {
  expect(formatCountdown(640_000)).toBe('0.6 s');
  expect(formatCountdown(64_000)).toBe('64 ms');
  expect(formatCountdown(62_400_000)).toBe('62 s');
  expect([58, 1530, 2_400_000].map(formatBytes)).toEqual(['58 B', '1.5 kB', '2.4 MB']);
});
