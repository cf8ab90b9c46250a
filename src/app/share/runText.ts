// What a picture of a run says of it beside what happens: its title, and a line on how it came about.

import { toSec } from '../../base/time.ts';
import type { Span } from '../../exports/span.ts';
import { findPreset } from '../../scenario/presets/presets.ts';
import { sayNetwork } from '../../scenario/sayNetwork.ts';
import { isNetworkSteady, networkAt } from '../../store/clients.ts';
import type { RunState } from '../../store/run.ts';

export function titleOfRun({ scenario, presetName }: RunState): string {
  return scenario.title ?? findPreset(presetName)?.title ?? 'A run';
}

/** `0 to 12.3 s, seed 1, 2 commands by hand: …`. */
export function sayConditions(run: RunState, span: Span): string {
  const { scenario, commands } = run;
  const steady = isNetworkSteady(run, span.to) ? '' : ' at its end, changed on the way';
  const network = `${sayNetwork(networkAt(run, span.to))}${steady}`;
  const count = commands.length === 1 ? 'one command' : `${commands.length} commands`;
  const given = commands.length === 0 ? '' : `, ${count} by hand`;
  return `${toSec(span.from)} to ${toSec(span.to)} s, seed ${scenario.seed}${given}: ${network}.`;
}
