// Which scenario a command is about: a preset, a file or a link, with the settings' flags on top.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { parseLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import { applySettings, SETTING_NAMES, type SettingName } from '../scenario/settings.ts';
import { LEVELS, type Variant } from '../scenario/variants.ts';

export interface ScenarioSource {
  readonly scenario: Scenario;
  /** Those of a link. */
  readonly commands: readonly TimedCommand[];
  /** Of a link to Compare: its preset, ... */
  readonly preset?: string | undefined;
  /** ... and what it compares: each of them is run. */
  readonly lanes?: readonly Variant[] | undefined;
}

/** The texts that these flags take. */
export const SOURCE_FLAGS = ['preset', 'scenario', 'link', ...SETTING_NAMES] as const;

/** @throws an Error with a `code` when the file cannot be read */
export type ReadText = (path: string) => string;

export function chooseScenario(
  texts: ReadonlyMap<string, string>,
  readText: ReadText,
): Result<ScenarioSource> {
  const [first, second] = ['preset', 'scenario', 'link'].filter((name) => texts.has(name));
  if (second !== undefined) {
    const value = JSON.stringify(texts.get(second));
    return failed([{ field: `--${second}`, value, expected: `no --${first} beside it` }]);
  }
  const base = chooseBase(texts, readText);
  if (!base.ok) return base;
  const settings = new Map<SettingName, string>();
  for (const name of SETTING_NAMES) {
    const text = texts.get(name);
    if (text !== undefined) settings.set(name, text);
  }
  const changed = applySettings(base.value.scenario, settings, (name) => `--${name}`);
  if (changed.errors.length > 0) return failed(changed.errors);
  return ok({ ...base.value, scenario: changed.scenario });
}

function chooseBase(
  texts: ReadonlyMap<string, string>,
  readText: ReadText,
): Result<ScenarioSource> {
  const path = texts.get('scenario');
  if (path !== undefined) return readScenario(path, readText);
  const link = texts.get('link');
  if (link !== undefined) return readLink(link);
  const name = texts.get('preset') ?? DEFAULT_PRESET.name;
  const preset = findPreset(name);
  if (preset !== undefined) return ok({ scenario: preset.scenario, commands: [] });
  const expected = 'the name of a preset: --list-presets tells them';
  return failed([{ field: '--preset', value: JSON.stringify(name), expected }]);
}

function readScenario(path: string, readText: ReadText): Result<ScenarioSource> {
  const refuse = (expected: string): Result<never> =>
    failed([{ field: '--scenario', value: JSON.stringify(path), expected }]);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    return refuse(`a file that can be read (${codeOf(error)})`);
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return refuse(`a file of JSON (${error instanceof Error ? error.message : 'it is not'})`);
  }
  const parsed = parseScenario(input);
  return parsed.ok ? ok({ scenario: parsed.value, commands: [] }) : parsed;
}

/** On the command line, a part of a link that would be ignored is an error. */
function readLink(link: string): Result<ScenarioSource> {
  const { view, preset, scenario, commands, lanes = LEVELS, ignored } = parseLink(link);
  const named = ignored.map((error): InputError => {
    return { ...error, field: `--link ${error.field}` };
  });
  if (named.length > 0) return failed(named);
  return ok(view === 'compare' ? { scenario, commands, preset, lanes } : { scenario, commands });
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return 'unknown error';
}
