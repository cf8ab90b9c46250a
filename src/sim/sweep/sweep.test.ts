// Sweeps that run: their figures, what they add up to in parts, and whether their intervals are right.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../../base/result.ts';
import { figureOf, intervalOf, Runs } from '../../lab/estimate.ts';
import { formAt } from '../../lab/forms.ts';
import { isMeasureName, MEASURE_NAMES, MEASURES, type MeasureName } from '../../lab/measures.ts';
import { type Cell, cellsOf, jobCount, type SweepPlan, scenarioOf } from '../../lab/plan.ts';
import { baseWith, planOf } from '../../testing/sweeps.ts';
import type { Qos } from '../../trace/event.ts';
import { simulate } from '../simulate.ts';
import { runJobs } from './runJobs.ts';
import { mergeShards, runShard, runSweep } from './shard.ts';

describe('a sweep', () => {
  test('its figures are those of ordinary runs', () => {
    const plan = planOf('loss=0.3,0.4', { levels: [1], replications: 1 });
    const { points } = runSweep({ plan, measure: 'duplicates' });
    for (const [i, cell] of cellsOf(plan).entries()) {
      const { duplicates, delivered } = simulate(scenarioOf(plan, cell, 0)).levels['1'];
      expect(points[i]?.metrics.duplicates).toBe(duplicates / delivered);
      expect(points[i]?.metrics.delivered).toBe(1);
    }
  });

  test('each measure has a figure somewhere', () => {
    const plan = planOf('loss=0.2,0.3', { base: baseWith({ messages: '200' }), levels: [2] });
    const [point] = runSweep({ plan, measure: 'delivered' }).points;
    for (const name of MEASURE_NAMES) expect(point?.metrics[name]).not.toBeNull();
    expect(isMeasureName('toString')).toBe(false);
  });
});

describe('parts', () => {
  const request = { plan: planOf('loss=0:0.3:0.1'), measure: 'duplicates' } as const;
  const whole = JSON.stringify(runShard(request, 1, 1));

  test.each([1, 2, 5, 7, 100])('of %i become the same bytes as the whole', (count) => {
    const parts = Array.from({ length: count }, (_, i) => {
      const shard = runShard(request, i + 1, count);
      return [`part ${i + 1}`, JSON.parse(JSON.stringify(shard))] as const;
    });
    const merged = mergeShards(parts.reverse());
    expect(merged.ok && JSON.stringify(merged.value)).toBe(whole);
  });

  test('that are missing, doubled or of another sweep are told by name', () => {
    const [one, two] = [runShard(request, 1, 3), runShard(request, 2, 3)];
    const other = { ...two, measure: 'packets' as const };
    const errorOf = (parts: Parameters<typeof mergeShards>[0]) => {
      const merged = mergeShards(parts);
      return merged.ok ? '' : merged.errors.map(formatInputError).join();
    };
    expect(
      errorOf([
        ['a', one],
        ['b', two],
      ]),
    ).toBe('--merge: got 2 of 3 parts, expected part 3, too');
    expect(
      errorOf([
        ['a', one],
        ['b', one],
      ]),
    ).toBe('--merge: got b, expected part 1 of 3 once');
    expect(
      errorOf([
        ['a', one],
        ['b', other],
      ]),
    ).toContain('got b, expected a part of the same sweep');
    expect(errorOf([])).toContain('got nothing');
  });
});

describe('what runs add up to', () => {
  test('is a sum to a sum, with the runs in which nothing arrived', () => {
    const plan = planOf('loss=0.7,0.8', {
      base: baseWith({ messages: '4' }),
      levels: [0],
      replications: 30,
    });
    const runs = cellsOf(plan).map((cell) =>
      Array.from({ length: 30 }, (_, nth) => simulate(scenarioOf(plan, cell, nth)).levels['0']),
    );
    const { points } = runSweep({ plan, measure: 'packets' });
    for (const [i, point] of points.entries()) {
      const all = runs[i] ?? [];
      const packets = all.reduce((sum, { packetsSent }) => sum + packetsSent.PUBLISH, 0);
      const delivered = all.reduce((sum, one) => sum + one.delivered, 0);
      expect(all.some((one) => one.delivered === 0)).toBe(true);
      expect(point.metrics.packets).toBe(packets / delivered);
      expect(point.replications).toBe(30);
    }
  });

  test('is a percentile of all their messages, not a mean of percentiles', () => {
    // Six packets are on the way: more than half of the messages come at once, in 6 × 50 ms.
    const plan = planOf('loss=0.1,0.2', {
      base: baseWith({ messages: '100' }),
      levels: [2],
      replications: 30,
    });
    const [point] = runSweep({ plan, measure: 'delivery-p50' }).points;
    expect(point?.metrics['delivery-p50']).toBe(300);
    expect(point?.low).toBe(300);
    expect(point?.high).toBeGreaterThanOrEqual(300);
  });
});

