// What is on the wire, folded from the trace: a flight is one packet on its way once. A lossy packet
// flies once; over TCP a segment does, which carries one packet and may be sent again. Beside them,
// what waits at its receiver because something before it is missing.

import type { SimTime } from '../base/time.ts';
import type {
  PacketLossCause,
  PacketRecord,
  PacketUid,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import { SpanList } from './spanList.ts';

/** A packet from sending to its end. */
export interface Flight {
  /** The packet's uid, with `#2` for its second transmission, and so on. */
  readonly name: string;
  readonly packet: PacketRecord;
  /** 1, and more for what TCP sends again. */
  readonly transmission: number;
  readonly from: SimTime;
  /** When it arrives or is lost. A later kill brings this forward. */
  until: SimTime;
  /** When it arrives, or would have. A delay puts this off; `dueAtOf` says what it was before. */
  dueAt: SimTime;
  fate: 'arrives' | 'lost';
  /** Known once it is lost. */
  lossCause: PacketLossCause | undefined;
  /** Where it was held up, in order; absent: nowhere. */
  delays?: readonly Delay[];
}

/** From `at` on, where it had gone `share` of its way, it is slower: until then it was due at `dueAt`. */
export interface Delay {
  readonly at: SimTime;
  readonly share: number;
  readonly dueAt: SimTime;
}

/**
 * Which share of its way a flight has gone at `t`: 0 when it is sent, 1 when it is due. It goes at an
 * even pace, and from an instant at which it is held up at a slower one, without a jump. Not cut off
 * at 0 and 1, nor where it is lost.
 */
export function shareAt({ from, dueAt, delays }: Flight, t: SimTime): number {
  if (delays !== undefined) return shareOfDelayed(from, dueAt, delays, t);
  return dueAt > from ? (t - from) / (dueAt - from) : t < from ? 0 : 1;
}

function shareOfDelayed(
  from: SimTime,
  dueAt: SimTime,
  delays: readonly Delay[],
  t: SimTime,
): number {
  let start = from;
  let share = 0;
  for (const delay of delays) {
    if (t < delay.at) return goOn(start, share, delay.dueAt, t);
    start = delay.at;
    share = delay.share;
  }
  return goOn(start, share, dueAt, t);
}

function goOn(start: SimTime, share: number, dueAt: SimTime, t: SimTime): number {
  return dueAt > start ? share + ((1 - share) * (t - start)) / (dueAt - start) : 1;
}

/** When a flight was due as far as `t` knows. */
export function dueAtOf({ dueAt, delays }: Flight, t: SimTime): SimTime {
  return delays?.find(({ at }) => t < at)?.dueAt ?? dueAt;
}

/** A packet that TCP has at the receiver and does not hand on yet. */
export interface HeldPacket {
  readonly packet: PacketRecord;
  readonly from: SimTime;
  until: SimTime | undefined;
  /** The packet before it that is missing. */
  readonly awaits: PacketUid;
}

export function flightName(uid: PacketUid, transmission: number): string {
  return transmission === 1 ? uid : `${uid}#${transmission}`;
}

type Sent = TraceEventOf<'packet-sent'> | TraceEventOf<'segment-sent'>;

export class FlightFold {
  readonly flights = new SpanList<Flight>();
  readonly held = new SpanList<HeldPacket>();
  readonly #byName = new Map<string, Flight>();
  readonly #heldByUid = new Map<PacketUid, HeldPacket>();

  flight(name: string): Flight | undefined {
    return this.#byName.get(name);
  }

  /** Each time that a packet was put on the wire, in order. */
  flightsOf(uid: PacketUid): readonly Flight[] {
    const found: Flight[] = [];
    for (let flight = this.flight(uid); flight !== undefined; ) {
      found.push(flight);
      flight = this.flight(flightName(uid, found.length + 1));
    }
    return found;
  }

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'packet-sent':
        // Over TCP its segments fly.
        if (event.dueAt !== undefined) this.#send(event, 1, event.dueAt);
        break;
      case 'segment-sent':
        this.#send(event, event.transmission, event.dueAt);
        break;
      case 'segment-lost': {
        const flight = this.flight(flightName(event.packet.uid, event.transmission));
        if (flight !== undefined) lose(flight, event.at, event.cause);
        break;
      }
      case 'packet-delayed':
        this.#delay(event);
        break;
      case 'segment-arrived':
        this.#hold(event);
        break;
      case 'packet-arrived':
        this.#letGo(event.packet.uid, event.at);
        break;
      case 'packet-lost': {
        const { at, packet, cause } = event;
        const had = this.#letGo(packet.uid, at);
        for (const flight of this.flightsOf(packet.uid)) {
          if (flight.until > at || (flight.until === at && !had)) lose(flight, at, cause);
        }
        break;
      }
      // The rest is not on the wire.
      default:
    }
  }

  #send({ at, packet, lostAt }: Sent, transmission: number, dueAt: SimTime): void {
    const flight: Flight = {
      name: flightName(packet.uid, transmission),
      packet,
      transmission,
      from: at,
      until: lostAt ?? dueAt,
      dueAt,
      fate: lostAt === undefined ? 'arrives' : 'lost',
      lossCause: undefined,
    };
    this.flights.push(flight);
    this.flights.noteEnd(flight.until - at);
    this.#byName.set(flight.name, flight);
  }

  #delay({ at, packet, transmission, lostAt, dueAt }: TraceEventOf<'packet-delayed'>): void {
    const flight = this.flight(flightName(packet.uid, transmission));
    if (flight === undefined) return;
    const delay = { at, share: shareAt(flight, at), dueAt: flight.dueAt };
    flight.delays = [...(flight.delays ?? []), delay];
    flight.dueAt = dueAt;
    flight.until = lostAt ?? dueAt;
    this.flights.noteEnd(flight.until - flight.from);
  }

  #hold({ at, packet, awaits }: TraceEventOf<'segment-arrived'>): void {
    // A second transmission may come to one that waits already.
    if (awaits === undefined || this.#heldByUid.has(packet.uid)) return;
    const held: HeldPacket = { packet, from: at, until: undefined, awaits };
    this.held.push(held);
    this.#heldByUid.set(packet.uid, held);
  }

  /** @returns whether the receiver had held the packet */
  #letGo(uid: PacketUid, at: SimTime): boolean {
    // Nothing is held on lossy packets.
    if (this.#heldByUid.size === 0) return false;
    const held = this.#heldByUid.get(uid);
    if (held === undefined) return false;
    held.until = at;
    this.held.noteEnd(at - held.from);
    this.#heldByUid.delete(uid);
    return true;
  }
}

function lose(flight: Flight, at: SimTime, cause: PacketLossCause): void {
  flight.fate = 'lost';
  flight.until = at;
  flight.lossCause = cause;
}
