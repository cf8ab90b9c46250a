// The runs that a plan is made of.
import { describe, expect, test } from 'vitest';
import { axis, planOf } from '../testing/sweeps.ts';
import { cellsOf, jobCount, jobOf } from './plan.ts';

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
});
