// A setting as a field of the page: the words it can be, or a text to type; what is wrong with a text;
// and which value it has when it is first added.

import { parseValue } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SETTINGS, type Setting, type SettingName } from '../../scenario/settings.ts';

/** `lossy|tcp` → both; undefined for what is typed, such as `MS` or `N|unlimited`. */
export function choicesOf(name: SettingName): readonly string[] | undefined {
  const { values }: Setting = SETTINGS[name];
  const words = values.split('|');
  return words.length > 1 && words.every((word) => !/^[A-Z_/]+$/.test(word)) ? words : undefined;
}

/** The text as a link writes the value, or what was expected instead. */
export function checkText(
  name: SettingName,
  text: string,
): { readonly text: string } | { readonly expected: string } {
  const { schema, readText, showText }: Setting = SETTINGS[name];
  const parsed = parseValue(schema, readText(text), name);
  if (parsed.ok) return { text: showText(parsed.value) };
  return { expected: parsed.errors[0]?.expected ?? 'another value' };
}

/** Of few words one that the scenario does not have; else what it has, to be changed. */
export function firstValueOf(name: SettingName, scenario: Scenario): string {
  const { read, showText }: Setting = SETTINGS[name];
  const value = read(scenario);
  const has = value === undefined ? undefined : showText(value);
  const other = choicesOf(name)?.find((word) => word !== has);
  if (other !== undefined) return other;
  const candidates = [...(has === undefined ? [] : [has]), '1', 'none'];
  return candidates.find((text) => 'text' in checkText(name, text)) ?? '0';
}
