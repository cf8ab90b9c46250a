// The command that runs the same sweep without a page, and prints the same bytes as its JSON.

import { changedSettings } from '../scenario/changedSettings.ts';
import { formatLink } from '../scenario/link.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import type { SweepForm } from './sweepForm.ts';
import { ALL_LEVELS, REPLICATIONS } from './sweepRequest.ts';

export function commandOf(presetName: string, form: SweepForm): string {
  const { base, x, y, measure, levels, replications, untilMs } = form;
  const preset = findPreset(presetName);
  const run = { view: undefined, preset: presetName, scenario: base, commands: [], t: undefined };
  const flags: (readonly [string, string | number | undefined])[] = [
    // Of no preset: a link says all of it.
    ...(preset === undefined
      ? ([['link', formatLink(run)]] as const)
      : [
          ['preset', preset === DEFAULT_PRESET ? undefined : presetName] as const,
          ...changedSettings(preset.scenario, base),
        ]),
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
