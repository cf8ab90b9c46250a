// A preset's run as the page would have it: the trace's index at an instant.

import { fromSec, type SimTime } from '../base/time.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import { Run } from '../sim/run.ts';
import { TraceIndex } from '../trace/traceIndex.ts';

export interface PresetRun {
  readonly index: TraceIndex;
  readonly start: SimTime;
}

/** @throws Error when there is no such preset */
export function presetScenario(name: string): Scenario {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`No preset ${name}`);
  return preset.scenario;
}

/** @param sec how long after the start of publishing the run is known */
export function runPreset(
  name: string,
  sec: number,
  commands: readonly TimedCommand[] = [],
): PresetRun {
  return runScenario(presetScenario(name), sec, commands);
}

export function runScenario(
  scenario: Scenario,
  sec: number,
  commands: readonly TimedCommand[] = [],
): PresetRun {
  const run = new Run(scenario, commands);
  const index = new TraceIndex();
  const first = run.advanceToPublishing(fromSec(60));
  index.append(first.events);
  const start = first.publishingSince ?? first.now;
  index.append(run.advance((start + fromSec(sec)) as SimTime).events);
  return { index, start };
}
