// The list of presets, in the order in which they are offered: group by group, the simple ones first.

import { CLEAN_STARTS } from './cleanStarts.ts';
import { CONNECTIONS } from './connections.ts';
import { CRASHES } from './crashes.ts';
import { defaultRun } from './defaultRun.ts';
import { LOST_PACKETS } from './lostPackets.ts';
import { MISUNDERSTOOD } from './misunderstood.ts';
import { mixed } from './mixed.ts';
import { NETWORKS } from './networks.ts';
import { oneMessage } from './oneMessage.ts';
import { playground } from './playground.ts';
import type { Preset } from './preset.ts';
import { SESSIONS } from './sessions.ts';
import { APPLICATIONS } from './useCases.ts';

export { APPLICATION_GROUP, PRESET_GROUPS, type Preset } from './preset.ts';

export const PRESETS: readonly Preset[] = [
  defaultRun,
  playground,
  oneMessage,
  mixed,
  ...LOST_PACKETS,
  ...MISUNDERSTOOD,
  ...SESSIONS,
  ...CLEAN_STARTS,
  ...CRASHES,
  ...CONNECTIONS,
  ...NETWORKS,
  ...APPLICATIONS,
];

/** What runs where nothing is named. */
export const DEFAULT_PRESET = defaultRun;

export function findPreset(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name);
}
