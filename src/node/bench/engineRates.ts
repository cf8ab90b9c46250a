// The engine's rates at one level in a process of its own, as a run has it: what others have run before
// changes how V8 compiles. Prints as JSON what `measureLevel` of engine.ts reads.
//   tsx src/node/bench/engineRates.ts LEVEL RUNS WARM-UPS SHARE

import { ENGINE_CASES, loadOf, runCase, scenarioOf } from '../../sim/bench/engineCases.ts';
import { Rates } from './rates.ts';

/** Of a case, in the order of the benchmark's cases. */
export interface CaseRate {
  readonly eventsPerSec: number;
  readonly messagesPerSec: number;
}

const [level = 0, runs = 5, warmUps = 3, share = 1] = process.argv.slice(2).map(Number);

const cases = ENGINE_CASES.filter((each) => each.level === level).map((each) => {
  const load = loadOf(each, share);
  return { ...each, load, scenario: scenarioOf(load), events: 1, rates: new Rates() };
});
for (let run = -warmUps; run < runs; run++) {
  for (const each of cases) {
    if (run === 0) each.rates.forget();
    each.rates.measure(() => {
      each.events = runCase(each.scenario, each.audience).events;
      return each.events;
    });
  }
}
const rates = cases.map(
  ({ rates: { best }, load, events }): CaseRate => ({
    eventsPerSec: best,
    messagesPerSec: (best * load.messages) / events,
  }),
);
process.stdout.write(`${JSON.stringify(rates)}\n`);
