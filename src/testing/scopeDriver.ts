// A scope over the simulation in the same thread, for tests of what a person can do.
import { fromMs, type SimTime } from '../base/time.ts';
import { createScope, type Scope } from '../store/scope.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import type { SimApi } from '../worker/simApi.ts';
import { presetScenario } from './presetRun.ts';

export async function openScope(
  preset: string,
  api: SimApi = createInProcessApi(),
): Promise<Scope> {
  const start = { presetName: preset, scenario: presetScenario(preset) };
  const scope = createScope(start, 1, async () => ({ api, dispose: () => {} }));
  await scope.open(start);
  return scope;
}

export function startOf(scope: Scope): SimTime {
  return scope.run.state.getState().publishingSince ?? (0 as SimTime);
}

export function later(t: SimTime, ms: number): SimTime {
  return (t + fromMs(ms)) as SimTime;
}
