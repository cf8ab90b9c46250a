// What of a scenario is not as in another one, as named settings: what a link says beside its preset.

import { isSameData } from './sameData.ts';
import type { Scenario } from './scenario.ts';
import { SETTING_NAMES, SETTINGS, type Setting, type SettingName } from './settings.ts';

/** The settings that lead from one scenario to another, as far as settings can; each as a link says it. */
export function changedSettings(from: Scenario, to: Scenario): ReadonlyMap<SettingName, string> {
  const changed = new Map<SettingName, string>();
  let reached = from;
  for (const name of SETTING_NAMES) {
    const { read, set, showText }: Setting = SETTINGS[name];
    const value = read(to);
    if (value === undefined || isSameData(value, read(reached))) continue;
    changed.set(name, showText(value));
    reached = set(reached, value);
  }
  return changed;
}
