// A headless run with the applications that are in it: the counters, and for each application the
// verdict at the run's end. What `--json` prints.

import { fromMs } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type SimulateOptions, simulate } from '../sim/simulate.ts';
import type { ClientId, TraceEvent } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import {
  ApplicationFold,
  applicationsOf,
  hasApplications,
  verdictOf,
} from '../usecases/applications.ts';
import type { Verdict } from '../usecases/useCase.ts';

export interface ApplicationVerdict extends Verdict {
  readonly useCase: string;
  /** Whose application it is. */
  readonly client: ClientId;
  readonly ignoreRepeats: boolean;
}

export interface HeadlessReport extends Metrics {
  /** Absent where no application of a use case is in the run. */
  readonly application?: readonly ApplicationVerdict[];
}

export function runHeadless(scenario: Scenario, options: SimulateOptions = {}): HeadlessReport {
  // Without a listener a run goes faster.
  if (!hasApplications(scenario, options.commands ?? [])) return simulate(scenario, options);
  const fold = new ApplicationFold();
  let applications = applicationsOf(scenario);
  const onEvent = (event: TraceEvent): void => {
    applications = fold.add(applications, event);
    options.onEvent?.(event);
  };
  const metrics = simulate(scenario, { ...options, onEvent });
  const end = fromMs(metrics.simulatedMs);
  const application = applications.map((each) => {
    const { useCase, client, ignoreRepeats } = each;
    return { useCase: useCase.name, client, ignoreRepeats, ...verdictOf(each, end) };
  });
  return { ...metrics, application };
}
