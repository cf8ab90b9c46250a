// Counts over a run against the trace that they are made of.
import { expect, test } from 'vitest';
import { addTime, fromSec, type SimTime } from '../base/time.ts';
import type { TimedCommand } from '../scenario/scenario.ts';
import { presetScenario, runPreset, runScenario } from '../testing/presetRun.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import { isCrowded, mostPerSec } from './crowd.ts';
import { bandOf } from './places.ts';
import { KEEPS, type MarkRow, RunMarks } from './runMarks.ts';

const pattern = (qos: number) => ({
  ...{ name: `p${qos}`, topic: 't', qos, payload: 'x', count: 2000, ratePerSec: 10 },
});

const scenario = scenarioOf({
  network: { ...lossEverywhere(0.15), latencyMs: 80, jitterMs: 20, resendMs: 700 },
  broker: { receiveMaximum: 6 },
  clients: [
    { id: 'pub', publishes: [pattern(0), pattern(1), pattern(2)] },
    { id: 'sub', subscriptions: [{ filter: 't', qos: 2 }] },
  ],
});
const { index, start } = runScenario(scenario, 40);
const END = addTime(start, fromSec(40));
const LEVELS = [0, 1, 2] as const;
const BANDS = ['publishers', 'broker', 'subscribers'] as const;

function wholeRun(): RunMarks {
  const marks = new RunMarks();
  marks.clear(scenario.clients);
  marks.add(index.events, index);
  marks.settle(END);
  return marks;
}

const ALL = END + 1e6;

test('packets are counted by hop, level and fate, as the trace has them', () => {
  const marks = wholeRun();
  const flights = index.flights.overlapping(0 as SimTime, END);
  for (const [place, hop] of [
    ['upper', 1],
    ['lower', 2],
  ] as const) {
    const own = flights.filter(({ packet }) => packet.hop === hop);
    expect(marks.sum(`sent ${place}`, 0, ALL)).toBe(own.length);
    for (const level of [...LEVELS, undefined]) {
      const n = own.filter(({ packet }) => packet.level === level).length;
      expect(marks.sum(`sent ${place} ${level}`, 0, ALL)).toBe(n);
    }
    const lost = own.filter(({ fate, until }) => fate === 'lost' && until <= END).length;
    expect(lost).toBeGreaterThan(20);
    expect(marks.sum(`lost ${place}`, 0, ALL)).toBe(lost);
  }
});

test('what nodes kept is as long as its bars, by band, level and how it was kept', () => {
  const marks = wholeRun();
  const bands = new Map(scenario.clients.map((client) => [client.id as string, bandOf(client)]));
  for (const place of BANDS) {
    for (const keeps of KEEPS) {
      let us = 0;
      for (const span of index.stores.overlapping(0 as SimTime, END)) {
        if ((bands.get(span.node) ?? 'broker') !== place) continue;
        const until = Math.min(span.until ?? END, END);
        const split = Math.min(span.identifierFrom ?? until, until);
        if (span.entry.store === 'queued') us += keeps === 'queued' ? until - span.from : 0;
        else if (keeps === 'message') us += split - span.from;
        else if (keeps === 'identifier') us += until - split;
      }
      const sum = LEVELS.reduce<number>(
        (n, q) => n + marks.sum(`kept ${place} ${q} ${keeps}`, 0, ALL),
        0,
      );
      expect(sum).toBeCloseTo(us, 0);
    }
  }
});

test('a stretch that is counted by itself is the same as in the whole run', () => {
  const whole = wholeRun();
  const { widthUs } = whole;
  const since = Math.ceil(fromSec(20) / widthUs) * widthUs;
  const room = { bins: 64, widthUs, since };
  const bands = new Map(scenario.clients.map((client) => [client.id as string, bandOf(client)]));
  const own = new RunMarks({ ...room, placeOf: (node) => bands.get(node) });
  const end = (since + 64 * widthUs - 1) as SimTime;
  own.begin((since - 1) as SimTime, index, since);
  own.add(index.eventsBetween((since - 1) as SimTime, end), index);
  own.settle(end);
  const rows: readonly MarkRow[] = [
    ...['sent upper', 'sent lower 2', 'lost upper', 'delivered 1', 'secondCopy'],
    ...['kept broker 2 message', 'kept publishers 1 message', 'kept subscribers 2 identifier'],
  ] as MarkRow[];
  for (const row of rows) {
    for (let i = 0; i < 64; i++) {
      const from = since + i * widthUs;
      const [a, b] = [own, whole].map((marks) => marks.sum(row, from, from + widthUs));
      // Of what is kept, the last µs of the stretch is not in it.
      const most = row.startsWith('kept') ? 50 : 0;
      expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThanOrEqual(most);
    }
  }
  expect(own.sum('kept broker 2 message', since, end)).toBeGreaterThan(0);
});

test('after a fork all is as if the run had always been the other one', () => {
  const marks = wholeRun();
  const at = addTime(start, fromSec(17));
  marks.fork(at, index);
  marks.settle(END);
  const whole = wholeRun();
  for (const row of ['sent upper', 'lost lower', 'secondCopy'] as const) {
    expect(marks.sum(row, 0, ALL)).toBe(whole.sum(row, 0, ALL));
  }
  const kept = 'kept publishers 2 message';
  expect(marks.sum(kept, 0, ALL)).toBeCloseTo(whole.sum(kept, 0, ALL), 0);
});

test('so much happens that lines cannot show it: from some zoom on, and never nearer than that', () => {
  const marks = wholeRun();
  const width = 520;
  const crowded = [600, 300, 150, 75, 30, 10, 2].map((px) =>
    isCrowded(marks, END, (width / px) * 1e6, px),
  );
  expect(crowded[0]).toBe(false);
  expect(crowded.at(-1)).toBe(true);
  expect(crowded).toEqual(crowded.toSorted((a, b) => Number(a) - Number(b)));
});

test('how much happens at an instant does not depend on how far the run is known', () => {
  const whole = wholeRun();
  const half = new RunMarks();
  half.clear(scenario.clients);
  const at = addTime(start, fromSec(20));
  half.add(index.events.slice(0, index.countUntil(at)), index);
  half.settle(at);
  const slice = whole.widthUs;
  const t = (Math.floor(at / slice) * slice) as SimTime;
  expect(mostPerSec(half, t, 8_000_000)).toBe(mostPerSec(whole, t, 8_000_000));
});

test('crashes and cuts are counted when they happen, those of the script as those by hand', () => {
  const faultsOf = (preset: string, commands: readonly TimedCommand[] = []) => {
    const run = runPreset(preset, 10, commands);
    const marks = new RunMarks();
    marks.clear(presetScenario(preset).clients);
    marks.add(run.index.events, run.index);
    return (from: number, to: number) => marks.count('fault', from * 1e6, to * 1e6);
  };
  const scripted = faultsOf('broker-crash-autosave-twice');
  expect([scripted(0, 4.1), scripted(4.1, 4.4), scripted(4.4, 10)]).toEqual([0, 1, 0]);
  expect(faultsOf('window-full')(6, 6.5)).toBe(1);
  const at = fromSec(5);
  const byHand = faultsOf('mixed', [
    { at, command: { kind: 'crash-broker', restartMs: 1000 } },
    { at: addTime(at, fromSec(3)), command: { kind: 'cut-connection', client: 'sub' } },
  ]);
  expect([byHand(4.9, 5.2), byHand(7.9, 8.2), byHand(0, 10)]).toEqual([1, 1, 2]);
});
