// When a headless run ends.
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec } from '../base/time.ts';
import { lossEverywhere, pairScenario, scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { simulate } from './simulate.ts';

test('a client waits for its SUBACK however long the round trip: a run with a latency of 10 s publishes', () => {
  const network = { latencyMs: 10_000, resendMs: 60_000 };
  expect(simulate(pairScenario({ network })).levels[1].published).toBe(1);
});

describe('a run ends', () => {
  test('when the last acknowledgement is in, and not later', () => {
    const events: TraceEvent[] = [];
    const onEvent = (event: TraceEvent): void => {
      events.push(event);
    };
    const scenario = pairScenario({ qos: 2, count: 3, network: lossEverywhere(0.3) });
    const metrics = simulate(scenario, { onEvent });
    expect(metrics.levels[2]).toMatchObject({ published: 3, delivered: 3, pending: 0 });
    expect(events.at(-1)?.kind).toBe('message-acknowledged');
    expect(metrics.simulatedMs * 1000).toBe(events.at(-1)?.at);
  });

  test('600 s after the last publish when something stays outstanding', () => {
    const { levels, simulatedMs } = simulate(
      pairScenario({ qos: 1, count: 2, ratePerSec: 1, network: { lossHop2Up: 1 } }),
    );
    expect(levels[1]).toMatchObject({ delivered: 2, lost: 0, pending: 0 });
    // Subscribed after 4 × 50 ms; published then and 1 s later.
    expect(simulatedMs).toBe(601_200);
  });

  test('at once when there is nothing to publish', () => {
    const { simulatedMs, levels } = simulate(pairScenario({ count: 0 }));
    expect(simulatedMs).toBe(200);
    expect(levels[1].published).toBe(0);
  });

  test('no sooner for publishes that are far apart or come late', () => {
    const slow = { name: 'p', topic: 't', qos: 1, payload: '', ratePerSec: 0.001, count: 3 };
    const late = { ...slow, name: 'late', ratePerSec: 1, startMs: 5_000_000 };
    const clients = [
      { id: 'pub', keepAliveSec: 0, publishes: [slow, late] },
      { id: 'sub', keepAliveSec: 0, subscriptions: [{ filter: 't', qos: 1 }] },
    ];
    expect(simulate(scenarioOf({ clients })).levels[1]).toMatchObject({ delivered: 6 });
  });

  test('no sooner for a script that comes late', () => {
    const command = { kind: 'publish', client: 'pub', topic: 't', qos: 1, payload: '' };
    const script = [{ atMs: 4_000_000, command }];
    expect(simulate(pairScenario({ script })).levels[1]).toMatchObject({ delivered: 2 });
  });

  test('at the instant asked for, at the latest', () => {
    const scenario = pairScenario({ qos: 1, count: 100, ratePerSec: 10 });
    const { simulatedMs, levels } = simulate(scenario, { until: fromMs(1000) });
    expect([simulatedMs, levels[1].published]).toEqual([1000, 9]);
  });

  test('after 600 s when the clients never get connected', () => {
    const drop = { kind: 'drop-next', packetType: 'CONNACK', hop: 1 } as const;
    const commands = Array.from({ length: 99 }, () => ({ at: fromSec(0), command: drop }));
    const { simulatedMs, levels } = simulate(pairScenario({}), { commands });
    expect([simulatedMs, levels[1].published]).toEqual([600_000, 0]);
  });
});
