// The package's run from start to end: unknown input in, trace and metrics out.

import type { Result } from '../base/result.ts';
import { fromMs } from '../base/time.ts';
import { LIMITS, parseScenario, parseValue } from '../scenario/parse.ts';
import { isEndless } from '../scenario/patternChanges.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import * as engine from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import { parseCommands } from './parseCommands.ts';
import { ScenarioError } from './scenarioError.ts';

export interface SimulateOptions {
  /** Ends the run at this instant of virtual time at the latest, in milliseconds: 0 to a day. */
  readonly untilMs?: number;
  /** What is done while it runs, in order of time, such as a link's `commands`. */
  readonly commands?: readonly TimedCommand[];
}

/** A run that is over. */
export interface Simulation {
  /** Everything that happened, in order: times in whole microseconds of virtual time. */
  readonly trace: readonly TraceEvent[];
  /** What it adds up to, for each level; the same as `npm run sim -- --json` prints. */
  readonly metrics: Metrics;
}

/**
 * Simulates a scenario until no message and no acknowledgement is outstanding, else until 600 s of
 * virtual time after the last publish. The same input gives the same trace to the byte, everywhere.
 *
 * @param scenario a scenario as `parseScenario` reads it, such as a preset's, a link's or a parsed
 * JSON file's
 * @throws ScenarioError when it is no scenario, an option is wrong, or it publishes without end and
 * there is no `untilMs`; its `errors` name each field, its value and what was expected
 */
export function simulate(scenario: unknown, options: SimulateOptions = {}): Simulation {
  const run = parseRun(scenario, options);
  const trace: TraceEvent[] = [];
  const metrics = engine.simulate(run.scenario, {
    ...run.options,
    onEvent: (event) => trace.push(event),
  });
  return { trace, metrics };
}

/** As `simulate`, without its trace: at least twice as fast, and however long the run, in little memory. */
export function measure(scenario: unknown, options: SimulateOptions = {}): Metrics {
  const run = parseRun(scenario, options);
  return engine.simulate(run.scenario, run.options);
}

interface CheckedRun {
  readonly scenario: Scenario;
  readonly options: Pick<engine.SimulateOptions, 'until' | 'commands'>;
}

/** @throws ScenarioError */
function parseRun(input: unknown, { untilMs, commands: given = [] }: SimulateOptions): CheckedRun {
  const scenario = accept(parseScenario(input));
  const commands = accept(parseCommands(given, scenario));
  if (untilMs !== undefined) {
    const until = fromMs(accept(parseValue(LIMITS.timeMs, untilMs, 'untilMs')));
    return { scenario, options: { commands, until } };
  }
  if (!isEndless(scenario, commands)) return { scenario, options: { commands } };
  const expected = 'a number of milliseconds, because this scenario publishes without end';
  throw new ScenarioError([{ field: 'untilMs', value: 'nothing', expected }]);
}

/** @throws ScenarioError */
function accept<T>(result: Result<T>): T {
  if (!result.ok) throw new ScenarioError(result.errors);
  return result.value;
}
