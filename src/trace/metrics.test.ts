// The counters against a slow, obvious recount of the same trace.
import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { runChecked } from '../testing/checkedRuns.ts';
import { drawScenario } from '../testing/drawRun.ts';
import { Luck } from '../testing/luck.ts';
import { recountLevel, recountStorage } from '../testing/recount.ts';
import { lossEverywhere, pairScenario, scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from './event.ts';
import { type Counters, MetricsFold } from './metrics.ts';
import { Samples } from './samples.ts';

function countersOf(events: readonly TraceEvent[], now: SimTime): Counters {
  const fold = new MetricsFold();
  for (const event of events) fold.add(event);
  return fold.report(now);
}

function spreadOf(ms: readonly number[]) {
  const samples = new Samples();
  for (const value of ms) samples.add(Math.round(value * 1000));
  return samples.spread();
}

/** Without the entries of 0, so that a tally compares with a full table. */
function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
}

function expectRecounted(events: readonly TraceEvent[], now: SimTime): void {
  const counters = countersOf(events, now);
  for (const level of [0, 1, 2] as const) {
    const { packetsResent, bytesSent, ...metrics } = counters.levels[level];
    const slow = recountLevel(events, level);
    expect({
      ...metrics,
      duplicatesByCause: withoutZeros(metrics.duplicatesByCause),
      lostByCause: withoutZeros(metrics.lostByCause),
      packetsSent: withoutZeros(metrics.packetsSent),
    }).toEqual({
      ...slow,
      deliveryMs: spreadOf(slow.deliveryMs),
      publisherHandshakeMs: spreadOf(slow.publisherHandshakeMs),
      subscriberHandshakeMs: spreadOf(slow.subscriberHandshakeMs),
    });
    const { '1': one, '2': two } = slow.hops;
    expect(packetsResent).toBe(one.packetsResent + two.packetsResent);
    expect(bytesSent).toBe(one.bytesSent + two.bytesSent);
  }
  expect(counters.broker).toEqual(recountStorage(events, now));
}

const mixed = scenarioOf({
  seed: 3,
  network: { ...lossEverywhere(0.3), latencyMs: 30, jitterMs: 30, resendMs: 200 },
  broker: { receiveMaximum: 3, queueLimit: 2 },
  clients: [
    {
      id: 'pub',
      publishes: ([0, 1, 2] as const).map((qos) => ({
        ...{ name: `q${qos}`, topic: `t/${qos}`, qos, payload: 'grüß dich' },
        ...{ ratePerSec: 50, count: 60 },
      })),
    },
    { id: 's2', subscriptions: [{ filter: 't/#', qos: 2 }] },
    { id: 's1', subscriptions: [{ filter: 't/+', qos: 1 }] },
  ],
});

describe('the counters', () => {
  test('equal a recount of the trace, of a run with every level, loss, duplicates and a full queue', () => {
    const { events } = runChecked(mixed);
    const now = events.at(-1)?.at ?? fromMs(0);
    expectRecounted(events, now);
    const { levels } = countersOf(events, now);
    const all = Object.values(levels);
    expect(all.every(({ lost, delivered }) => lost > 0 && delivered > 0)).toBe(true);
    expect(levels[1].duplicatesByCause).toMatchObject({
      publisherResend: expect.any(Number),
      brokerResend: expect.any(Number),
    });
    expect(levels[1].lostByCause.queueFull).toBeGreaterThan(0);
  });

  test('equal a recount at any instant of it, with messages pending and stored', () => {
    const { events } = runChecked(mixed);
    for (const ms of [0, 130, 400, 900, 1500]) {
      const until = events.filter(({ at }) => at <= fromMs(ms));
      expectRecounted(until, fromMs(ms));
    }
    const half = countersOf(
      events.filter(({ at }) => at <= fromMs(900)),
      fromMs(900),
    );
    expect(half.levels[2].pending).toBeGreaterThan(0);
    expect(half.broker.storedNow).toBeGreaterThan(0);
  });

  test('equal a recount of runs drawn from a seed', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { events } = runChecked(drawScenario(new Luck(seed), seed), fromMs(3000));
      expectRecounted(events, fromMs(3000));
    }
  });

  test('over TCP count segments beside packets, of which none is sent again or lost', () => {
    const scenario = { ...mixed, network: { ...mixed.network, model: 'tcp' } as const };
    const { events } = runChecked(scenario);
    const now = events.at(-1)?.at ?? fromMs(0);
    expectRecounted(events, now);
    const { hops, packetsResent } = countersOf(events, now).levels[2];
    expect(packetsResent).toBe(0);
    expect(hops['1']).toMatchObject({ packetsLost: 0, packetsResent: 0 });
    expect(hops['1'].segmentsLost).toBeGreaterThan(20);
    expect(hops['1'].segmentsSent).toBe(hops['1'].packetsSent + hops['1'].segmentsResent);
  });

  test('of a run with no loss are those that can be counted by hand', () => {
    const network = { latencyMs: 10 };
    const { metrics } = runChecked(pairScenario({ qos: 2, count: 3, ratePerSec: 1, network }));
    const level = metrics.levels[2];
    expect(level).toMatchObject({ published: 3, delivered: 3, duplicates: 0, lost: 0, pending: 0 });
    const types = { PUBLISH: 6, PUBACK: 0, PUBREC: 6, PUBREL: 6, PUBCOMP: 6 };
    expect(level.packetsSent).toEqual(types);
    // 5.0: PUBLISH of topic `t`, payload `x`, empty properties is 9 bytes, each answer 4.
    expect(level.bytesSent).toBe(6 * 9 + 18 * 4);
    expect(level.deliveryMs).toEqual({ n: 3, p50: 60, p95: null, p99: null, max: 60, mean: 60 });
    // Held from PUBLISH to PUBREL (2L), and from then on for the subscriber until its PUBREC (2L).
    expect(metrics.broker).toEqual({
      storedNow: 0,
      storedPeak: 1,
      storedMessageSeconds: 0.12,
      storedBytesNow: 0,
    });
  });
});
