// The named settings, in one table: how each is checked, set on a scenario and read from one. The
// command line's flags and the link's parts are both these. Nothing is clamped: a text that is no
// value of the setting, or a setting that the scenario has no place for, is an error.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { BROKER_SETTINGS } from './brokerSettings.ts';
import { CLIENT_SETTINGS } from './clientSettings.ts';
import { MESSAGE_SETTINGS } from './messageSettings.ts';
import { NETWORK_SETTINGS } from './networkSettings.ts';
import { parseValue, showValue } from './parse.ts';
import { RUN_SETTINGS } from './runSettings.ts';
import type { Scenario } from './scenario.ts';
import type { Setting } from './setting.ts';

export { readValue, type Setting } from './setting.ts';

/** As `--help` groups them. */
export const SETTING_GROUPS = {
  Messages: MESSAGE_SETTINGS,
  Network: NETWORK_SETTINGS,
  Broker: BROKER_SETTINGS,
  Clients: CLIENT_SETTINGS,
  Run: RUN_SETTINGS,
} as const;

/** In the order in which they are applied. */
export const SETTINGS = {
  ...MESSAGE_SETTINGS,
  ...NETWORK_SETTINGS,
  ...BROKER_SETTINGS,
  ...CLIENT_SETTINGS,
  ...RUN_SETTINGS,
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function applySetting(
  scenario: Scenario,
  name: SettingName,
  text: string,
  field: string,
): Result<Scenario> {
  const { schema, needs, readText, set }: Setting = SETTINGS[name];
  const refuse = (expected: string) => failed([{ field, value: showValue(text), expected }]);
  const parsed = parseValue(schema, readText(text), field);
  // Of a list whose items are wrong, the first one speaks for all: the text is shown as a whole.
  if (!parsed.ok) return refuse(parsed.errors[0]?.expected ?? '');
  if (needs !== undefined && !needs.isIn(scenario)) {
    return refuse(`it with a scenario that ${needs.what}`);
  }
  return ok(set(scenario, parsed.value));
}

interface Applied {
  readonly scenario: Scenario;
  readonly errors: readonly InputError[];
}

/**
 * Applies all that can be, in the table's order, whatever the order of `texts`.
 *
 * @param fieldOf how an error names a setting: `--loss` on the command line, `loss` in a link
 */
export function applySettings(
  scenario: Scenario,
  texts: ReadonlyMap<SettingName, string>,
  fieldOf: (name: SettingName) => string,
): Applied {
  const errors: InputError[] = [];
  const applied = new Map<SettingName, string>();
  let changed = scenario;
  for (const name of SETTING_NAMES) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const result = applySetting(changed, name, text, fieldOf(name));
    if (!result.ok) {
      errors.push(...result.errors);
      continue;
    }
    changed = result.value;
    applied.set(name, text);
  }
  const clash = findClash(changed, applied, fieldOf);
  if (clash === undefined) return { scenario: changed, errors };
  const [name, error] = clash;
  applied.delete(name);
  const rest = applySettings(scenario, applied, fieldOf);
  return { scenario: rest.scenario, errors: [...errors, error, ...rest.errors] };
}

/** A setting, with its error, that contradicts the scenario that has come of all of them. */
function findClash(
  scenario: Scenario,
  applied: ReadonlyMap<SettingName, string>,
  fieldOf: (name: SettingName) => string,
): readonly [SettingName, InputError] | undefined {
  for (const [name, text] of applied) {
    const setting: Setting = SETTINGS[name];
    const expected = setting.findClash?.(scenario);
    if (expected !== undefined) {
      return [name, { field: fieldOf(name), value: showValue(text), expected }];
    }
  }
  return undefined;
}
