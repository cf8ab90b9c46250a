// The lines of Compare's charts against the headless runs: where they end, and what they add up to; and
// the table of kinds of message.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../../base/time.ts';
import { publishAllAt } from '../../scenario/patterns.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { simulate } from '../../sim/simulate.ts';
import { CounterCursor } from '../../store/counters.ts';
import { RunStore } from '../../store/run.ts';
import { RunSeries } from '../../store/runSeries.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import type { Qos } from '../../trace/event.ts';
import { createInProcessApi } from '../../worker/inProcess.ts';
import { valueAt } from '../charts/chartData.ts';
import { eachLines, growthLines, latencyChart, storageCharts } from './chartLanes.ts';
import { kindsOf, saySavings } from './kinds.ts';

const BASE = presetScenario('mixed');
const T = fromSec(60);

async function laneOf(label: string, level: Qos | undefined, scenario: Scenario, to: SimTime = T) {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'own', scenario, to };
  const run = new RunStore(connect, start);
  const series = new RunSeries();
  run.record(series);
  await run.open(start);
  const cursor = new CounterCursor();
  const { total: counters } = cursor.at(run.state.getState().index, T);
  return { label, level, counters, cursor, series, scenario, patterns: cursor.patterns() };
}

const levels = () =>
  Promise.all(
    ([0, 1, 2] as const).map((qos) => laneOf(`QoS ${qos}`, qos, publishAllAt(BASE, qos))),
  );

describe('a chart', () => {
  test('ends with what the headless run counts, also when more is known than is shown', async () => {
    for (const to of [T, fromSec(90)]) {
      const lane = await laneOf('QoS 1', 1, publishAllAt(BASE, 1), to);
      const { levels: counted } = simulate(publishAllAt(BASE, 1), { until: T });
      for (const figure of ['delivered', 'lost', 'duplicates'] as const) {
        const [line] = growthLines([lane], figure, T);
        expect(line?.points.at(-1)).toEqual({ x: 60, y: counted[1][figure] });
      }
    }
  });

  test('of each delivery’s packets is their sum by the deliveries by then', async () => {
    const lanes = await levels();
    const lines = eachLines(lanes, 'packetsSent', T);
    for (const [qos, line] of lines.entries()) {
      const scenario = publishAllAt(BASE, qos as Qos);
      for (const point of [line.points[3], line.points.at(-1)]) {
        const { levels: by } = simulate(scenario, {
          until: ((point?.x ?? 0) * 1e6 - 1) as SimTime,
        });
        const { packetsSent, delivered } = by[qos as Qos];
        const sent = Object.values(packetsSent).reduce((sum, n) => sum + n, 0);
        if (point === line.points.at(-1)) continue;
        expect(point?.y).toBeCloseTo(sent / delivered, 1);
      }
      const { levels: end } = simulate(scenario, { until: T });
      const sum = Object.values(end[qos as Qos].packetsSent).reduce((so, n) => so + n, 0);
      expect(line.points.at(-1)?.y).toBe(sum / end[qos as Qos].delivered);
    }
  });

  test('of latencies has each once, and within all of them what was delivered of all pairs', async () => {
    const lanes = await levels();
    const each = latencyChart(lanes, 'deliveryMs', 'each');
    for (const line of each?.lines ?? []) {
      const sum = line.points.slice(0, -1).reduce((so, { y }) => so + y, 0);
      expect(sum).toBeCloseTo(100);
    }
    const within = latencyChart(lanes, 'deliveryMs', 'within');
    const shares = lanes.map(({ counters, level }) => {
      const { delivered, lost, pending } = counters.levels[level ?? 0];
      return (100 * delivered) / (delivered + lost + pending);
    });
    expect(within?.lines.map(({ points }) => points.at(-1)?.y)).toEqual(shares);
    expect(latencyChart(lanes.slice(0, 1), 'publisherHandshakeMs', 'each')).toBeUndefined();
  });

  test('of the store is its changes, or their means where there are many', async () => {
    const lanes = await levels();
    const early = storageCharts(lanes, fromSec(8)).messages;
    expect(early.areMeans).toBe(false);
    const late = storageCharts(lanes, T).messages;
    expect(late.areMeans).toBe(true);
    const two = late.lines[2];
    const points = two?.points.slice(1) ?? [];
    const mean = points.reduce((sum, { y }) => sum + y, 0) / points.length;
    const seconds = lanes[2]?.counters.broker.storedMessageSeconds ?? 0;
    expect(mean).toBeCloseTo(seconds / 60, 0);
    expect(two && valueAt(two, 0)).toBe(0);
  });
});

describe('per message against per connection', () => {
  test('each kind has the counters of its pattern in the headless run', async () => {
    const lanes = await Promise.all([
      laneOf('own', undefined, BASE),
      laneOf('two', 2, publishAllAt(BASE, 2)),
    ]);
    const kinds = kindsOf(lanes);
    expect(kinds.map(({ topic }) => topic)).toEqual([
      'vehicle/7/position',
      'chat/team',
      'shop/payment',
    ]);
    expect(kinds.map(({ lanes: own }) => own.map(({ level }) => level))).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    const headless = lanes.map(({ scenario }) => simulate(scenario, { until: T }).patterns);
    for (const { name, lanes: figures } of kinds) {
      expect(figures.map(({ metrics }) => metrics)).toEqual(headless.map((all) => all?.[name]));
    }
    expect(saySavings(lanes, ['own', 'two'])).toMatch(/^“own” saves \d+ % of the packets, /);
    expect(saySavings([...lanes].reverse(), ['two', 'own'])).toBeUndefined();
  });
});
