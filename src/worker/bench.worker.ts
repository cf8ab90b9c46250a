// The engine's benchmark in a browser's worker: runs the cases in turn, and posts the best rate of each.
// Built and asked by e2e/benchEngine.ts; no part of the page.

import { ENGINE_CASES, loadOf, runCase, scenarioOf } from '../sim/bench/engineCases.ts';

export interface BenchRequest {
  readonly runs: number;
  readonly warmUps: number;
  readonly share: number;
}

self.onmessage = ({ data }: MessageEvent<BenchRequest>): void => {
  const cases = ENGINE_CASES.map((each) => ({
    ...each,
    scenario: scenarioOf(loadOf(each, data.share)),
  }));
  const best = cases.map(() => 0);
  for (let run = -data.warmUps; run < data.runs; run++) {
    for (const [i, { scenario, audience }] of cases.entries()) {
      const start = performance.now();
      const { events } = runCase(scenario, audience);
      const perSec = (events * 1000) / (performance.now() - start);
      if (run >= 0) best[i] = Math.max(best[i] ?? 0, perSec);
    }
  }
  self.postMessage(best);
};
