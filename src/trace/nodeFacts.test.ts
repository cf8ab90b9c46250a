import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { runPreset, runScenario } from '../testing/presetRun.ts';
import { MetricsFold } from './metrics.ts';
import { NodeFold } from './nodeFacts.ts';
import type { TraceIndex } from './traceIndex.ts';

function factsAt(index: TraceIndex, node: string, t: number): NodeFold {
  const fold = NodeFold.startOf(node, index);
  for (const event of index.events) if (event.at <= t) fold.add(event);
  return fold;
}

describe('what is known of a node', () => {
  const { index, start } = runPreset('lost-puback', 10);

  test('begins with its connection, and has a session and subscriptions when the broker says so', () => {
    const early = factsAt(index, 'sub', 300_000).clients.get('sub');
    expect(early?.connection).toEqual({ openedAt: 0 });
    expect(early?.session).toEqual({ since: 300_000 });
    const later = factsAt(index, 'sub', start).clients.get('sub');
    expect(later?.connection).toEqual({ openedAt: 0, acceptedAt: 600_000 });
    expect(later?.connect).toMatchObject({ protocolVersion: 5, keepAliveSec: 60 });
    expect([...(later?.subscriptions ?? [])]).toEqual([['qoscope/demo', 2]]);
  });

  test('has its last few events, none of them of the future', () => {
    const t = start + fromMs(700);
    const { recent } = factsAt(index, 'sub', t);
    expect(recent.length).toBeGreaterThan(2);
    expect(recent.length).toBeLessThanOrEqual(8);
    expect(recent.every(({ at }) => at <= t)).toBe(true);
    expect(recent.map(({ kind }) => kind)).toContain('message-delivered');
  });

  test('after a clean start is another session without subscriptions until it subscribes', () => {
    const run = runPreset('clean-start-drops-queue', 30);
    const ended = run.index.events.find(({ kind }) => kind === 'session-ended');
    expect(ended).toBeDefined();
    const { clients } = factsAt(run.index, 'sub', ended?.at ?? 0);
    expect(clients.get('sub')?.subscriptions.size).toBe(0);
  });
});

test.each(PRESETS)('$name: the broker keeps as much as the counters say', ({ scenario }) => {
  const { index } = runScenario(scenario, 30);
  const end = index.events.at(-1)?.at ?? (0 as SimTime);
  const metrics = new MetricsFold();
  for (const event of index.events) metrics.add(event);
  const { storedNow, storedPeak, storedBytesNow } = metrics.report(end).broker;
  const { broker } = factsAt(index, 'broker', end);
  expect([broker.stored, broker.storedPeak, broker.storedBytes]).toEqual([
    storedNow,
    storedPeak,
    storedBytesNow,
  ]);
});
