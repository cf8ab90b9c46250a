// Sweeps: their axes, their runs, what they add up to, and whether their intervals are right.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../../base/result.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { applySettings, type SettingName } from '../../scenario/settings.ts';
import type { Qos } from '../../trace/event.ts';
import { simulate } from '../simulate.ts';
import { type Axis, parseAxis } from './axis.ts';
import { estimate } from './interval.ts';
import { isMeasureName, MEASURE_NAMES } from './measures.ts';
import { cellsOf, jobCount, jobOf, type SweepPlan, scenarioOf } from './plan.ts';
import { mergeShards, runShard, runSweep } from './shard.ts';

function baseWith(settings: Partial<Record<SettingName, string>>): Scenario {
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  const { scenario, errors } = applySettings(DEFAULT_PRESET.scenario, texts, (name) => name);
  expect(errors).toEqual([]);
  return scenario;
}

function axis(text: string): Axis {
  const parsed = parseAxis(text, DEFAULT_PRESET.scenario, '--x');
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return parsed.value;
}

function planOf(x: string, more: Partial<SweepPlan> = {}): SweepPlan {
  const base = baseWith({ messages: '20' });
  const levels: readonly Qos[] = [0, 1, 2];
  return { base, x: axis(x), y: undefined, levels, replications: 3, untilMs: undefined, ...more };
}

describe('an axis', () => {
  test('has both of its ends, and no digits that binary fractions leave behind', () => {
    expect(axis('loss=0:0.5:0.1').texts).toEqual(['0', '0.1', '0.2', '0.3', '0.4', '0.5']);
    expect(axis('latency-ms=10:35:10').texts).toEqual(['10', '20', '30']);
  });

  test('can be a list of anything that the setting takes', () => {
    expect(axis('network=lossy,tcp').texts).toEqual(['lossy', 'tcp']);
  });

  test.each([
    ['loss', '--x: got "loss", expected SETTING=FROM:TO:STEP'],
    ['loose=0:1:0.1', '--x: got "loose", expected a setting'],
    ['loss=0:1:0', '--x: got "0:1:0", expected a step above 0'],
    ['loss=1:0:0.1', '--x: got "1:0:0.1", expected an end that is not before its beginning'],
    ['loss=0:1', '--x: got "0:1", expected three numbers'],
    ['loss=0:1:0.0001', '--x: got "0:1:0.0001", expected at most 500 values; these are 10001'],
    ['loss=0:2:0.5', '--x loss: got "1.5", expected a number from 0 to 1'],
    ['network=lossy,udp', '--x network: got "udp", expected lossy or tcp'],
  ])('%s is refused', (text, message) => {
    const parsed = parseAxis(text, DEFAULT_PRESET.scenario, '--x');
    const [error] = parsed.ok ? [] : parsed.errors;
    expect(error && formatInputError(error)).toContain(message);
  });
});

describe('a plan', () => {
  test('runs every value of both axes at every level', () => {
    const plan = planOf('loss=0:0.2:0.1', { y: axis('network=lossy,tcp'), replications: 5 });
    expect(cellsOf(plan)).toHaveLength(3 * 2 * 3);
    expect(jobCount(plan)).toBe(3 * 2 * 3 * 5);
    const { cell, scenario } = jobOf(plan, cellsOf(plan), 89);
    expect(cell).toEqual({ x: '0.2', y: 'tcp', level: 2 });
    expect(scenario.seed).toBe(plan.base.seed + 4);
    expect(scenario.network).toMatchObject({ model: 'tcp', lossHop2Down: 0.2 });
  });

  test('of QoS itself has one level at each of its values', () => {
    const cells = cellsOf(planOf('qos=0,2'));
    expect(cells.map(({ x, level }) => [x, level])).toEqual([
      ['0', 0],
      ['2', 2],
    ]);
  });

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
  test('of a single run of a figure that is no share is not known', () => {
    expect(estimate([3], undefined)).toEqual({ mean: 3, low: null, high: null });
  });

  test('of a share that is the same in all runs goes by how many there were', () => {
    const { low, high } = estimate([1, 1, 1], 300);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1 - 3.84 / 300, 3);
  });

  test('is that of Student’s t', () => {
    const { mean, low, high } = estimate([1, 2, 3, 4, 5], undefined);
    expect(mean).toBe(3);
    expect([low, high].map((end) => end?.toFixed(3))).toEqual(['1.037', '4.963']);
  });

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
