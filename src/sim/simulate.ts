// A headless run from start to end: as fast as the machine, with no one watching.

import { addTime, earlierOf, fromSec, type SimTime, toMs } from '../base/time.ts';
import { patternsOf } from '../scenario/patterns.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type Metrics, MetricsFold } from '../trace/metrics.ts';
import type { Listener } from './work.ts';
import { World } from './world.ts';

/**
 * A run ends this long after the last publish, even when something is still outstanding, and this
 * long after its start when the clients never get connected.
 */
const PATIENCE = fromSec(600);

export interface SimulateOptions {
  /** Ends the run at this instant of virtual time at the latest. */
  readonly until?: SimTime;
  /** Given by hand, in order of time: each after all events of its instant. */
  readonly commands?: readonly TimedCommand[];
  /** Counts in this one, which is new: for whoever wants more of it than the report. */
  readonly fold?: MetricsFold;
  /** Takes each event as it happens. */
  readonly onEvent?: (event: TraceEvent) => void;
}

/**
 * Runs `scenario` until no message and no acknowledgement is outstanding, else until 600 s of
 * virtual time after the last publish.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Metrics {
  const { until = Infinity as SimTime, commands = [], onEvent } = options;
  const hasPatterns = patternsOf(scenario).length > 1;
  const { fold: metrics = new MetricsFold(hasPatterns) } = options;
  const world = new World(scenario, listenerOf(metrics, onEvent));
  for (const { at, command } of commands) {
    if (at > until) break;
    world.advance(at);
    world.apply(command);
  }
  settle(world, until);
  return {
    seed: scenario.seed,
    simulatedMs: toMs(world.now),
    events: world.eventCount,
    ...metrics.report(world.now),
    ...(hasPatterns ? { patterns: metrics.reportPatterns() } : {}),
  };
}

/** A function of its own, so that what it is compiled to is good for the next run too. */
function settle(world: World, until: SimTime): void {
  while (!world.settled) {
    const patienceEnds = addTime(world.lastPublishedAt, PATIENCE);
    const { nextAt } = world;
    if (nextAt > until || (nextAt > patienceEnds && !isPatient(world))) {
      world.advance(isPatient(world) ? until : earlierOf(until, patienceEnds));
      return;
    }
    world.step();
  }
}

/** Between two publishes there is no hurry, however long it takes. */
function isPatient(world: World): boolean {
  return world.publishingSince !== undefined && !world.hasPublishedAll;
}

/** One function for both audiences, so that what calls it calls the same one in every run. */
function listenerOf(metrics: MetricsFold, onEvent: SimulateOptions['onEvent']): Listener {
  const tell = (event: TraceEvent): void => {
    metrics.add(event);
    onEvent?.(event);
  };
  return { tell, tellMore: onEvent === undefined ? undefined : tell };
}
