// Sweeps that run: their figures, what they add up to in parts, and whether their intervals are right.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../../base/result.ts';
import { isMeasureName, MEASURE_NAMES } from '../../lab/measures.ts';
import { cellsOf, scenarioOf } from '../../lab/plan.ts';
import { baseWith, planOf } from '../../testing/sweeps.ts';
import { simulate } from '../simulate.ts';
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
  const whole = JSON.stringify(runSweep(request));

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

describe('an interval', () => {
  test('of 95 % covers the closed forms in 93 to 97 % of all points of 100 sweeps', () => {
    let points = 0;
    let covered = 0;
    for (let sweep = 0; sweep < 100; sweep++) {
      const base = baseWith({ messages: '60', rate: '1000', seed: String(1 + sweep * 7919) });
      const plan = planOf('loss=0.1:0.4:0.1', { base, levels: [0, 1], replications: 10 });
      for (const [measure, level, truth] of [
        ['delivered', 0, (q: number) => q * q],
        ['duplicates', 1, (q: number) => 1 / (q * q) - 1],
      ] as const) {
        for (const point of runSweep({ plan: { ...plan, levels: [level] }, measure }).points) {
          const exact = truth(1 - Number(point.x));
          points++;
          if ((point.low ?? 1) <= exact && exact <= (point.high ?? 0)) covered++;
        }
      }
    }
    expect(points).toBe(800);
    expect(covered / points).toBeGreaterThan(0.93);
    expect(covered / points).toBeLessThan(0.97);
  });
});
