// Stretches of virtual time in which nothing is on the wire, read from the trace.

import type { SimTime } from '../base/time.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export function wireIsQuiet(index: TraceIndex, t: SimTime): boolean {
  return index.flightsAt(t).length === 0;
}

/**
 * When the next packet is sent after `t`, as far as it can be told: from the trace where it is known,
 * else the instant of the run's next event. Infinity when nothing is to come.
 * @param nextAt instant of the first event after `horizon`
 */
export function nextOnWire(
  index: TraceIndex,
  t: SimTime,
  horizon: SimTime,
  nextAt: number,
): number {
  for (let i = index.countUntil(t); i < index.events.length; i++) {
    const event = index.events[i];
    if (event?.kind === 'packet-sent' || event?.kind === 'segment-sent') return event.at;
  }
  return Math.max(nextAt, horizon);
}
