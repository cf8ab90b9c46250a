// The list of presets, in the order in which they are offered.

import { defaultRun } from './defaultRun.ts';
import { lostPuback } from './lostPuback.ts';
import { lostPublish } from './lostPublish.ts';
import { lostPubrec } from './lostPubrec.ts';
import { mixed } from './mixed.ts';
import { playground } from './playground.ts';
import type { Preset } from './preset.ts';

export type { Preset } from './preset.ts';

export const PRESETS: readonly Preset[] = [
  defaultRun,
  lostPuback,
  lostPublish,
  lostPubrec,
  playground,
  mixed,
];

/** What runs where nothing is named. */
export const DEFAULT_PRESET = defaultRun;

export const PRESET_NAMES = PRESETS.map(({ name }) => name);

export function findPreset(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name);
}
