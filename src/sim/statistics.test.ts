// Theory against simulation: 20,000 messages a run, loss p on every packet, re-sends on a timer longer
// than the round trip. One seed for all, the scenario's default, not chosen; bounds of three standard
// errors, so that about one seed in 300 would fail a case by chance.
import { describe, expect, test } from 'vitest';
import { lossEverywhere, pairScenario } from '../testing/scenarios.ts';
import type { Qos } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import { simulate } from './simulate.ts';

const N = 20_000;
const SEEDS = Number(process.env.QOSCOPE_STATISTICS_SEEDS ?? 1);
const LOSSES = [0, 0.1, 0.3, 0.5];

interface Outcome {
  /** How often each message's callback ran. */
  readonly callbacks: readonly number[];
  readonly metrics: Metrics;
}

function run(qos: Qos, p: number, seed: number): Outcome {
  const scenario = pairScenario({
    qos,
    count: N,
    ratePerSec: 10_000,
    seed,
    // The round trip takes 20 to 24 ms, 48 with the wait for one sent before.
    network: { ...lossEverywhere(p), latencyMs: 10, jitterMs: 2, resendMs: 60 },
  });
  const counts = new Map<string, number>();
  const metrics = simulate(scenario, {
    onEvent: (event) => {
      if (event.kind !== 'message-delivered') return;
      counts.set(event.messageUid, event.callbacks);
    },
  });
  const callbacks = Array.from({ length: N }, (_, i) => counts.get(`pub/p/${i + 1}`) ?? 0);
  return { callbacks, metrics };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Of the mean of independent values, from their own variance. */
function standardError(values: readonly number[]): number {
  const average = mean(values);
  const variance = values.reduce((sum, v) => sum + (v - average) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}

describe.each(LOSSES)('with a loss of %d on every packet', (p) => {
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);

  test.each(seeds)('QoS 0 delivers (1 − p)² of the messages, none twice (seed %i)', (seed) => {
    const { callbacks, metrics } = run(0, p, seed);
    const expected = (1 - p) ** 2;
    const error = Math.sqrt((expected * (1 - expected)) / N);
    expect(Math.abs(mean(callbacks) - expected)).toBeLessThanOrEqual(3 * error);
    expect(Math.max(...callbacks)).toBe(1);
    const { delivered, lost, pending } = metrics.levels[0];
    expect([delivered + lost, pending]).toEqual([N, 0]);
  });

  test.each(seeds)(
    // Each hop hands a message on once for every PUBLISH that arrives, until a PUBACK gets through: a
    // geometric count of mean 1 / (1 − p). Two hops make a geometric sum of geometric counts.
    'QoS 1 delivers all, with 1 / (1 − p)² callbacks a message on average (seed %i)',
    (seed) => {
      const { callbacks, metrics } = run(1, p, seed);
      const q = 1 - p;
      expect(Math.min(...callbacks)).toBe(1);
      expect(Math.abs(mean(callbacks) - 1 / q ** 2)).toBeLessThanOrEqual(
        3 * standardError(callbacks),
      );
      const theory = Math.sqrt((p / q ** 3 + p / q ** 4) / N);
      expect(standardError(callbacks)).toBeCloseTo(theory, 2);
      const { delivered, duplicates } = metrics.levels[1];
      expect(delivered).toBe(N);
      expect(delivered + duplicates).toBe(callbacks.reduce((a, b) => a + b, 0));
    },
  );

  test.each(seeds)(
    // A PUBLISH or PUBREL is sent until both it and its answer get through at once.
    'QoS 2 delivers each message exactly once, with 1 / (1 − p)² PUBLISH and PUBREL a hop (seed %i)',
    (seed) => {
      const { callbacks, metrics } = run(2, p, seed);
      expect(new Set(callbacks)).toEqual(new Set([1]));
      const level = metrics.levels[2];
      expect(level).toMatchObject({ delivered: N, duplicates: 0, lost: 0, pending: 0 });
      const q = (1 - p) ** 2;
      const error = Math.sqrt((1 - q) / q ** 2 / (2 * N));
      const { PUBLISH, PUBREL } = level.packetsSent;
      expect(Math.abs(PUBLISH / (2 * N) - 1 / q)).toBeLessThanOrEqual(3 * error);
      expect(Math.abs(PUBREL / (2 * N) - 1 / q)).toBeLessThanOrEqual(3 * error);
    },
  );
});
