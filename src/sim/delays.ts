// What is held up on its way. A packet by itself holds up what was sent behind it, unless that may
// overtake: nothing else does (PROTOCOL 3). Over TCP one transmission comes later, and TCP deals with
// it. What is to be lost is lost at the same place of its way.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, earlierOf, laterOf, type SimTime } from '../base/time.ts';
import type { PacketUid } from '../trace/event.ts';
import { onceSent } from './flights.ts';
import type { EndFlight, Flight, Listener, SegmentFlight, Work } from './work.ts';

export class Delays {
  private readonly queue: EventQueue<Work>;
  private readonly listener: Listener;

  constructor(queue: EventQueue<Work>, listener: Listener) {
    this.queue = queue;
    this.listener = listener;
  }

  delay(held: Flight | SegmentFlight, by: SimTime, now: SimTime): void {
    const dueAt = addTime(dueAtOf(held), by);
    const behind = held.kind === 'flight' ? this.findBehind(held, dueAt) : [];
    this.putOff(held, dueAt, undefined, now);
    for (const work of behind) {
      if (work.kind === 'end') this.putOffEnd(work, dueAt);
      else this.putOff(work, dueAt, uidOf(held), now);
    }
  }

  /** In order, what would come before `dueAt`, or then. From here on, nothing sent later does. */
  private findBehind({ way, nth }: Flight, dueAt: SimTime): (Flight | SegmentFlight | EndFlight)[] {
    const flights: Flight[] = [];
    const segments: SegmentFlight[] = [];
    const ends: EndFlight[] = [];
    this.queue.forEach((work) => {
      if (!('way' in work) || work.way !== way || !('gone' in work) || work.gone) return;
      if (work.kind === 'end' && work.endsAt <= dueAt) ends.push(work);
      if (nth === 0) return;
      if (work.kind === 'flight' && work.nth > nth && work.dueAt <= dueAt) flights.push(work);
      // Packets by themselves were there before TCP was.
      if (work.kind === 'segment' && work.segment.dueAt <= dueAt) segments.push(work);
    });
    const { lossy, tcp } = way;
    if (nth > 0 || ends.length > 0) lossy.lastDueAt = laterOf(lossy.lastDueAt, dueAt);
    if (nth > 0 && tcp !== undefined) {
      const { path } = tcp.sender;
      path.lastDueAt = laterOf(path.lastDueAt, dueAt);
    }
    flights.sort((a, b) => a.nth - b.nth);
    segments.sort((a, b) => a.segment.order - b.segment.order);
    return [...flights, ...segments, ...ends];
  }

  private putOff(
    work: Flight | SegmentFlight,
    dueAt: SimTime,
    behind: PacketUid | undefined,
    now: SimTime,
  ): void {
    const before = dueAtOf(work);
    const lostAt = isLost(work) ? putOffLoss(work.endsAt, before, dueAt, now) : undefined;
    const endsAt = lostAt ?? dueAt;
    work.gone = true;
    // At the same instant, too, it has to come behind.
    if (work.kind === 'flight') this.queue.push(endsAt, { ...work, endsAt, dueAt, gone: false });
    else {
      const segment = { ...work.segment, dueAt, lostAt };
      this.queue.push(endsAt, { ...work, segment, endsAt, gone: false });
    }
    if (dueAt > before) this.tell(work, dueAt, lostAt, behind, now);
  }

  private putOffEnd(end: EndFlight, endsAt: SimTime): void {
    end.gone = true;
    this.queue.push(endsAt, { ...end, endsAt, gone: false });
  }

  private tell(
    work: Flight | SegmentFlight,
    dueAt: SimTime,
    lostAt: SimTime | undefined,
    behind: PacketUid | undefined,
    at: SimTime,
  ): void {
    const { item, transmission } = work.kind === 'flight' ? onceSent(work) : work.segment;
    if (item.kind !== 'parcel') return;
    this.listener.tellMore?.({
      kind: 'packet-delayed',
      at,
      packet: item.record,
      transmission,
      ...(lostAt === undefined ? { arrivesAt: dueAt } : { lostAt }),
      dueAt,
      ...(behind === undefined ? {} : { behind }),
    });
  }
}

function dueAtOf(work: Flight | SegmentFlight): SimTime {
  return work.kind === 'flight' ? work.dueAt : work.segment.dueAt;
}

function isLost(work: Flight | SegmentFlight): boolean {
  return (work.kind === 'flight' ? work.lossCause : work.segment.lostAt) !== undefined;
}

/** Of a packet by itself. */
function uidOf(work: Flight | SegmentFlight): PacketUid | undefined {
  return work.kind === 'flight' ? work.parcel.record.uid : undefined;
}

/** It goes on from where it is at the pace at which it would be due at `dueAt`. */
function putOffLoss(lostAt: SimTime, before: SimTime, dueAt: SimTime, now: SimTime): SimTime {
  const slower = (dueAt - now) / (before - now);
  return earlierOf(addTime(now, Math.floor((lostAt - now) * slower) as SimTime), dueAt);
}
