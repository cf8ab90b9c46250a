// What of a trace's packets is lost, and why. That one is lost is known when it is sent, so that a part of
// a trace that ends before the loss says it too.

import type { PacketLossCause, PacketUid, TraceEvent } from '../trace/event.ts';
import { flightName } from '../trace/flights.ts';

/** Undefined: why is not known yet. */
type Cause = PacketLossCause | undefined;

/** Over TCP those alone that are not sent again. */
export function lostPackets(events: readonly TraceEvent[]): ReadonlyMap<PacketUid, Cause> {
  const losses = new Map<PacketUid, Cause>();
  for (const event of events) {
    if (event.kind === 'packet-lost') losses.set(event.packet.uid, event.cause);
    if (event.kind !== 'packet-sent' || event.lostAt === undefined) continue;
    losses.set(event.packet.uid, undefined);
  }
  return losses;
}

/** By the names of flights: over TCP each segment that is lost, too. */
export function lostFlights(events: readonly TraceEvent[]): ReadonlyMap<string, Cause> {
  const losses = new Map<string, Cause>(lostPackets(events));
  for (const event of events) {
    if (event.kind === 'segment-lost') {
      losses.set(flightName(event.packet.uid, event.transmission), event.cause);
    }
    if (event.kind !== 'segment-sent' || event.lostAt === undefined) continue;
    losses.set(flightName(event.packet.uid, event.transmission), undefined);
  }
  return losses;
}
