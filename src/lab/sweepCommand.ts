// The command that runs the same sweep without a page, and prints the same bytes as its JSON.

import { changedSettings } from '../scenario/changedSettings.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import type { SweepForm } from './sweepForm.ts';
import { ALL_LEVELS, REPLICATIONS } from './sweepRequest.ts';

export function commandOf(presetName: string, form: SweepForm): string {
  const { base, x, y, measure, levels, replications, untilMs } = form;
  const preset = (findPreset(presetName) ?? DEFAULT_PRESET).scenario;
  const flags: (readonly [string, string | number | undefined])[] = [
    ['preset', presetName === DEFAULT_PRESET.name ? undefined : presetName],
    ...changedSettings(preset, base),
    ['x', x],
    ['y', y],
    ['measure', measure],
    ['levels', levels.length === ALL_LEVELS.length ? undefined : levels.join(',')],
    ['replications', replications === REPLICATIONS ? undefined : replications],
    ['until-ms', untilMs],
  ];
  const said = flags.flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quote(String(value))}`],
  );
  return ['npm run --silent sweep --', ...said, '--json'].join(' ');
}

/** For a shell, where it needs it. */
function quote(text: string): string {
  return /^[\w.,:=/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