describe('an interval', () => {
  test('is none where there are too few runs, or too few messages beyond a percentile', () => {
    const few = runSweep({ plan: planOf('loss=0.2,0.3'), measure: 'delivery-p50' });
    for (const point of few.points) {
      expect(point).toMatchObject({ low: null, high: null, without: 'too few runs' });
    }
    const rare = planOf('loss=0.2,0.3', { levels: [1], replications: 5 });
    const [p99] = runSweep({ plan: rare, measure: 'delivery-p99' }).points;
    expect(p99).toMatchObject({ low: null, high: null, without: 'too few messages' });
  });

  test('has both ends at the figure where nothing is left to luck', () => {
    const plan = planOf('latency-ms=50,100', { levels: [2], replications: 2 });
    for (const { x, low, high } of runSweep({ plan, measure: 'delivery-p95' }).points) {
      expect([low, high]).toEqual([6 * Number(x), 6 * Number(x)]);
    }
  });

  test('does not take what was never seen for impossible', () => {
    const plan = planOf('loss=0.0001,0.0002', { levels: [1], replications: 40 });
    for (const { metrics, low, high } of runSweep({ plan, measure: 'duplicates' }).points) {
      expect([metrics.duplicates, low]).toEqual([0, 0]);
      expect(high).toBeCloseTo(3.689 / 800, 6);
    }
  });

  test('counts runs, not messages, where whole stretches share their luck', () => {
    const base = baseWith({ messages: '20', network: 'tcp' });
    const plan = planOf('loss=0.01,0.02', { base, levels: [1], replications: 10 });
    for (const { metrics, high } of runSweep({ plan, measure: 'lost' }).points) {
      expect(metrics.lost).toBe(0);
      expect(high).toBeGreaterThan(0.25);
    }
  });

  describe('of 95 % covers the closed forms', () => {
    const [covered, all] = [new Map<MeasureName, number>(), new Map<MeasureName, number>()];

    function hold(loss: string, level: Qos): void {
      for (let sweep = 0; sweep < 100; sweep++) {
        const base = baseWith({ messages: '40', rate: '1000', seed: String(1 + sweep * 7919) });
        const plan = planOf(`loss=${loss}`, { base, levels: [level], replications: 10 });
        for (const [cell, runs] of pointsOf(plan)) {
          for (const measure of MEASURE_NAMES) {
            const exact = formAt(plan, cell, measure);
            // What always or never happens is no matter of an interval.
            if (exact === undefined || exact === 0 || exact === 1) continue;
            if (measure === 'delivery-mean' && level === 0) {
              // What arrives at all has never waited.
              expect(figureOf(MEASURES[measure].figure, runs)).toBeCloseTo(exact, 9);
              continue;
            }
            all.set(measure, (all.get(measure) ?? 0) + 1);
            if (!isIn(measure, runs, exact)) continue;
            covered.set(measure, (covered.get(measure) ?? 0) + 1);
          }
        }
      }
    }

    const places = ['0.005', '0.1', '0.3', '0.5'].flatMap((loss) =>
      ([0, 1, 2] as const).map((level) => [loss, level] as const),
    );
    test.each(places)('in 100 sweeps at a loss of %s, QoS %i', (loss, level) => {
      const before = sum(all.values());
      hold(loss, level);
      expect(sum(all.values()) - before).toBeGreaterThanOrEqual(200);
    });

    test('in 93 to 97 % of all of their points, and each figure in more than 88 %', () => {
      expect([...all.keys()].sort()).toEqual([
        'delivered',
        'delivery-mean',
        'duplicates',
        'duplicates-sent',
        'lost',
        'packets',
        'resent',
      ]);
      for (const [measure, points] of all) {
        expect((covered.get(measure) ?? 0) / points, measure).toBeGreaterThan(0.88);
      }
      const share = sum(covered.values()) / sum(all.values());
      expect(share).toBeGreaterThan(0.93);
      expect(share).toBeLessThan(0.97);
    });
  });

  test('is exactly the form of a window’s throughput', () => {
    const base = baseWith({ rate: '500', messages: '60' });
    const plan = planOf('inflight=1,3,10,20,200', { base, replications: 1 });
    for (const [cell, runs] of pointsOf(plan)) {
      const form = formAt(plan, cell, 'throughput');
      expect(form).toBeGreaterThan(0);
      expect(figureOf(MEASURES.throughput.figure, runs)).toBeCloseTo(form ?? 0, 8);
    }
  });

  test('covers the percentiles of very many runs', () => {
    const settings = { loss: '0.2', 'jitter-ms': '200', rate: '50', messages: '50' } as const;
    const planWith = (seed: number, replications: number) =>
      planOf('loss=0.2', {
        base: baseWith({ ...settings, seed: String(seed) }),
        levels: [1],
        replications,
      });
    const names = ['delivery-p50', 'delivery-p95', 'publisher-p50', 'publisher-p95'] as const;
    const [, many] = pointsOf(planWith(3_000_000, 600))[0] ?? [];
    if (many === undefined) throw new Error('No point');
    let covered = 0;
    for (let sweep = 0; sweep < 60; sweep++) {
      for (const [, runs] of pointsOf(planWith(1 + sweep * 7919, 8))) {
        for (const name of names) {
          const truth = figureOf(MEASURES[name].figure, many) ?? Number.NaN;
          if (isIn(name, runs, truth)) covered++;
        }
      }
    }
    expect(covered / (60 * names.length)).toBeGreaterThan(0.92);
    expect(covered / (60 * names.length)).toBeLessThan(0.99);
  });
});

function isIn(measure: MeasureName, runs: Runs, truth: number): boolean {
  const found = intervalOf(MEASURES[measure].figure, runs, 'each');
  return typeof found === 'object' && found.low <= truth && truth <= found.high;
}

function pointsOf(plan: SweepPlan): readonly (readonly [Cell, Runs])[] {
  const results = runJobs(
    plan,
    Array.from({ length: jobCount(plan) }, (_, job) => job),
  );
  const { replications } = plan;
  return cellsOf(plan).map((cell, nth) => {
    return [cell, new Runs(results.slice(nth * replications, (nth + 1) * replications))];
  });
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((all, value) => all + value, 0);
}
