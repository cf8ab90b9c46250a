// The arguments of `sweep` that choose figures and a form, and what it prints in each.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { mergeShards, runShard } from '../sim/sweep/shard.ts';
import { formatSweepHelp, formatWhole } from './sweepReport.ts';
import { parseSweepArgs } from './sweepRequest.ts';

const LINE =
  '--x loss=0.2,0.3 --measure packets --also delivered,delivery-p95 --messages 20 --levels 1';

function parse(line: string) {
  return parseSweepArgs(line.split(' '), () => '');
}

function requestOf(line: string) {
  const parsed = parse(line);
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  if (parsed.value.kind !== 'run') throw new Error('No sweep');
  return parsed.value;
}

test('further figures and CSV are asked for by flags that the help names', () => {
  const { sweep, form } = requestOf(`${LINE} --csv`);
  expect(sweep).toMatchObject({ measure: 'packets', also: ['delivered', 'delivery-p95'] });
  expect(form).toBe('csv');
  expect(requestOf('--x loss=0,0.1 --measure lost')).toMatchObject({ form: 'table' });
  for (const flag of ['--csv', '--json', '--also']) expect(formatSweepHelp()).toContain(flag);
});

test.each([
  ['--also nope', '--also: got "nope", expected some of delivered, lost,'],
  ['--also lost,packets', '--also: got "lost,packets", expected each figure once, also packets'],
  ['--csv --json', '--csv: got --json, too, expected one of them'],
])('%s is refused', (flags, message) => {
  const parsed = parse(`--x loss=0,0.1 --measure packets ${flags}`);
  expect(parsed.ok ? '' : parsed.errors.map(formatInputError).join()).toContain(message);
});

test('levels beside an axis that is qos are refused', () => {
  const parsed = parse('--x qos=0,1 --measure packets --levels 2');
  expect(parsed.ok ? [] : parsed.errors.map(formatInputError)).toEqual([
    '--levels: got "2", expected none, because --x varies qos',
  ]);
});

describe('what is printed', () => {
  const { sweep } = requestOf(`${LINE} --replications 5`);
  const whole = runShard(sweep, 1, 1);

  test('is a table for each figure, with its formula where there is one', () => {
    const [packets, delivered, time] = formatWhole(whole, 'table').split('\n\n');
    expect(packets).toMatch(
      /^loss {2}QoS {2}packets +from +to +formula {2}runs\n 0.2 .* 6.328 +5\n/,
    );
    expect(delivered).toMatch(/ formula {2}runs\n 0.2 +1 +1 .* 1 +5\n/);
    expect(time).toMatch(/^loss {2}QoS {2}delivery-p95 +from +to {2}runs\n/);
  });

  test.each(['table', 'json', 'csv'] as const)('as %s is the same of merged parts', (form) => {
    const parts = [1, 2, 3].map((index) => [`part ${index}`, runShard(sweep, index, 3)] as const);
    const merged = mergeShards(parts);
    expect(merged.ok && formatWhole(merged.value, form)).toBe(formatWhole(whole, form));
  });
});
