// What `sim` prints for people.
import { expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import { SETTING_NAMES } from '../scenario/settings.ts';
import { simulate } from '../sim/simulate.ts';
import { formatHelp, formatPresets, formatSchema } from './simHelp.ts';
import { formatReport } from './simReport.ts';

test('the table has a column for each published level, and a dash where samples are too few', () => {
  const report = formatReport(simulate(DEFAULT_PRESET.scenario));
  expect(report).toMatch(/^ +QoS 1$/m);
  expect(report).toMatch(/^published +100$/m);
  expect(report).toMatch(/^delivery, of those delivered, ms: p50 +100$/m);
  const mixed = findPreset('mixed')?.scenario ?? DEFAULT_PRESET.scenario;
  const short = formatReport(simulate(mixed, { until: fromSec(10) }));
  expect(short).toMatch(/^ +QoS 0 +QoS 1 +QoS 2$/m);
  expect(short).toMatch(/^ {2}p95( +–){3}$/m);
});

test('a run that publishes nothing says so', () => {
  const empty = findPreset('playground')?.scenario ?? DEFAULT_PRESET.scenario;
  expect(formatReport(simulate(empty))).toContain('Nothing was published.');
});

test('the help names every setting and stays within a line of 110 characters', () => {
  const help = formatHelp();
  for (const name of SETTING_NAMES) expect(help).toContain(`  --${name} `);
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

test('the presets are listed as JSON too', () => {
  const listed: unknown = JSON.parse(formatPresets(true));
  expect(listed).toContainEqual(expect.objectContaining({ name: 'lost-puback' }));
});

test('the schema asks for clients alone and refuses unknown fields', () => {
  const schema: unknown = JSON.parse(formatSchema());
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    required: ['clients'],
    additionalProperties: false,
    properties: {
      seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295, default: 1 },
      network: { properties: { model: { enum: ['lossy', 'tcp'], default: 'lossy' } } },
    },
  });
  // Of the commands, too.
  expect(formatSchema()).toMatch(/"const": "change-client"[\s\S]*"minProperties": 1/);
});
