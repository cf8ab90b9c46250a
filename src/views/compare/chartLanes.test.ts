// The lines of Compare's charts against the headless runs: where they end, and what they add up to; and
// the table of kinds of message.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../../base/time.ts';
import { publishAllAt } from '../../scenario/patternChanges.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { simulate } from '../../sim/simulate.ts';
import { CounterCursor } from '../../store/counters.ts';
import { RunStore } from '../../store/run.ts';
import { RunSeries } from '../../store/runSeries.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import { lossEverywhere, pairScenario } from '../../testing/scenarios.ts';
import type { Qos } from '../../trace/event.ts';
import { createInProcessApi } from '../../worker/inProcess.ts';
import { valueAt } from '../charts/chartData.ts';
import { eachLines, growthLines, storageCharts } from './chartLanes.ts';
import { sayCopies, sayLatencies } from './chartWords.ts';
import { kindsOf, saySavings } from './kinds.ts';
import { latencyChart } from './latencyChart.ts';

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

  test('has within an instant what took exactly so long', async () => {
    const qos0 = pairScenario({
      qos: 0,
      count: 20,
      network: { ...lossEverywhere(0.2), latencyMs: 50 },
    });
    const lanes = [await laneOf('QoS 0', 0, qos0), await laneOf('QoS 1', 1, publishAllAt(qos0, 1))];
    const { lines = [], stops = [] } = latencyChart(lanes, 'deliveryMs', 'within') ?? {};
    expect(stops).toContain(100);
    const { delivered = 0, lost = 0 } = lanes[0]?.counters.levels[0] ?? {};
    const [line] = lines;
    expect(delivered).toBeGreaterThan(0);
    expect(lanes[0]?.counters.levels[0].deliveryMs.max).toBe(100);
    expect(line && valueAt(line, 100)).toBe((100 * delivered) / (delivered + lost));
    const before = stops.findLast((stop) => stop < 100);
    if (before !== undefined) expect(line && valueAt(line, before)).toBe(0);
  });

  test('of latencies never mixes levels: a lane of several has a line and a figure for each', async () => {
    const lanes = [
      await laneOf('own', undefined, BASE),
      await laneOf('2', 2, publishAllAt(BASE, 2)),
    ];
    const { levels: of } = lanes[0]?.counters ?? {};
    for (const shape of ['each', 'within'] as const) {
      const { lines = [] } = latencyChart(lanes, 'deliveryMs', shape) ?? {};
      expect(lines.map(({ label, mark, tone }) => [label, mark, tone])).toEqual([
        ['own, QoS 0', 'circle', 'q0'],
        ['own, QoS 1', 'square', 'q1'],
        ['own, QoS 2', 'diamond', 'q2'],
        ['2', undefined, 'q2'],
      ]);
      expect(new Set(lines.map(({ style, mark = style }) => `${style} ${mark}`)).size).toBe(4);
      for (const [level, line] of lines.slice(0, 3).entries()) {
        const {
          n = 0,
          delivered = 0,
          lost = 0,
          pending = 0,
        } = { ...of?.[level as Qos], ...of?.[level as Qos].deliveryMs };
        if (shape === 'within') {
          expect(line.points.at(-1)?.y).toBe((100 * delivered) / (delivered + lost + pending));
        } else {
          expect(n).toBe(delivered);
          expect(line.points.reduce((sum, { y }) => sum + y, 0)).toBeCloseTo(100);
        }
      }
    }
    const [own = ''] = sayLatencies(lanes, 'deliveryMs', 'of those delivered').split(';');
    const figure = (level: Qos) => {
      const { p50, n } = of?.[level].deliveryMs ?? {};
      return `QoS ${level} median ${Math.round(p50 ?? 0)} ms, p95 .*, n ${n}`;
    };
    expect(own).toMatch(
      new RegExp(`^Of those delivered: own: ${[0, 1, 2].map((q) => figure(q as Qos)).join(', ')}$`),
    );
  });

  test('of latencies calls each of its stops by what lies there', async () => {
    const lanes = await levels();
    const each = latencyChart(lanes, 'deliveryMs', 'each');
    each?.stops.forEach((stop, i) => {
      const [from = 0, to = 0] = (each.stopNames[i] ?? '').split(' to ').map(Number);
      expect([from < stop, stop < to]).toEqual([true, true]);
    });
    const within = latencyChart(lanes, 'deliveryMs', 'within');
    expect(within?.stopNames.map(Number)).toEqual(within?.stops);
  });

  test('of second copies is no share of the pairs: there can be more of them', async () => {
    const noAnswer = { latencyMs: 50, lossHop1Down: 0.8 };
    const lane = await laneOf('QoS 1', 1, pairScenario({ qos: 1, count: 20, network: noAnswer }));
    const { duplicates, delivered } = lane.counters.levels[1];
    expect(duplicates).toBeGreaterThan(delivered);
    const each = Math.round((10 * duplicates) / delivered) / 10;
    expect(sayCopies([lane])).toBe(
      `So far: QoS 1 ${duplicates} beside ${delivered} first ones (${each} each).`,
    );
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
