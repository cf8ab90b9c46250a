// Lossy packets: each on its way by itself, from its sending to its end, which is known when it is
// sent unless it is killed.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, laterOf, type SimTime } from '../base/time.ts';
import { sendInOrder, sendOverLossyLink } from '../network/lossyLink.ts';
import type { NodeId, PacketLossCause } from '../trace/event.ts';
import type { Way } from './connection.ts';
import type { Fates } from './fates.ts';
import type { Ledger } from './ledger.ts';
import {
  type EndFlight,
  type Flight,
  LANE,
  type Listener,
  type Parcel,
  type Work,
} from './work.ts';

export class Flights {
  private readonly queue: EventQueue<Work>;
  private readonly ledger: Ledger;
  private readonly fates: Fates;
  private readonly listener: Listener;

  constructor(queue: EventQueue<Work>, ledger: Ledger, fates: Fates, listener: Listener) {
    this.queue = queue;
    this.ledger = ledger;
    this.fates = fates;
    this.listener = listener;
  }

  launch(way: Way, parcel: Parcel, lossCause: PacketLossCause | undefined, now: SimTime): void {
    const { record, key } = parcel;
    const lost = lossCause !== undefined;
    // The network's settings spare CONNECT, SUBSCRIBE, PINGREQ and their answers.
    const send = parcel.message === undefined ? sendInOrder : sendOverLossyLink;
    const { dueAt, lostAt } = send(way.lossy, this.fates.settings, key, lost, now);
    if (lostAt === undefined) {
      this.listener.tell({
        kind: 'packet-sent',
        at: now,
        packet: record,
        arrivesAt: dueAt,
        dueAt,
      });
    } else {
      this.listener.tell({ kind: 'packet-sent', at: now, packet: record, lostAt, dueAt });
    }
    const nth = dueAt === way.lossy.lastDueAt ? ++way.inOrder : 0;
    this.push(way, parcel, nth, lostAt ?? dueAt, dueAt, lossCause);
  }

  /**
   * What TCP had not delivered, when the network changes: sent once more, as its next transmission,
   * and not lost.
   */
  relaunch(way: Way, parcel: Parcel, now: SimTime): void {
    const { record: packet, key } = parcel;
    const transmission = ++parcel.transmissions;
    const { dueAt } = sendInOrder(way.lossy, this.fates.settings, key, false, now);
    const why = transmission === 1 ? 'first' : 'timeout';
    const facts = { packet, transmission, why, arrivesAt: dueAt, dueAt } as const;
    this.listener.tell({ kind: 'segment-sent', at: now, ...facts });
    this.push(way, parcel, ++way.inOrder, dueAt, dueAt, undefined);
  }

  private push(
    way: Way,
    parcel: Parcel,
    nth: number,
    endsAt: SimTime,
    dueAt: SimTime,
    lossCause: PacketLossCause | undefined,
  ): void {
    const flight: Flight = {
      kind: 'flight',
      way,
      parcel,
      nth,
      endsAt,
      dueAt,
      lossCause,
      gone: false,
    };
    this.queue.push(endsAt, flight, lossCause === undefined ? LANE.flights : undefined);
  }

  /** A closed end's last word, behind all that is on this way. It is spared, as DISCONNECT is. */
  launchEnd(way: Way, by: NodeId, reason: string, now: SimTime): void {
    let endsAt = laterOf(addTime(now, this.fates.settings.latency), way.lossy.lastDueAt);
    // Re-ordered ones are due later than the last in order.
    this.queue.forEach((work) => {
      if (work.kind === 'flight' && work.way === way) endsAt = laterOf(endsAt, work.endsAt);
    });
    way.lossy.lastDueAt = endsAt;
    const end: EndFlight = { kind: 'end', way, by, reason, endsAt, gone: false };
    this.queue.push(endsAt, end);
  }

  /** The flight has come to its end. @returns whether it arrived */
  land(flight: Flight, now: SimTime): boolean {
    const { parcel, lossCause, way } = flight;
    if (lossCause !== undefined) {
      this.lose(flight, lossCause, now);
      return false;
    }
    flight.gone = true;
    this.ledger.countParcel(parcel, way.connection.client, -1);
    this.listener.tellMore?.({ kind: 'packet-arrived', at: now, packet: parcel.record });
    return true;
  }

  lose(flight: Flight, cause: PacketLossCause, now: SimTime): void {
    const { parcel, way } = flight;
    flight.gone = true;
    this.ledger.loseParcel(parcel, way.connection.client, cause);
    this.listener.tell({ kind: 'packet-lost', at: now, packet: parcel.record, cause });
  }
}

/** What flies by itself is sent once, but for what TCP had not delivered. */
export function onceSent({ parcel: item }: Flight) {
  return { item, transmission: Math.max(1, item.transmissions) };
}
