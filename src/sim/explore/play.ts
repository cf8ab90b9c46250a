// One run of the search: to where nothing is outstanding, or nothing is waited for any more.

import { addTime, fromSec } from '../../base/time.ts';
import { patienceSecOf } from '../../lab/exploration.ts';
import type { Scenario, TimedCommand } from '../../scenario/scenario.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { World } from '../world.ts';

/** @param commands in order of time; each after all events of its instant */
export function play(scenario: Scenario, commands: readonly TimedCommand[]): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  const take = (event: TraceEvent): void => {
    events.push(event);
  };
  const world = new World(scenario, { tell: take, tellMore: take });
  for (const { at, command } of commands) {
    world.advance(at);
    world.apply(command);
  }
  const end = addTime(world.now, fromSec(patienceSecOf(scenario)));
  while (!world.settled && world.nextAt <= end) {
    if (world.hasPublishedAll && world.nextAwaitedAt === Infinity) break;
    world.step();
  }
  return events;
}
