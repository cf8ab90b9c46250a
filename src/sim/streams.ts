// TCP: each way of a connection is a stream, whose segments are lost and sent again. Carries out what
// the two ends of a stream ask for, and tells of it.

import { assertNever } from '../base/assertNever.ts';
import type { EventQueue } from '../base/eventQueue.ts';
import { laterOf, type SimTime } from '../base/time.ts';
import {
  createTcpDirection,
  stepTcp,
  type TcpDirection,
  undelivered,
} from '../network/tcp/tcpDirection.ts';
import type { TcpEffect, TcpInput } from '../network/tcp/tcpEffect.ts';
import type { TcpAck, TcpSegment } from '../network/tcp/tcpSegment.ts';
import type { NodeId, PacketLossCause } from '../trace/event.ts';
import { oppositeOf, type Way } from './connection.ts';
import type { Fates } from './fates.ts';
import type { Ledger } from './ledger.ts';
import { endKey } from './records.ts';
import {
  type Cargo,
  LANE,
  type Listener,
  type Parcel,
  type SegmentFlight,
  type TcpAckFlight,
  type TcpTimerWork,
  type Work,
} from './work.ts';

/** Of a closed end's last word: a segment without data. */
const END_BYTES = 0;

/** Who takes what streams deliver. */
export interface StreamReceiver {
  deliver(way: Way, cargo: Cargo, now: SimTime): void;
  /** A sending end has sent too often: to it, the connection is dead. */
  giveUp(way: Way, now: SimTime): void;
}

export class Streams {
  private readonly queue: EventQueue<Work>;
  private readonly ledger: Ledger;
  private readonly fates: Fates;
  private readonly listener: Listener;
  private readonly receiver: StreamReceiver;

  constructor(
    queue: EventQueue<Work>,
    ledger: Ledger,
    fates: Fates,
    listener: Listener,
    receiver: StreamReceiver,
  ) {
    this.queue = queue;
    this.ledger = ledger;
    this.fates = fates;
    this.listener = listener;
    this.receiver = receiver;
  }

  send(way: Way, parcel: Parcel, ruledOut: boolean, now: SimTime): void {
    const { record, key } = parcel;
    this.listener.tell({ kind: 'packet-sent', at: now, packet: record });
    this.step(way, { kind: 'send', item: parcel, key, bytes: record.bytes, ruledOut }, now);
  }

  /** A closed end's last word, behind all that it has sent. */
  sendEnd(way: Way, by: NodeId, reason: string, now: SimTime): void {
    const item = { kind: 'end', by, reason } as const;
    const key = endKey(way.connection.key, way.connection.nth, way.up);
    this.step(way, { kind: 'send', item, key, bytes: END_BYTES, ruledOut: false }, now);
  }

  /** A segment has come to its end. */
  endSegment({ way, segment, ack, lossCause }: SegmentFlight, now: SimTime): void {
    if (lossCause !== undefined) {
      this.tellLost(segment, lossCause, now);
      return;
    }
    if (ack !== undefined) this.takeAck(oppositeOf(way), ack, now);
    const { tcp } = way;
    if (tcp === undefined) return;
    const input = { kind: 'segment-arrived', segment } as const;
    const effects = stepTcp(tcp, input, this.fates.tcpSettings(way), now);
    this.tellArrived(tcp, segment, effects, now);
    this.carryOutAll(way, tcp, effects, segment.item, now);
  }

  endAck({ way, ack }: TcpAckFlight, now: SimTime): void {
    this.takeAck(way, ack, now);
  }

  private takeAck(way: Way, ack: TcpAck, now: SimTime): void {
    if (way.tcp !== undefined) this.step(way, { kind: 'ack-arrived', ack }, now);
  }

  fireTimer({ way, timer }: TcpTimerWork, now: SimTime): void {
    if (way.tcp !== undefined) this.step(way, { kind: 'timer-fired', timer }, now);
  }

  /** Before its time: TCP will find out. */
  loseSegment(flight: SegmentFlight, cause: PacketLossCause, now: SimTime): void {
    flight.gone = true;
    this.tellLost(flight.segment, cause, now);
  }

  /** The connection ends: what has not been delivered is lost. */
  abandon(way: Way, now: SimTime): void {
    for (const cargo of this.dissolve(way, now)) {
      if (cargo.kind === 'parcel') this.lose(way, cargo, now);
    }
  }

  /** @returns what was sent and has not been delivered, in order; nothing of it is on the wire now */
  dissolve(way: Way, now: SimTime): readonly Cargo[] {
    const { tcp } = way;
    if (tcp === undefined) return [];
    way.tcp = undefined;
    way.lossy.lastDueAt = laterOf(way.lossy.lastDueAt, tcp.sender.path.lastDueAt);
    const segments: SegmentFlight[] = [];
    this.queue.forEach((work) => {
      if ((work.kind !== 'segment' && work.kind !== 'tcp-ack') || work.way !== way) return;
      if (work.kind === 'segment' && !work.gone) segments.push(work);
      work.gone = true;
    });
    segments.sort((a, b) => a.segment.order - b.segment.order);
    for (const { segment } of segments) this.tellLost(segment, 'connection', now);
    const handing = way.handing.splice(0);
    return [...handing, ...undelivered(tcp)];
  }

