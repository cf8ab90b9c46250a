// Every setting of the table is a field: it can be added, and its first value is one of its values.
import { expect, test } from 'vitest';
import { SETTING_NAMES, type SettingName } from '../../scenario/settings.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import { checkText, choicesOf, firstValueOf } from './settingValue.ts';

test.each(SETTING_NAMES)(
  '%s has a first value that it can have, and each of its words is one',
  (name) => {
    for (const preset of ['mixed', 'playground', 'lost-puback']) {
      const text = firstValueOf(name, presetScenario(preset));
      expect(checkText(name, text)).toEqual({ text });
    }
    for (const word of choicesOf(name) ?? []) expect(checkText(name, word)).toEqual({ text: word });
  },
);

test('few words are a choice, figures are typed', () => {
  expect(choicesOf('network')).toEqual(['lossy', 'tcp']);
  expect(choicesOf('store')).toEqual(['memory', 'autosave', 'persistent']);
  const typed: readonly SettingName[] = ['loss', 'latency-ms', 'messages', 'withholds'];
  for (const name of typed) expect(choicesOf(name)).toBeUndefined();
});

test('of few words the first is another one than the scenario’s', () => {
  expect(firstValueOf('network', presetScenario('mixed'))).toBe('tcp');
  expect(firstValueOf('store', presetScenario('mixed'))).toBe('memory');
});

test('what is refused says what was expected', () => {
  expect(checkText('loss', '1.5')).toEqual({ expected: 'a number from 0 to 1' });
});
