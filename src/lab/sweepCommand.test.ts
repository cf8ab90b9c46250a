// The command that a sweep can be run by says all of it.
import { expect, test } from 'vitest';
import { parseSweepArgs } from '../node/sweepRequest.ts';
import { parseLink } from '../scenario/link.ts';
import { OWN_SCENARIO } from '../scenario/linkScenario.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import { QUESTIONS, scenarioOfQuestion } from './questions.ts';
import { commandOf } from './sweepCommand.ts';
import { checkForm, formOf } from './sweepForm.ts';

function readBack(command: string) {
  const args = command.split(' -- ')[1]?.split(' ') ?? [];
  const parsed = parseSweepArgs(args, () => '');
  if (!parsed.ok || parsed.value.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed.value.sweep;
}

test.each(QUESTIONS)('$title', (question) => {
  const form = formOf(scenarioOfQuestion(question), question.lab);
  const asked = checkForm(form);
  expect(asked.ok && readBack(commandOf('default', form))).toEqual(asked.ok && asked.value);
});

test('of another scenario it names that', () => {
  const base = findPreset('mixed')?.scenario;
  if (base === undefined) throw new Error('No such preset');
  const form = formOf(base, { untilMs: 5000, levels: '0,2', replications: 2 });
  const command = commandOf('mixed', form);
  expect(command).toBe(
    'npm run --silent sweep -- --preset mixed --x loss=0:0.5:0.05 --measure delivered --levels 0,2 --replications 2 --until-ms 5000',
  );
  expect(readBack(command).plan.base).toEqual(base);
});

test('of a scenario that is no preset it has the link', () => {
  const preset = findPreset('mixed')?.scenario;
  if (preset === undefined) throw new Error('No such preset');
  const base = { ...preset, title: 'Mine' };
  const command = commandOf(OWN_SCENARIO, formOf(base, { untilMs: 5000 }));
  const [, link = ''] = /--link '([^']+)'/.exec(command) ?? [];
  expect(parseLink(link)).toMatchObject({ preset: OWN_SCENARIO, scenario: base, ignored: [] });
  expect(readBack(command.replaceAll("'", '')).plan.base).toEqual(base);
});
