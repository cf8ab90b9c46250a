// What the page sweeps by itself, and at which values a setting is first looked at.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { formatLink, parseLink } from '../scenario/link.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { SETTING_NAMES } from '../scenario/settings.ts';
import { planOf } from '../testing/sweeps.ts';
import { QUESTIONS, scenarioOfQuestion } from './questions.ts';
import { checkForm, firstAxisOf, formOf, isLight, sizeOf } from './sweepForm.ts';

describe('each question', () => {
  test.each(QUESTIONS)('$title: can be run at once, and its link leads to it', (question) => {
    const scenario = scenarioOfQuestion(question);
    const checked = checkForm(formOf(scenario, question.lab));
    expect(checked.ok ? [] : checked.errors.map(formatInputError)).toEqual([]);
    expect(checked.ok && isLight(sizeOf(checked.value.plan))).toBe(true);
    const preset = DEFAULT_PRESET.name;
    const { lab } = question;
    const link = formatLink({ view: 'lab', preset, scenario, commands: [], lab, t: undefined });
    expect(link && parseLink(link)).toMatchObject({ ignored: [], lab });
  });
});

test('each setting but the seed has values to start with that it takes', () => {
  for (const name of SETTING_NAMES) {
    if (name === 'seed') continue;
    const form = formOf(DEFAULT_PRESET.scenario, { x: firstAxisOf(name), untilMs: 1000 });
    const checked = checkForm(form);
    expect([name, checked.ok ? [] : checked.errors.map(formatInputError)]).toEqual([name, []]);
  }
});

test('the size of a sweep is that of all of its runs', () => {
  const size = sizeOf(planOf('messages=5,10', { replications: 4 }));
  expect(size).toMatchObject({ points: 6, runs: 24, messages: 3 * 15 * 4, isLasting: false });
  expect(isLight(size)).toBe(true);
  const endless = sizeOf(planOf('messages=5,unlimited', { untilMs: 1000 }));
  expect(endless.messages).toBeUndefined();
  expect(isLight(endless)).toBe(false);
});

test('runs that never settle weigh as much as they send until nobody waits any longer', () => {
  const size = sizeOf(planOf('withholds=none,PUBACK', { levels: [1] }));
  expect(size).toMatchObject({ messages: 2 * 20 * 3, work: 20 * 3 * (1 + 600), isLasting: true });
  expect(sizeOf(planOf('withholds=none,PUBACK', { levels: [0] })).isLasting).toBe(false);
  expect(sizeOf(planOf('loss=0.5,1', { levels: [2], untilMs: 5000 })).work).toBe(20 * 3 * (1 + 5));
});
