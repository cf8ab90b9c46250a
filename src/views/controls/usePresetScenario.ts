// The scenario as its preset has it: what an edited one is put back to.

import { DEFAULT_PRESET, findPreset } from '../../scenario/presets/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { useRun } from '../scopeContext.ts';

export function usePresetScenario(): Scenario {
  const name = useRun((state) => state.presetName);
  return (findPreset(name) ?? DEFAULT_PRESET).scenario;
}
