// Files of a sweep: what is in them, and that they say what they are of.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLink } from '../scenario/link.ts';
import { runSweep } from '../sim/sweep/shard.ts';
import { axis, baseWith, planOf } from '../testing/sweeps.ts';
import { Theory } from './forms.ts';
import { MEASURE_NAMES, type MeasureName } from './measures.ts';
import type { SweepPlan } from './plan.ts';
import { formatCsv, formatJson, type SweptFigure } from './sweepFiles.ts';
import { checkForm, formOf } from './sweepForm.ts';
import { formatAxis, recordOf, sayRecord, VERSION } from './sweepRecord.ts';

function figure(plan: SweepPlan, measure: MeasureName): SweptFigure {
  return { theory: new Theory(plan, measure), sweep: runSweep({ plan, measure }) };
}

test('a line for each point has its place, its figure with interval and formula, and all others', () => {
  const plan = planOf('withholds=none,PUBACK/PUBREC', { y: axis('loss=0,0.2'), levels: [1] });
  const all = formatCsv([figure(plan, 'packets')]).split('\r\n');
  const lines = all.filter((line) => !line.startsWith('#'));
  expect(lines).toHaveLength(1 + 4 + 1);
  const head = lines[0]?.split(',') ?? [];
  expect(head.slice(0, 8)).toEqual('withholds,loss,level,runs,packets,low,high,formula'.split(','));
  expect(new Set(head.slice(7))).toEqual(
    new Set(['formula', ...MEASURE_NAMES.filter((name) => name !== 'packets')]),
  );
  expect(lines[1]).toMatch(/^none,0,1,3,4,4,4,4,1,/);
  for (const line of lines.slice(0, -1)) expect(line.split(',')).toHaveLength(head.length);
});

test('further figures of the same runs have their interval and formula beside them', () => {
  const plan = planOf('loss=0.2,0.3', { levels: [1] });
  const both = [figure(plan, 'packets'), figure(plan, 'delivered')] as const;
  const csv = formatCsv(both);
  expect(csv).toContain(
    '\r\nloss,level,runs,packets,low,high,formula,delivered,delivered-low,delivered-high,delivered-formula,lost,',
  );
  const json = JSON.parse(formatJson(both));
  expect(json.measure).toBe('packets');
  expect(json.points[0].formula).toBeCloseTo((1 / 0.64 + 1 / 0.8) * (1 + 1 / 0.8), 9);
  expect(json.also).toMatchObject([{ measure: 'delivered', points: [{ formula: 1 }, {}] }]);
  expect(json.sweep.command).toContain('--also delivered');
});

test('each says the sweep’s settings, seeds, version, command, and the link that is the same sweep', () => {
  const base = baseWith({ messages: '20', seed: '7', 'latency-ms': '20' });
  const plan = planOf('loss=0:0.3:0.1', { base, levels: [1, 2], untilMs: 60_000 });
  const record = recordOf(plan, 'duplicates');
  expect(sayRecord(record)).toEqual([
    `QoScope ${VERSION}, a sweep: duplicates (second copies for each message that arrived), with 95 % intervals`,
    'Varied: loss = 0:0.3:0.1, published at QoS 1, 2',
    'Scenario: A hundred messages, preset default, with messages = 20, latency-ms = 20, seed = 7',
    'Runs at each point: 3, seeds 7 to 9, each ended after 60,000 ms',
  ]);
  const { scenario, lab, ignored } = parseLink(record.link ?? '');
  expect(ignored).toEqual([]);
  const again = checkForm(formOf(scenario, lab ?? {}));
  expect(again).toMatchObject({ ok: true, value: { plan, measure: 'duplicates' } });
  const csv = formatCsv([figure(plan, 'duplicates')]).split('\r\n');
  expect(csv.slice(0, 6)).toEqual([
    ...sayRecord(record).map((line) => `# ${line}`),
    `# Link: ${record.link}`,
    `# Command: ${record.command} --csv`,
  ]);
  const { sweep } = JSON.parse(formatJson([figure(plan, 'duplicates')]));
  expect(sweep).toEqual(JSON.parse(JSON.stringify(record)));
  expect(sweep.scenario).toEqual(base);
});

test('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(manifest.version);
});

test('a scenario that settings do not make of its preset is said whole', () => {
  const base = baseWith({ messages: '20' });
  const [pub, sub] = base.clients;
  if (pub === undefined || sub === undefined) throw new Error('No clients');
  const other = { ...base, clients: [pub, sub, { ...sub, id: 'other' }] };
  const { preset, link = '', command } = recordOf(planOf('loss=0,0.1', { base: other }), 'lost');
  expect(preset).toBe('own');
  expect(command).toContain('--link ');
  expect(parseLink(link)).toMatchObject({ scenario: other, ignored: [] });
});

test.each(['loss=0:0.5:0.05', 'loss=0,0.3', 'loss=0,0.1,0.3', 'network=lossy,tcp', 'rate=1:9:2'])(
  'an axis is written as %s',
  (text) => expect(formatAxis(axis(text))).toBe(text),
);
