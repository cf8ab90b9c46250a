// A scenario played to its end with the applications that run in it: what they have come to, and what
// is said of it.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import { simulate } from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import {
  ApplicationFold,
  type Applications,
  applicationsOf,
  verdictOf,
} from '../usecases/applications.ts';
import type { Verdict } from '../usecases/useCase.ts';
import { presetScenario } from './presetRun.ts';

export type Changes = Readonly<Partial<Record<SettingName, string>>>;

/** @throws Error when the scenario has no place for a setting */
export function changedPreset(name: string, changes: Changes): Scenario {
  const texts = new Map(Object.entries(changes)) as ReadonlyMap<SettingName, string>;
  const { scenario, errors } = applySettings(presetScenario(name), texts, String);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return scenario;
}

export interface ApplicationRun {
  readonly applications: Applications;
  readonly verdicts: readonly Verdict[];
  readonly metrics: Metrics;
  readonly end: SimTime;
}

/** @param watch is told of the applications after each event */
export function playApplications(
  scenario: Scenario,
  watch?: (applications: Applications, event: TraceEvent) => void,
): ApplicationRun {
  const fold = new ApplicationFold();
  let applications = applicationsOf(scenario);
  let end = TIME_ZERO;
  const metrics = simulate(scenario, {
    onEvent(event) {
      applications = fold.add(applications, event);
      end = event.at;
      watch?.(applications, event);
    },
  });
  const verdicts = applications.map((each) => verdictOf(each, end));
  return { applications, verdicts, metrics, end };
}

/** The verdicts on a preset's first application at its end, by seed. */
export function verdictsOver(seeds: number, preset: string, changes: Changes): readonly Verdict[] {
  return Array.from({ length: seeds }, (_, i) => {
    const { verdicts } = playApplications(changedPreset(preset, { ...changes, seed: `${i + 1}` }));
    const [verdict] = verdicts;
    if (verdict === undefined) throw new Error(`${preset} has no application`);
    return verdict;
  });
}
