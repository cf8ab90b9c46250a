// The counters of patterns against those of levels: where each pattern is published at a level of its
// own they are the same, in total, over a window, and when a fold goes on in another thread.
import { expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { simulate } from '../sim/simulate.ts';
import { playPreset, presetScenario } from '../testing/presetRun.ts';
import type { LevelMetrics, Metrics } from './metrics.ts';
import { MetricsFold } from './metrics.ts';
import { patternOf } from './patternCount.ts';

const END = fromSec(120);

const LEVEL_OF = { 'pub/gps': 0, 'pub/chat': 1, 'pub/payment': 2 } as const;

function expectLevels(patterns: Metrics['patterns'], levels: Metrics['levels']): void {
  for (const [name, level] of Object.entries(LEVEL_OF)) {
    const { packetsSent, ...counters }: LevelMetrics = levels[level];
    const { published, delivered, duplicates, lost, pending, deliveryMs, bytesSent } = counters;
    expect(patterns?.[name]).toEqual({
      published,
      delivered,
      duplicates,
      lost,
      pending,
      deliveryMs,
      bytesSent,
      packetsSent: Object.values(packetsSent).reduce((sum, n) => sum + n, 0),
    });
  }
}

test('a pattern alone at its level has the level’s counters', () => {
  const { patterns, levels } = simulate(presetScenario('mixed'), { until: END });
  expect(Object.keys(patterns ?? {})).toEqual(Object.keys(LEVEL_OF));
  expectLevels(patterns, levels);
});

test('also over a window, and going on as a copy of plain data', () => {
  const { events } = playPreset('mixed', END);
  const from = events.findIndex(({ at }) => at > fromSec(60));
  const fold = new MetricsFold(true);
  for (const event of events.slice(0, from)) fold.add(event);
  const copy = MetricsFold.revive(structuredClone(fold));
  for (const event of events.slice(from)) {
    fold.add(event);
    copy.add(event);
  }
  expectLevels(copy.reportPatterns(), copy.report(END).levels);
  expect(copy.reportPatterns()).toEqual(fold.reportPatterns());
  for (const event of events.slice(0, from)) fold.remove(event);
  expectLevels(fold.reportPatterns(), fold.report(END).levels);
});

test('a pattern’s name is its messages’ without their number', () => {
  expect(patternOf('pub/gps/17')).toBe('pub/gps');
  expect(patternOf('a/b/c/1')).toBe('a/b/c');
});
