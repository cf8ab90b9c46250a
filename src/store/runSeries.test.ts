// Time series against a count over the whole trace, also where the page keeps little of it, and after
// a fork; and against the counters that the headless run prints.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
import { simulate } from '../sim/simulate.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type LevelMetrics, MetricsFold } from '../trace/metrics.ts';
import type { SeriesFigure } from '../trace/timeSeries.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import { RunStore } from './run.ts';
import { RunSeries } from './runSeries.ts';

const END = fromSec(90);

const busy = scenarioOf({
  network: { ...lossEverywhere(0.1), jitterMs: 20 },
  clients: [
    {
      id: 'pub',
      publishes: ([0, 1, 2] as const).map((qos) => ({
        name: `p${qos}`,
        topic: 't',
        qos,
        payload: 'x',
        ratePerSec: 4,
      })),
    },
    { id: 'sub', subscriptions: [{ filter: 't', qos: 2 }] },
  ],
});

async function openRun(eventsMax?: number) {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'own', scenario: busy, to: END };
  const run = new RunStore(connect, start, eventsMax);
  const series = new RunSeries();
  run.record(series);
  await run.open(start);
  return { run, series };
}

const FIGURES: Readonly<Record<SeriesFigure, (level: LevelMetrics) => number>> = {
  published: (level) => level.published,
  delivered: (level) => level.delivered,
  lost: (level) => level.lost,
  duplicates: (level) => level.duplicates,
  packetsSent: (level) => Object.values(level.packetsSent).reduce((sum, n) => sum + n, 0),
  bytesSent: (level) => level.bytesSent,
};

/** Every point is what the counters say of all that came before its instant. */
function expectSeriesOf(events: readonly TraceEvent[], { series }: RunSeries): void {
  const instants = [5, 20.5, 47, 90].map(fromSec);
  const fold = new MetricsFold();
  let next = 0;
  for (const until of instants) {
    const ends = [0, 1, 2].map((level) => series.growth(level as 0, 'packetsSent', until).at(-1));
    const end = Math.max(...ends.map((point) => point?.t ?? 0));
    expect(end).toBeGreaterThan(until - 1e6);
    for (; (events[next]?.at ?? Infinity) < end; next++) fold.add(events[next] as TraceEvent);
    const { levels, broker } = fold.report(end as SimTime);
    for (const level of [0, 1, 2] as const) {
      for (const [name, count] of Object.entries(FIGURES)) {
        const point = series.growth(level, name as SeriesFigure, end as SimTime).at(-1);
        expect([end, level, name, point?.value]).toEqual([end, level, name, count(levels[level])]);
      }
    }
    const stored = series.storage(end as SimTime);
    expect(stored.at(-1)?.messages).toBe(broker.storedNow);
    expect(stored.at(-1)?.bytes).toBe(broker.storedBytesNow);
    expect(Math.max(...stored.map(({ messagesMost }) => messagesMost))).toBe(broker.storedPeak);
    const width = (stored[1]?.t ?? 0) - (stored[0]?.t ?? 0);
    const sum = stored.reduce((so, { messagesMean }) => so + messagesMean * width, 0);
    expect(sum / 1e6).toBeCloseTo(broker.storedMessageSeconds, 5);
  }
}

describe('time series', () => {
  test('are the counters of each instant, also of what the page has let go of', async () => {
    const [whole, folded] = [await openRun(), await openRun(5000)];
    expect(folded.run.state.getState().index.start.at).toBeGreaterThan(fromSec(20));
    const { events } = whole.run.state.getState().index;
    expectSeriesOf(events, whole.series);
    expectSeriesOf(events, folded.series);
  });

  test('after a fork are those of the forked run, after undo those of the first', async () => {
    const { run, series } = await openRun();
    await run.give(fromSec(30), { kind: 'set-network', changes: lossEverywhere(0) });
    await run.advance(END);
    expectSeriesOf(run.state.getState().index.events, series);
    await run.undo();
    expectSeriesOf(run.state.getState().index.events, series);
  });

  test('end where the headless run ends', async () => {
    const { series } = await openRun();
    const { levels } = simulate(busy, { until: END });
    const last = series.series.growth(1, 'delivered', (END + 1e6) as SimTime).at(-1);
    expect(last?.value).toBe(levels[1].delivered);
  });

  test('need no more room for a day than for a minute', () => {
    const { series } = new RunSeries();
    const day = 86_400;
    for (let sec = 0; sec < day; sec += 60) {
      series.add({ kind: 'message-lost', at: fromSec(sec), level: 1 } as TraceEvent);
    }
    const points = series.growth(1, 'lost', fromSec(day + 60));
    expect(points.length).toBeLessThan(4100);
    expect(points.at(-1)?.value).toBe(day / 60);
    expect(points[720]?.value).toBe(720);
    expect(Math.abs((points[720]?.t ?? 0) / 1e6 - 719 * 60)).toBeLessThan(30);
  });
});
