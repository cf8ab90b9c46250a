// Claims about TCP: each packet is sent in segments that count up, each with a fate that is foretold;
// a packet arrives behind all that was sent before it that way, as soon as its segment and theirs
// have come; each segment that comes is acknowledged at once. When the network's model changes, what
// was not delivered is sent once more and arrives.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import { flightName } from '../../trace/flights.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';
import { Links, wayOf } from './links.ts';

type SegmentSent = TraceEventOf<'segment-sent'>;

/** The least that RFC 6298's timer waits, as Linux runs it: its part for the variation, in µs. */
const TIMEOUT_MIN = 200_000;

interface Item {
  readonly uid: string;
  /** A segment of it has. */
  hasArrived: boolean;
}

/** One way of one connection. */
interface Stream {
  /** What is sent and not delivered, in order. */
  readonly items: Map<string, Item>;
  /** Each packet's last transmission, of those delivered too. */
  readonly sent: Map<string, { transmission: number; at: number }>;
  /** On the wire, by `nameOf`: when they end. */
  readonly segments: Map<string, { readonly endsAt: number; readonly arrives: boolean }>;
}

export function checkTcp(fault: TellFault, scenario: Scenario): Checker {
  const links = new Links();
  const now = new NetworkNow(scenario);
  const streams = new Map<string, Stream>();
  /** What went on as packets, and when it arrives. */
  const relaunched = new Map<string, number>();
  let unanswered: { readonly way: string; readonly name: string } | undefined;
  /** Ways that lose segments before their time: their end must be told at once. */
  const dying = new Map<string, string>();
  let killing: string | undefined;

  function streamOf(packet: PacketRecord): Stream {
    const name = wayOf(packet);
    const stream = streams.get(name) ?? { items: new Map(), sent: new Map(), segments: new Map() };
    streams.set(name, stream);
    return stream;
  }

  function sendSegment(event: SegmentSent): void {
    const { at, packet, transmission, why } = event;
    const stream = streamOf(packet);
    const name = flightName(packet.uid, transmission);
    const last = stream.sent.get(packet.uid);
    if (transmission !== (last?.transmission ?? 0) + 1) fault(`${name} is out of count`);
    if ((why === 'first') !== (transmission === 1)) fault(`${name} is sent as ${why}`);
    checkFate(event, name);
    stream.sent.set(packet.uid, { transmission, at });
    const { arrivesAt, lostAt } = event;
    if (now.network.model === 'lossy') {
      if (!stream.items.delete(packet.uid)) fault(`${name} is sent once more and was delivered`);
      if (arrivesAt === undefined) fault(`${name} is lost when TCP ends`);
      else relaunched.set(packet.uid, arrivesAt);
      return;
    }
    if (why === 'first') checkTurn(stream, packet);
    if (why === 'timeout' && at - (last?.at ?? 0) < TIMEOUT_MIN) fault(`${name} is sent too soon`);
    const endsAt = arrivesAt ?? lostAt ?? 0;
    stream.segments.set(name, { endsAt, arrives: arrivesAt !== undefined });
  }

  function checkFate({ at, arrivesAt, lostAt, dueAt }: SegmentSent, name: string): void {
    if ((arrivesAt === undefined) === (lostAt === undefined)) fault(`${name} has not one fate`);
    const endsAt = arrivesAt ?? lostAt ?? 0;
    if (endsAt < at || endsAt > dueAt || (arrivesAt ?? dueAt) !== dueAt) {
      fault(`${name} has a fate outside its flight`);
    }
  }

  function delay({
    packet,
    transmission,
    arrivesAt,
    lostAt,
  }: TraceEventOf<'packet-delayed'>): void {
    const { uid } = packet;
    if (relaunched.has(uid)) relaunched.set(uid, arrivesAt ?? 0);
    const { segments } = streamOf(packet);
    const name = flightName(uid, transmission);
    const segment = segments.get(name);
    if (segment === undefined) return;
    const endsAt = arrivesAt ?? lostAt ?? 0;
    if (endsAt < segment.endsAt) fault(`${name} comes sooner by a delay`);
    if (segment.arrives !== (arrivesAt !== undefined)) fault(`${name} has another fate by a delay`);
    segments.set(name, { ...segment, endsAt });
  }

  /** Nothing is sent for the first time before what was given to send earlier. */
  function checkTurn({ items, sent }: Stream, { uid }: PacketRecord): void {
    for (const earlier of items.keys()) {
      if (earlier === uid) return;
      if (!sent.has(earlier)) fault(`${uid} is sent before ${earlier}`);
    }
    fault(`a segment of ${uid} is sent, which is not to be sent`);
  }

  function loseSegment({ at, packet, transmission, cause }: TraceEventOf<'segment-lost'>): void {
    const { segments } = streamOf(packet);
    const name = flightName(packet.uid, transmission);
    const segment = segments.get(name);
    segments.delete(name);
    if (segment === undefined) {
      fault(`${name} is lost and is not on its way`);
      return;
    }
    const isForetold = segment.endsAt === at && !segment.arrives;
    const silencedAt = links.all.get(packet.connection)?.silencedAt;
    if (cause === 'killed') {
      if (killing !== name || at >= segment.endsAt) fault(`${name} is killed by no command`);
    } else if (cause === 'connection') {
      const isSwallowed = silencedAt !== undefined && (silencedAt === at || isForetold);
      if (!isSwallowed && now.network.model === 'tcp') dying.set(wayOf(packet), name);
    } else if (!isForetold) fault(`${name} is lost at ${at}, which was not foretold`);
  }

  function landSegment(event: TraceEventOf<'segment-arrived'>): void {
    const { at, packet, transmission, awaits } = event;
    const { uid } = packet;
    missAck();
    const { segments, items } = streamOf(packet);
    const name = flightName(uid, transmission);
    const segment = segments.get(name);
    segments.delete(name);
    if (segment?.arrives !== true || segment.endsAt !== at) {
      fault(`${name} arrives at ${at}, which was not foretold`);
    }
    if (links.all.get(packet.connection)?.silencedAt !== undefined) {
      fault(`${name} comes out of a black hole`);
    }
    const item = items.get(uid);
    const [first] = items.keys();
    const isHeld = item !== undefined && !item.hasArrived && first !== uid;
    if (awaits !== (isHeld ? first : undefined)) fault(`${name} says that it awaits ${awaits}`);
    if (item !== undefined) item.hasArrived = true;
    unanswered = { way: wayOf(packet), name };
  }

  function arrive({ at, packet }: TraceEventOf<'packet-arrived'>): void {
    const { uid } = packet;
    const foretold = relaunched.get(uid);
    if (relaunched.delete(uid)) {
      if (foretold !== at) fault(`${uid} arrives at ${at}, which was not foretold`);
      return;
    }
    const { items } = streamOf(packet);
    const item = items.get(uid);
    if (item === undefined) return;
    const [first] = items.keys();
    if (first !== uid) fault(`${uid} arrives before ${first}, which was sent earlier`);
    if (!item.hasArrived) fault(`${uid} arrives before any segment of it`);
    items.delete(uid);
  }

  function lose({ packet, cause }: TraceEventOf<'packet-lost'>): void {
    const isInStream = streamOf(packet).items.delete(packet.uid);
    if (isInStream && cause !== 'connection') fault(`TCP loses ${packet.uid} as ${cause}`);
    relaunched.delete(packet.uid);
  }

  function answer({ from, answers, transmission, ...ack }: TraceEventOf<'tcp-ack-sent'>): void {
    const name = flightName(answers, transmission);
    if (unanswered?.name !== name) fault(`TCP acknowledges ${name}, which has not just come`);
    else if (!unanswered.way.endsWith(from === 'broker' ? 'up' : 'down')) {
      fault(`${name} is acknowledged by the wrong end`);
    }
    if ((ack.arrivesAt === undefined) === (ack.lostAt === undefined)) {
      fault(`the acknowledgement of ${name} has not one fate`);
    }
    unanswered = undefined;
  }

  function missAck(): void {
    if (unanswered !== undefined) fault(`${unanswered.name} is not acknowledged at once`);
    unanswered = undefined;
  }

  function close({ connection, end }: TraceEventOf<'connection-closed'>): void {
    const open = links.all.get(connection)?.open;
    const isOver = open?.client !== true && open?.broker !== true;
    for (const [way, isUp] of [
      [`${connection} up`, true],
      [`${connection} down`, false],
    ] as const) {
      const isTowards = end === 'both' || end === (isUp ? 'broker' : 'client');
      if (!isTowards && !isOver) continue;
      // What they come to is told before.
      for (const name of streams.get(way)?.segments.keys() ?? []) fault(`${name} outlives ${way}`);
      streams.delete(way);
      dying.delete(way);
      if (unanswered?.way === way) unanswered = undefined;
    }
  }

  function leaveInstant(): void {
    missAck();
    for (const name of dying.values()) fault(`${name} is lost with a connection that lives`);
    dying.clear();
    for (const [way, { items, segments }] of streams) {
      const [first] = items.values();
      if (first?.hasArrived === true) fault(`${first.uid} has come and is not handed on at once`);
      if (now.network.model === 'lossy' && first !== undefined) {
        fault(`${first.uid} is left behind on ${way} when TCP ends`);
        items.clear();
      }
      if (now.network.model === 'tcp') continue;
      for (const name of segments.keys()) fault(`${name} outlives TCP`);
      segments.clear();
    }
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'packet-sent') {
      const { packet } = event;
      const item = { uid: packet.uid, hasArrived: false };
      if (event.dueAt === undefined) streamOf(packet).items.set(packet.uid, item);
    } else if (event.kind === 'segment-sent') sendSegment(event);
    else if (event.kind === 'packet-delayed') delay(event);
    else if (event.kind === 'segment-lost') loseSegment(event);
    else if (event.kind === 'segment-arrived') landSegment(event);
    else if (event.kind === 'tcp-ack-sent') answer(event);
    else if (event.kind === 'packet-arrived') arrive(event);
    else if (event.kind === 'packet-lost') lose(event);
    else if (event.kind === 'connection-closed') close(event);
  }

  const instants = atEachInstant(leaveInstant);
  return {
    add(event) {
      instants.add(event);
      links.add(event);
      now.add(event);
      look(event);
      const isKill = event.kind === 'command-applied' && event.command.kind === 'kill-packet';
      killing = isKill ? event.command.uid : undefined;
    },
    finish: instants.finish,
  };
}
