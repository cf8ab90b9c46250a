// Whole runs with every checker beside, for tests.
import type { SimTime } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { TraceChecker } from '../sim/checkers/traceChecker.ts';
import { simulate } from '../sim/simulate.ts';
import type { TraceEvent, TraceEventKind, TraceEventOf } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';

export interface CheckedRun {
  readonly metrics: Metrics;
  readonly events: readonly TraceEvent[];
}

/**
 * Simulates to the end, watched by every checker.
 * @throws Error when a checker finds a fault
 */
export function runChecked(scenario: Scenario, until?: SimTime): CheckedRun {
  const events: TraceEvent[] = [];
  const checker = new TraceChecker(scenario);
  const onEvent = (event: TraceEvent): void => {
    events.push(event);
    checker.add(event);
  };
  const metrics = simulate(scenario, until === undefined ? { onEvent } : { onEvent, until });
  const faults = checker.finish(isSettled(events));
  if (faults.length > 0) throw new Error(faults.slice(0, 10).join('\n'));
  return { metrics, events };
}

export function eventsOf<K extends TraceEventKind>(
  events: readonly TraceEvent[],
  kind: K,
): readonly TraceEventOf<K>[] {
  return events.filter((event): event is TraceEventOf<K> => event.kind === kind);
}

/** Whether at the end of a trace no store holds an entry and no message's packet is on its way. */
export function isSettled(events: readonly TraceEvent[]): boolean {
  let open = 0;
  for (const event of events) {
    if (event.kind === 'session-stored') open++;
    else if (event.kind === 'session-released') open--;
    else if (!('packet' in event) || event.packet.messageUid === undefined) continue;
    else open += event.kind === 'packet-sent' ? 1 : -1;
  }
  return open === 0;
}
