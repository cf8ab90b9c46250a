// Counters at any instant, asked for in any order, equal those folded from the trace in one go.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import { runPreset, runScenario } from '../testing/presetRun.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import { MetricsFold } from '../trace/metrics.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { CounterCursor, WINDOW_SEC } from './counters.ts';

/** Enough events for some marks, with all that a counter counts. */
const busy = runScenario(
  scenarioOf({
    network: { ...lossEverywhere(0.1), jitterMs: 30 },
    clients: [
      {
        id: 'pub',
        publishes: [0, 1, 2].map((qos) => {
          return { name: `q${qos}`, topic: 't', qos, payload: 'x', ratePerSec: 15 };
        }),
      },
      { id: 'sub', subscriptions: [{ filter: 't', qos: 2 }] },
    ],
  }),
  60,
);

function foldBetween(index: TraceIndex, from: SimTime, to: SimTime): MetricsFold {
  const fold = new MetricsFold();
  for (const event of index.eventsBetween(from, to)) fold.add(event);
  return fold;
}

function slowView(index: TraceIndex, t: SimTime) {
  const from = (t - fromSec(WINDOW_SEC)) as SimTime;
  return {
    total: foldBetween(index, fromMs(-1), t).report(t),
    recent: foldBetween(index, from, t).report(t).levels,
  };
}

describe('the counters at an instant', () => {
  test('are those of the events until then, in whatever order instants are asked for (property)', () => {
    expect(busy.index.events.length).toBeGreaterThan(40_000);
    const cursor = new CounterCursor();
    const instants = fc.array(fc.nat({ max: 60_000 }), { minLength: 2, maxLength: 6 });
    const property = fc.property(instants, (all) => {
      for (const ms of all) {
        const t = (busy.start + fromMs(ms)) as SimTime;
        expect(cursor.at(busy.index, t)).toEqual(slowView(busy.index, t));
      }
    });
    fc.assert(property, { seed: 7, numRuns: 12 });
  });

  test('follow a fork', () => {
    const { index, start } = runPreset('mixed', 30);
    const cursor = new CounterCursor();
    const at = (ms: number) => (start + fromMs(ms)) as SimTime;
    cursor.at(index, at(30_000));
    const later = index.eventsBetween(at(20_000), at(30_000));
    index.truncate(index.countUntil(at(20_000)));
    index.append(later.filter(({ kind }) => kind !== 'message-delivered'));
    for (const ms of [30_000, 25_000, 10_000]) {
      expect(cursor.at(index, at(ms))).toEqual(slowView(index, at(ms)));
    }
  });
});

test('the window forgets what has happened before it', () => {
  const { index, start } = runPreset('lost-puback', 30);
  const { total, recent } = new CounterCursor().at(index, (start + fromSec(30)) as SimTime);
  expect([total.levels[1].published, recent[1].published]).toEqual([1, 0]);
  expect([total.levels[1].duplicates, recent[1].duplicates]).toEqual([1, 0]);
  expect(recent[1].deliveryMs.n).toBe(0);
});

test('latencies are had one by one, the last ones last, and counted between edges', () => {
  const { index, start } = runPreset('lost-puback', 30);
  const cursor = new CounterCursor();
  cursor.at(index, (start + fromSec(30)) as SimTime);
  expect(cursor.latest('deliveryMs', 40)).toEqual([[], [600], []]);
  expect(cursor.countBetween('deliveryMs', [500, 1000])[1]).toEqual([0, 1, 0]);
});
