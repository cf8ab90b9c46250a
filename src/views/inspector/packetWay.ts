// A packet's way as far as it is known at an instant: when it was put on the wire and why again, when
// it arrived or was lost, and what it waits for behind a gap in TCP's stream.

import type { SimTime } from '../../base/time.ts';
import type { PacketLossCause, PacketUid } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

export interface Transmission {
  readonly nth: number;
  readonly from: SimTime;
  /** Undefined for the first. */
  readonly why: 'timeout' | 'fast-retransmit' | undefined;
  /** Undefined while it is on its way. */
  readonly end: WayEnd | undefined;
}

export type WayEnd =
  | { readonly kind: 'arrived'; readonly at: SimTime }
  | { readonly kind: 'lost'; readonly at: SimTime; readonly cause: PacketLossCause | undefined };

export interface PacketWay {
  readonly sentAt: SimTime;
  readonly transmissions: readonly Transmission[];
  /** Where it was held up on its way. */
  readonly delayedAt: readonly SimTime[];
  /** It is at its receiver, and waits there for the packet before it. */
  readonly waits: { readonly since: SimTime; readonly awaits: PacketUid } | undefined;
  /** Undefined while neither has happened. */
  readonly end: WayEnd | undefined;
}

/** @returns undefined for a packet that is not sent yet */
export function packetWay(index: TraceIndex, uid: PacketUid, t: SimTime): PacketWay | undefined {
  const flights = index.flightsOf(uid).filter(({ from }) => from <= t);
  const [first] = flights;
  if (first === undefined) return undefined;
  const held = index.heldAt(t).find(({ packet }) => packet.uid === uid);
  const delays = flights.flatMap((flight) => flight.delays ?? []);
  const reasons = whySentAgain(index, uid, first.from, t);
  return {
    sentAt: first.from,
    transmissions: flights.map((flight) => ({
      nth: flight.transmission,
      from: flight.from,
      why: reasons.get(flight.transmission),
      end: endOf(flight, t),
    })),
    delayedAt: delays.map(({ at }) => at).filter((at) => at <= t),
    waits: held && { since: held.from, awaits: held.awaits },
    end: endOfPacket(index, flights, t),
  };
}

function endOf({ fate, until, lossCause: cause }: Flight, t: SimTime): WayEnd | undefined {
  if (t < until) return undefined;
  return fate === 'arrives' ? { kind: 'arrived', at: until } : { kind: 'lost', at: until, cause };
}

/** Over TCP a packet has arrived when the stream before it is complete. */
function endOfPacket(
  index: TraceIndex,
  flights: readonly Flight[],
  t: SimTime,
): WayEnd | undefined {
  const [first] = flights;
  if (first === undefined) return undefined;
  const { uid } = first.packet;
  for (let i = index.countUntil((first.from - 1) as SimTime); i < index.events.length; i++) {
    const event = index.events[i];
    if (event === undefined || event.at > t) return undefined;
    if (event.kind !== 'packet-arrived' && event.kind !== 'packet-lost') continue;
    if (event.packet.uid !== uid) continue;
    const { at } = event;
    return event.kind === 'packet-arrived'
      ? { kind: 'arrived', at }
      : { kind: 'lost', at, cause: event.cause };
  }
  return undefined;
}

function whySentAgain(index: TraceIndex, uid: PacketUid, from: SimTime, t: SimTime) {
  const reasons = new Map<number, Transmission['why']>();
  const last = index.flightsOf(uid).at(-1);
  if (last === undefined || last.transmission === 1) return reasons;
  const until = last.from < t ? last.from : t;
  for (const event of index.eventsBetween(from, until)) {
    if (event.kind !== 'segment-sent' || event.packet.uid !== uid) continue;
    if (event.why !== 'first') reasons.set(event.transmission, event.why);
  }
  return reasons;
}
