import { expect, test } from 'vitest';
import { runSweep } from '../sim/sweep/shard.ts';
import { axis, planOf } from '../testing/sweeps.ts';
import { MEASURE_NAMES } from './measures.ts';
import { formatCsv } from './sweepCsv.ts';

test('a line for each point has its place, its figure with interval and formula, and all others', () => {
  const plan = planOf('withholds=none,PUBACK/PUBREC', { y: axis('loss=0,0.2'), levels: [1] });
  const sweep = runSweep({ plan, measure: 'packets' });
  const lines = formatCsv(sweep, ({ level }) => level + 0.5).split('\r\n');
  expect(lines).toHaveLength(1 + 4 + 1);
  const head = lines[0]?.split(',') ?? [];
  expect(head.slice(0, 8)).toEqual('withholds,loss,level,runs,packets,low,high,formula'.split(','));
  expect(new Set(head.slice(7))).toEqual(
    new Set(['formula', ...MEASURE_NAMES.filter((name) => name !== 'packets')]),
  );
  expect(lines[1]).toMatch(/^none,0,1,3,4,4,4,1\.5,1,/);
  for (const line of lines.slice(0, -1)) expect(line.split(',')).toHaveLength(head.length);
});
