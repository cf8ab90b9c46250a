// Claims: time never runs backwards; nothing overtakes on one connection and direction, lost or
// not; a timer fires at the time that it was set to.

import type { TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

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

interface Direction {
  dueAt: number;
  /** Place in the order of sending of what arrived last. */
  arrived: number;
}

export function checkOvertaking(fault: TellFault): Checker {
  const directions = new Map<string, Direction>();
  const places = new Map<string, number>();
  let sent = 0;

  function directionOf(from: string, to: string): Direction {
    const name = `${from}>${to}`;
    let direction = directions.get(name);
    if (direction === undefined) {
      direction = { dueAt: 0, arrived: 0 };
      directions.set(name, direction);
    }
    return direction;
  }

  function send({ packet, dueAt }: TraceEventOf<'packet-sent'>): void {
    const direction = directionOf(packet.from, packet.to);
    if (dueAt < direction.dueAt) fault(`${packet.uid} is due before one sent earlier`);
    direction.dueAt = dueAt;
    places.set(packet.uid, ++sent);
  }

  return {
    add(event) {
      if (event.kind === 'connection-opened') {
        directions.delete(`${event.client}>broker`);
        directions.delete(`broker>${event.client}`);
      } else if (event.kind === 'packet-sent') {
        send(event);
      } else if (event.kind === 'packet-lost') {
        places.delete(event.packet.uid);
      } else if (event.kind === 'packet-arrived') {
        const { uid, from, to } = event.packet;
        const direction = directionOf(from, to);
        const place = places.get(uid) ?? 0;
        if (place < direction.arrived) fault(`${uid} arrives after one sent later`);
        direction.arrived = place;
        places.delete(uid);
      }
    },
    finish() {},
  };
}
