// The formulas against headless runs: exact without loss and jitter, for each way of handing over; with
// loss, within what thousands of messages scatter.
import { describe, expect, test } from 'vitest';
import { simulate } from '../sim/simulate.ts';
import { lossEverywhere, pairScenario } from '../testing/scenarios.ts';
import {
  latencyConditions,
  latencyForms,
  lossConditions,
  lossForms,
  pathOf,
  storageForm,
} from './closedForms.ts';
import type { LevelMetrics } from './metrics.ts';

const LEVELS = [0, 1, 2] as const;
const WAYS = ['pubrel', 'publish'] as const;
const LATENCY = 40;
/** So far apart that no two messages are stored at once. */
const RATE = 1;

describe('without loss and jitter, at every level on both hops', () => {
  for (const forward of WAYS) {
    for (const handOver of WAYS) {
      test(`forwarded on ${forward}, handed over on ${handOver}: the formulas to the microsecond`, () => {
        for (const qos of LEVELS) {
          for (const subQos of LEVELS) {
            const scenario = pairScenario({
              qos,
              subQos,
              count: 25,
              ratePerSec: RATE,
              network: { latencyMs: LATENCY },
              broker: { qos2Forward: forward },
              client: { qos2HandOver: handOver },
            });
            const path = pathOf(scenario, qos);
            if (path === undefined) throw new Error('There is a path');
            expect(latencyConditions(scenario, scenario.network)).toEqual([]);
            const { levels, broker } = simulate(scenario);
            const level = levels[qos];
            for (const [clock, inL] of Object.entries(latencyForms(path))) {
              const spread = level[clock as 'deliveryMs'];
              const ms = inL === undefined ? null : inL * LATENCY;
              expect([qos, subQos, clock, spread.p50, spread.p95]).toEqual([
                qos,
                subQos,
                clock,
                ms,
                ms,
              ]);
            }
            const hold = storageForm(path) * LATENCY;
            expect([qos, subQos, broker.storedMessageSeconds]).toEqual([
              qos,
              subQos,
              (25 * hold) / 1000,
            ]);
            expect(broker.storedPeak).toBe(hold === 0 ? 0 : 1);
          }
        }
      });
    }
  }
});

function packetsOf(level: LevelMetrics): number {
  return Object.values(level.packetsSent).reduce((sum, n) => sum + n, 0);
}

describe('with loss, by message', () => {
  const losses = [
    lossEverywhere(0.1),
    lossEverywhere(0.3),
    { lossHop1Up: 0.4, lossHop1Down: 0.05, lossHop2Up: 0.3, lossHop2Down: 0.1 },
  ];
  for (const [i, network] of losses.entries()) {
    test(`copies, deliveries and packets are the formulas': network ${i + 1}`, () => {
      const count = 8000;
      for (const qos of LEVELS) {
        for (const subQos of LEVELS) {
          const scenario = pairScenario({ qos, subQos, count, ratePerSec: 50, network });
          expect(lossConditions(scenario, scenario.network)).toEqual([]);
          const path = pathOf(scenario, qos);
          const forms = path && lossForms(path, scenario.network);
          if (forms === undefined) throw new Error('There are formulas');
          const level = simulate(scenario).levels[qos];
          const near = (measured: number, formula: number) =>
            expect(Math.abs(measured / count - formula)).toBeLessThan(0.04 * Math.max(1, formula));
          near(level.delivered, forms.delivered);
          near(level.delivered + level.duplicates, forms.copies);
          near(level.duplicates, forms.secondCopies);
          near(packetsOf(level), forms.packets);
          if (Math.min(qos, subQos) > 0) expect(level.delivered).toBe(count);
          if (qos === 2 && subQos === 2) expect(level.duplicates).toBe(0);
        }
      }
    });
  }

  test('with the same loss p everywhere are those that people know', () => {
    const scenario = pairScenario({ network: lossEverywhere(0.2) });
    const forms = LEVELS.map((qos) => {
      const path = pathOf(scenario, qos);
      return path && lossForms(path, scenario.network);
    });
    expect(forms[0]?.delivered).toBeCloseTo(0.8 * 0.8);
    expect(forms[1]?.copies).toBeCloseTo(1 / (0.8 * 0.8));
    expect(forms[2]?.copies).toBe(1);
  });
});

test('what spoils a formula is named', () => {
  const spoilt = pairScenario({
    network: { ...lossEverywhere(0.1), jitterMs: 5, cutsPerMin: 1, resendMs: 100, burstMs: 50 },
    client: { receiveMaximum: 1 },
    ratePerSec: 100,
  });
  expect(latencyConditions(spoilt, spoilt.network)).toEqual([
    'packets are lost',
    'latency has jitter',
    'connections are cut',
    'messages wait for a window',
  ]);
  expect(lossConditions(spoilt, spoilt.network)).toEqual([
    'an answer can be later than the re-send',
    'losses come in bursts',
    'connections are cut',
  ]);
});

test('subscribers who differ in what decides a way have no one formula', () => {
  const scenario = pairScenario({ qos: 2 });
  const [pub, sub] = scenario.clients;
  if (pub === undefined || sub === undefined) throw new Error('There are two clients');
  const other = { ...sub, id: 'other', subscriptions: [{ filter: 't', qos: 1 as const }] };
  const both = { ...scenario, clients: [pub, sub, other] };
  expect(pathOf(both, 2)).toBeUndefined();
  expect(pathOf(both, 1)).toMatchObject({ qos: 1, hop2Qos: 1 });
});
