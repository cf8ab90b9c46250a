// Claims: time never runs backwards; a timer fires at the time that it was set to; on one way of one
// connection nothing is overtaken, lost or not, but what was sent as a packet by itself while the
// network re-ordered.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, TraceEvent } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';
import { wayOf } from './links.ts';

export function checkTime(fault: TellFault): Checker {
  let now = 0;
  return {
    add(event) {
      if (event.at < now) fault(`${event.kind} at ${event.at} comes after ${now}`);
      if (!Number.isInteger(event.at)) fault(`${event.kind} at ${event.at}, no whole microsecond`);
      now = event.at;
      if (event.kind === 'timer-set' && event.firesAt < event.at) {
        fault(`${event.timer} of ${event.node} is set to a time gone by`);
      } else if (event.kind === 'timer-fired' && event.firesAt !== event.at) {
        fault(`${event.timer} of ${event.node} fires at a time that it was not set to`);
      }
    },
    finish() {},
  };
}

interface Way {
  /** Of the last packet that nothing may overtake. */
  dueAt: number;
  /** Places in the order of sending of what is on its way and may not be overtaken. */
  readonly places: Map<string, number>;
}

export function checkOvertaking(fault: TellFault, scenario: Scenario): Checker {
  const now = new NetworkNow(scenario);
  const ways = new Map<string, Way>();
  const places = new Map<string, number>();
  let sent = 0;

  function wayOfPacket(packet: PacketRecord): Way {
    const name = wayOf(packet);
    const way = ways.get(name) ?? { dueAt: 0, places: new Map() };
    ways.set(name, way);
    return way;
  }

  /**
   * @param dueAt undefined over TCP
   * @param mayBeLate the network may hold it up by itself
   */
  function launch(packet: PacketRecord, dueAt: number | undefined, mayBeLate: boolean): void {
    const way = wayOfPacket(packet);
    const isLate = mayBeLate && dueAt !== undefined;
    if (isLate) way.places.delete(packet.uid);
    else way.places.set(packet.uid, places.get(packet.uid) ?? 0);
    if (dueAt === undefined) return;
    if (dueAt < way.dueAt) fault(`${packet.uid} is due before one sent earlier`);
    if (!isLate) way.dueAt = dueAt;
  }

  function arrive(packet: PacketRecord): void {
    const { uid } = packet;
    const place = places.get(uid) ?? 0;
    const way = wayOfPacket(packet);
    for (const [other, otherPlace] of way.places) {
      if (otherPlace < place) fault(`${uid} arrives before ${other}, which was sent earlier`);
    }
  }

  function end({ uid }: PacketRecord, way: Way): void {
    places.delete(uid);
    way.places.delete(uid);
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'packet-sent') {
      places.set(event.packet.uid, ++sent);
      launch(event.packet, event.dueAt, now.network.reordering > 0);
    } else if (event.kind === 'segment-sent' && now.network.model === 'lossy') {
      // What TCP had not delivered goes on as packets.
      launch(event.packet, event.dueAt, now.network.reordering > 0);
    } else if (event.kind === 'packet-delayed' && now.network.model === 'lossy') {
      const way = wayOfPacket(event.packet);
      if (way.places.has(event.packet.uid)) way.dueAt = Math.max(way.dueAt, event.dueAt);
    } else if (event.kind === 'packet-lost' || event.kind === 'packet-arrived') {
      if (event.kind === 'packet-arrived') arrive(event.packet);
      end(event.packet, wayOfPacket(event.packet));
    }
  }

  return {
    add(event) {
      now.add(event);
      look(event);
    },
    finish() {},
  };
}
