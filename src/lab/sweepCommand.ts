// The command that runs the same sweep without a page; with --json or --csv it prints the same bytes as
// the page's files.

import { changedSettings } from '../scenario/changedSettings.ts';
import { formatLink } from '../scenario/link.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import { ALL_LEVELS, type AskedSweep, REPLICATIONS } from './sweepRequest.ts';

/** @param more flags, as they are written */
export function commandOf(
  presetName: string,
  asked: AskedSweep,
  more: readonly string[] = [],
): string {
  const { base, x, y, measure, levels, replications, untilMs } = asked;
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
  return ['npm run --silent sweep --', ...said, ...more].join(' ');
}

/** For a shell, where it needs it. */
function quote(text: string): string {
  return /^[\w.,:=/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
