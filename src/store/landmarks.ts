// Instants that a person wants to go to or stop at: any event worth a step, a loss, a second copy.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export type Landmark = 'event' | 'loss' | 'duplicate';

export function isLandmark(event: TraceEvent, landmark: Landmark): boolean {
  switch (event.kind) {
    case 'packet-sent':
    case 'segment-sent':
    case 'packet-arrived':
    case 'message-published':
    case 'message-received':
    case 'node-crashed':
    case 'node-restarted':
    case 'connection-closed':
    case 'connection-refused':
    case 'connection-silenced':
    case 'client-offline':
    case 'client-online':
    case 'client-added':
    case 'client-removed':
    case 'session-ended':
    case 'publish-missed':
      return landmark === 'event';
    case 'packet-lost':
    case 'segment-lost':
    case 'message-lost':
      return landmark !== 'duplicate';
    case 'message-delivered':
      return landmark === 'event' || (landmark === 'duplicate' && event.duplicate);
    default:
      return false;
  }
}

/** The first instant after `t` that has such an event, among those known. */
export function findNext(index: TraceIndex, t: SimTime, landmark: Landmark): SimTime | undefined {
  for (let i = index.countUntil(t); i < index.events.length; i++) {
    const event = index.events[i];
    if (event !== undefined && isLandmark(event, landmark)) return event.at;
  }
  return undefined;
}

/** The last instant before `t` that has such an event. */
export function findPrevious(
  index: TraceIndex,
  t: SimTime,
  landmark: Landmark,
): SimTime | undefined {
  for (let i = index.countUntil(t) - 1; i >= 0; i--) {
    const event = index.events[i];
    if (event !== undefined && event.at < t && isLandmark(event, landmark)) return event.at;
  }
  return undefined;
}
