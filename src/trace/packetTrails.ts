// Which packets are on the wire or not yet delivered, with the segments that TCP has sent for them.
// A delivered packet of TCP stays until its sender has an acknowledgement for it: until then it may
// be sent again.

import type { SimTime } from '../base/time.ts';
import type {
  MessageUid,
  NodeId,
  PacketRecord,
  PacketUid,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import type { Kept } from './kept.ts';
import type { MessageTrails } from './messageTrails.ts';

interface PacketTrail {
  readonly uid: PacketUid;
  readonly messageUid: MessageUid | undefined;
  readonly events: Kept[];
  /** When the last of what is on the wire comes to its end. */
  until: SimTime;
  /** Order of its arrival; Infinity before. */
  doneAt: number;
}

/** One direction of a TCP connection. */
interface Direction {
  /** Delivered, and not known to its sender to be. */
  readonly done: PacketTrail[];
  /** On their way back: each answers what was delivered before it. */
  readonly acks: { readonly order: number; readonly arrivesAt: SimTime }[];
}

type SegmentEvent = TraceEventOf<'segment-sent' | 'segment-lost' | 'segment-arrived'>;

export class PacketTrails {
  private readonly messages: MessageTrails;
  private readonly open = new Map<PacketUid, PacketTrail>();
  private readonly directions = new Map<string, Direction>();
  /** Connections of which one end is closed. */
  private readonly halfClosed = new Set<PacketRecord['connection']>();
  /** Known to be delivered, but what TCP has sent in vain is still on the wire. */
  private lingering: PacketTrail[] = [];

  constructor(messages: MessageTrails) {
    this.messages = messages;
  }

  send(event: TraceEventOf<'packet-sent'>, kept: Kept): void {
    const { at, packet, dueAt, lostAt } = event;
    const { uid, messageUid } = packet;
    const until = lostAt ?? dueAt ?? at;
    const trail = { uid, messageUid, events: [kept], until, doneAt: Infinity };
    this.open.set(uid, trail);
    this.messages.hold(messageUid);
  }

  addSegment(event: SegmentEvent, kept: Kept): void {
    const trail = this.open.get(event.packet.uid);
    if (trail === undefined) return;
    if (event.kind === 'segment-arrived' && event.awaits === undefined) return;
    trail.events.push(kept);
    if (event.kind === 'segment-sent') {
      trail.until = Math.max(trail.until, event.lostAt ?? event.dueAt) as SimTime;
    }
  }

  delay({ packet, dueAt, lostAt }: TraceEventOf<'packet-delayed'>, kept: Kept): void {
    const trail = this.open.get(packet.uid);
    if (trail === undefined) return;
    trail.events.push(kept);
    trail.until = Math.max(trail.until, lostAt ?? dueAt) as SimTime;
  }

  arrive({ at, packet }: TraceEventOf<'packet-arrived'>, kept: Kept): void {
    const trail = this.open.get(packet.uid);
    if (trail === undefined) return;
    if (!isOverTcp(trail)) {
      this.end(trail, at);
      return;
    }
    trail.doneAt = kept.order;
    trail.events.push(kept);
    this.direction(packet).done.push(trail);
  }

  lose({ at, packet }: TraceEventOf<'packet-lost'>): void {
    const trail = this.open.get(packet.uid);
    if (trail !== undefined) this.end(trail, at);
  }

  acknowledge({ at, answers, arrivesAt }: TraceEventOf<'tcp-ack-sent'>, order: number): void {
    const answered = this.open.get(answers)?.events[0]?.event;
    if (answered?.kind !== 'packet-sent') return;
    const { done, acks } = this.direction(answered.packet);
    let known = -1;
    while (acks[0] !== undefined && acks[0].arrivesAt <= at) known = acks.shift()?.order ?? known;
    while (done[0] !== undefined && done[0].doneAt < known) this.forget(done.shift(), at);
    if (arrivesAt !== undefined) acks.push({ order, arrivesAt });
    this.endLingering(at);
  }

  /** TCP goes on with what a closed end has sent, until the other one is closed too. */
  close({ at, client, connection, end }: TraceEventOf<'connection-closed'>): void {
    if (end !== 'both' && !this.halfClosed.has(connection)) {
      this.halfClosed.add(connection);
      return;
    }
    this.halfClosed.delete(connection);
    for (const from of [client, 'broker']) {
      const name = directionName(connection, from);
      for (const trail of this.directions.get(name)?.done ?? []) this.forget(trail, at);
      this.directions.delete(name);
    }
    this.endLingering(at);
  }

  collect(into: Kept[]): void {
    for (const { events } of this.open.values()) into.push(...events);
  }

  private forget(trail: PacketTrail | undefined, at: SimTime): void {
    if (trail === undefined) return;
    if (trail.until > at) this.lingering.push(trail);
    else this.end(trail, at);
  }

  private endLingering(at: SimTime): void {
    if (this.lingering.length === 0) return;
    this.lingering = this.lingering.filter((trail) => {
      if (trail.until <= at) this.end(trail, at);
      return trail.until > at;
    });
  }

  private end({ uid, messageUid }: PacketTrail, at: SimTime): void {
    this.open.delete(uid);
    this.messages.letGo(messageUid, at);
  }

  private direction({ connection, from }: PacketRecord): Direction {
    const name = directionName(connection, from);
    const known = this.directions.get(name);
    if (known !== undefined) return known;
    const direction: Direction = { done: [], acks: [] };
    this.directions.set(name, direction);
    return direction;
  }
}

function directionName(connection: PacketRecord['connection'], from: NodeId): string {
  return `${connection} ${from}`;
}

function isOverTcp({ events }: PacketTrail): boolean {
  const sent: TraceEvent | undefined = events[0]?.event;
  return sent?.kind === 'packet-sent' && sent.dueAt === undefined;
}