  private lose(way: Way, parcel: Parcel, now: SimTime): void {
    this.ledger.loseParcel(parcel, way.connection.client, 'connection');
    const packet = parcel.record;
    this.listener.tell({ kind: 'packet-lost', at: now, packet, cause: 'connection' });
  }

  private step(way: Way, input: TcpInput<Cargo>, now: SimTime): void {
    const tcp = way.tcp ?? startStream(way);
    const effects = stepTcp(tcp, input, this.fates.tcpSettings(way), now);
    this.carryOutAll(way, tcp, effects, undefined, now);
  }

  /** @param arrived what the effects answer */
  private carryOutAll(
    way: Way,
    tcp: TcpDirection<Cargo>,
    effects: readonly TcpEffect<Cargo>[],
    arrived: Cargo | undefined,
    now: SimTime,
  ): void {
    way.handing = effects.flatMap((e) => (e.kind === 'deliver-item' ? [e.item] : []));
    for (const effect of effects) {
      // What was carried out before may have ended the stream.
      if (way.tcp === tcp) this.carryOut(way, effect, arrived, now);
    }
  }

  private carryOut(
    way: Way,
    effect: TcpEffect<Cargo>,
    arrived: Cargo | undefined,
    now: SimTime,
  ): void {
    switch (effect.kind) {
      case 'send-segment':
        this.sendSegment(way, effect.segment, now);
        break;
      case 'send-ack':
        this.sendAck(way, effect.ack, arrived, now);
        break;
      case 'set-timer': {
        const { timer, at: firesAt } = effect;
        this.queue.push(firesAt, { kind: 'tcp-timer', way, timer, firesAt }, LANE.resends);
        break;
      }
      // One that comes all the same is passed over.
      case 'cancel-timer':
      // Told when it arrived.
      case 'hold-item':
        break;
      case 'deliver-item':
        way.handing.shift();
        this.deliver(way, effect.item, now);
        break;
      case 'give-up':
        this.receiver.giveUp(way, now);
        break;
      default:
        assertNever(effect);
    }
  }

  private deliver(way: Way, cargo: Cargo, now: SimTime): void {
    if (cargo.kind === 'parcel') {
      this.ledger.countParcel(cargo, way.connection.client, -1);
      this.listener.tellMore?.({ kind: 'packet-arrived', at: now, packet: cargo.record });
    }
    this.receiver.deliver(way, cargo, now);
  }

  private sendSegment(way: Way, segment: TcpSegment<Cargo>, now: SimTime): void {
    const { silenced } = way.connection;
    const { item, transmission, why, dueAt, lostAt } = segment;
    const lossCause = silenced ? 'connection' : segment.lossCause;
    const endsAt = lostAt ?? dueAt;
    const lane = lostAt === undefined ? LANE.flights : undefined;
    const ack = oppositeOf(way).tcp?.receiver.lastAck;
    const flight: SegmentFlight = {
      kind: 'segment',
      way,
      segment,
      ack,
      endsAt,
      lossCause,
      gone: false,
    };
    this.queue.push(endsAt, flight, lane);
    if (item.kind !== 'parcel') return;
    item.transmissions = transmission;
    const fate = lostAt === undefined ? { arrivesAt: dueAt } : { lostAt };
    const facts = { packet: item.record, transmission, why, ...fate, dueAt };
    this.listener.tell({ kind: 'segment-sent', at: now, ...facts });
  }

  private sendAck(way: Way, ack: TcpAck, arrived: Cargo | undefined, now: SimTime): void {
    const { lostAt, dueAt, transmission } = ack;
    if (lostAt === undefined) {
      this.queue.push(dueAt, { kind: 'tcp-ack', way, ack, gone: false }, LANE.flights);
    }
    if (arrived?.kind !== 'parcel') return;
    const { uid: answers, from: to, to: from } = arrived.record;
    const fate = lostAt === undefined ? { arrivesAt: dueAt } : { lostAt };
    this.listener.tellMore?.({
      kind: 'tcp-ack-sent',
      at: now,
      from,
      to,
      answers,
      transmission,
      ...fate,
      dueAt,
    });
  }

  /** With the packet that it waits for, when it has to. */
  private tellArrived(
    { sender }: TcpDirection<Cargo>,
    { item, transmission }: TcpSegment<Cargo>,
    effects: readonly TcpEffect<Cargo>[],
    at: SimTime,
  ): void {
    if (item.kind !== 'parcel') return;
    const hold = effects.find((effect) => effect.kind === 'hold-item');
    const awaited = hold === undefined ? undefined : sender.outgoing.get(hold.awaits)?.input.item;
    const awaits = awaited?.kind === 'parcel' ? { awaits: awaited.record.uid } : {};
    const packet = item.record;
    this.listener.tellMore?.({ kind: 'segment-arrived', at, packet, transmission, ...awaits });
  }

  private tellLost(
    { item, transmission }: TcpSegment<Cargo>,
    cause: PacketLossCause,
    at: SimTime,
  ): void {
    if (item.kind !== 'parcel') return;
    this.listener.tell({
      kind: 'segment-lost',
      at,
      packet: item.record,
      transmission,
      cause,
    });
  }
}

/** On the way that packets took by themselves before. */
function startStream(way: Way): TcpDirection<Cargo> {
  const tcp = createTcpDirection<Cargo>();
  tcp.sender.path.lastDueAt = way.lossy.lastDueAt;
  way.tcp = tcp;
  return tcp;
}
