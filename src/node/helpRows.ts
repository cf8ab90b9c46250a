// How a command's help lists its flags.

import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { SETTINGS, type Setting, type SettingName } from '../scenario/settings.ts';

export type HelpRow = readonly [flag: string, says: string];

const FLAG_WIDTH = 31;

/** What is said of a long flag has a line of its own. */
export function formatRows(rows: readonly HelpRow[]): string {
  const lines = rows.map(([flag, says]) => {
    const gap = flag.length > FLAG_WIDTH ? `\n${' '.repeat(FLAG_WIDTH + 4)}` : '  ';
    return `  ${flag.padEnd(FLAG_WIDTH)}${gap}${says}`;
  });
  return lines.join('\n');
}

/** Settings as flags, with their value in the default preset. */
export function settingRows(names: readonly SettingName[]): readonly HelpRow[] {
  return names.map((name) => {
    const { values, says, read, showText }: Setting = SETTINGS[name];
    const value = read(DEFAULT_PRESET.scenario);
    return [`--${name} ${values}`, value === undefined ? says : `${says} (${showText(value)})`];
  });
}
