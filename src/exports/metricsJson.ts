// What a run adds up to at an instant, as JSON: the counters that `sim --json` prints, as far as they are
// the trace's.

import type { SimTime } from '../base/time.ts';
import { patternsOf } from '../scenario/patterns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { MetricsFold } from '../trace/metrics.ts';

/** @param fold of all events until `at`, from the run's start, with patterns */
export function formatMetrics(fold: MetricsFold, scenario: Scenario, at: SimTime): string {
  const { seed } = scenario;
  const counters = { seed, simulatedMs: at / 1000, ...fold.report(at) };
  const hasKinds = patternsOf(scenario).length > 1;
  const all = hasKinds ? { ...counters, patterns: fold.reportPatterns() } : counters;
  return `${JSON.stringify(all, null, 2)}\n`;
}
