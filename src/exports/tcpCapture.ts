// A trace as the frames that a capture beside every sender would hold: real MQTT bytes in TCP streams.
// On lossy packets each packet that is sent is a segment of its own, in order, at its sending time,
// and a comment says if it was lost; over TCP they are the simulation's segments and acknowledgements.

import type { SimTime } from '../base/time.ts';
import type { NodeId, PacketRecord, TraceEvent, TraceEventOf } from '../trace/event.ts';
import { flightName } from '../trace/flights.ts';
import { formatIpPacket, TCP_FLAGS } from './ipPacket.ts';
import { lostFlights } from './losses.ts';
import type { Frame } from './pcapng.ts';
import type { Span } from './span.ts';
import { Stream } from './tcpStream.ts';

/** A packet's bytes on the wire; undefined where they cannot be told. */
export type BytesOf = (packet: PacketRecord) => Uint8Array | undefined;

const BROKER_PORT = 1883;
const FIRST_PORT = 49_152;
const PORTS = 16_384;
const NO_DATA = new Uint8Array(0);
const { ACK, FIN, PSH, RST, SYN } = TCP_FLAGS;

/**
 * A connection that is there when the span begins is there with its handshake, CONNECT and CONNACK all
 * the same, at their times, so that a dissector knows it; one that has ended before is not.
 *
 * @param events from the run's start
 */
export function captureOf(events: readonly TraceEvent[], span: Span, bytesOf: BytesOf): Frame[] {
  const known = events.filter(({ at }) => at <= span.to);
  const capture = new Capture(span, bytesOf, lostFlights(known), endedBefore(known, span.from));
  for (const event of known) capture.add(event);
  return capture.frames;
}

/** Connections of which neither end is left. */
function endedBefore(events: readonly TraceEvent[], from: SimTime): ReadonlySet<number> {
  const half = new Set<number>();
  const ended = new Set<number>();
  for (const event of events) {
    if (event.at >= from) break;
    if (event.kind !== 'connection-closed') continue;
    if (event.end === 'both' || half.has(event.connection)) ended.add(event.connection);
    half.add(event.connection);
  }
  return ended;
}

interface Streams {
  readonly up: Stream;
  readonly down: Stream;
}

class Capture {
  readonly frames: Frame[] = [];
  readonly #span: Span;
  readonly #bytesOf: BytesOf;
  readonly #losses: ReturnType<typeof lostFlights>;
  readonly #ended: ReadonlySet<number>;
  readonly #connections = new Map<number, Streams>();
  /** A client's latest. */
  readonly #connectionOf = new Map<NodeId, Streams>();
  readonly #hosts = new Map<NodeId, number>();

  constructor(
    span: Span,
    bytesOf: BytesOf,
    losses: ReturnType<typeof lostFlights>,
    ended: ReadonlySet<number>,
  ) {
    this.#span = span;
    this.#bytesOf = bytesOf;
    this.#losses = losses;
    this.#ended = ended;
  }

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'connection-opened':
        this.#open(event.connection, event.client, event.at);
        break;
      case 'packet-sent':
        // Over TCP its segments say when.
        if (event.dueAt !== undefined) this.#send(event.packet, 1, event.at, 'first');
        break;
      case 'segment-sent':
        this.#send(event.packet, event.transmission, event.at, event.why);
        break;
      case 'packet-arrived':
      case 'packet-lost':
      case 'segment-arrived':
        this.#receive(event.packet);
        break;
      case 'tcp-ack-sent':
        this.#acknowledge(event);
        break;
      case 'connection-closed':
        this.#close(event);
        break;
    }
  }

  #open(connection: number, client: NodeId, at: SimTime): void {
    if (this.#ended.has(connection)) return;
    const here = { address: this.#addressOf(client), port: FIRST_PORT + (connection % PORTS) };
    const broker = { address: this.#addressOf('broker'), port: BROKER_PORT };
    const streams = { up: new Stream(here, broker), down: new Stream(broker, here) };
    this.#connections.set(connection, streams);
    this.#connectionOf.set(client, streams);
    const { up, down } = streams;
    this.#put(
      up,
      down,
      SYN,
      NO_DATA,
      at,
      'The handshake of TCP is not simulated: it takes no time.',
    );
    this.#put(down, up, SYN + ACK, NO_DATA, at, '');
    this.#put(up, down, ACK, NO_DATA, at, '');
  }

  #send(packet: PacketRecord, transmission: number, at: SimTime, why: string): void {
    const streams = this.#connections.get(packet.connection);
    if (streams === undefined || !this.#isWanted(packet, at)) return;
    const isUp = packet.to === 'broker';
    const [stream, back] = isUp ? [streams.up, streams.down] : [streams.down, streams.up];
    const data = stream.placed.get(packet.uid)?.data ?? this.#bytesOf(packet);
    if (data === undefined) return;
    const { sequence } = stream.placed.get(packet.uid) ?? stream.place(packet.uid, data);
    const comment = commentOf(packet, transmission, why, this.#sayLoss(packet, transmission));
    this.#put(stream, back, PSH + ACK, data, at, comment, sequence);
  }

  #isWanted({ type }: PacketRecord, at: SimTime): boolean {
    return at >= this.#span.from || type === 'CONNECT' || type === 'CONNACK';
  }

  #sayLoss(packet: PacketRecord, transmission: number): string {
    const name = flightName(packet.uid, transmission);
    if (!this.#losses.has(name)) return '';
    const cause = this.#losses.get(name);
    return `Lost on its way${cause === undefined ? '' : ` (${cause})`}: it never arrives.`;
  }

  #receive(packet: PacketRecord): void {
    const streams = this.#connections.get(packet.connection);
    (packet.to === 'broker' ? streams?.up : streams?.down)?.end(packet.uid);
  }

  #acknowledge({ from, to, answers, at }: TraceEventOf<'tcp-ack-sent'>): void {
    const streams = this.#connectionOf.get(from === 'broker' ? to : from);
    if (streams === undefined || at < this.#span.from) return;
    const [stream, back] =
      from === 'broker' ? [streams.down, streams.up] : [streams.up, streams.down];
    const answered = back.placed.get(answers);
    // Of what was sent before the span.
    if (answered === undefined) return;
    const { told } = stream;
    const isInOrder = answered.sequence + answered.data.length <= back.received;
    // What was sent at the same instant has said so already.
    if (isInOrder && told?.at === at && told.acknowledgment === back.received) return;
    this.#put(stream, back, ACK, NO_DATA, at, '');
  }

  #close({ connection, end, by, at }: TraceEventOf<'connection-closed'>): void {
    const streams = this.#connections.get(connection);
    if (streams === undefined || at < this.#span.from) return;
    const { up, down } = streams;
    const [stream, back] =
      end === 'broker' || (end === 'both' && by === 'broker') ? [down, up] : [up, down];
    if (end !== 'both') this.#put(stream, back, FIN + ACK, NO_DATA, at, '');
    else this.#put(stream, back, RST + ACK, NO_DATA, at, `Ended by ${sayNode(by)}.`);
  }

  #put(
    stream: Stream,
    back: Stream,
    flags: number,
    data: Uint8Array,
    at: SimTime,
    comment: string,
    sequence = stream.next,
  ): void {
    const { from, to } = stream;
    const acknowledgment = (flags & ACK) === 0 ? 0 : back.received;
    stream.told = { acknowledgment, at };
    const segment = { from, to, sequence, acknowledgment, flags, data };
    const isControl = (flags & (SYN + FIN)) !== 0;
    stream.next = Math.max(stream.next, sequence + data.length + (isControl ? 1 : 0));
    // What opens and closes needs no simulated way.
    if (isControl) stream.received = Math.max(stream.received, stream.next);
    const bytes = formatIpPacket(segment, (this.frames.length + 1) & 0xffff);
    this.frames.push({ atUs: at, bytes, comment });
  }

  /** 10.0.0.1, 10.0.0.2, … in the order in which they are met; the broker is met first. */
  #addressOf(node: NodeId): readonly number[] {
    if (this.#hosts.size === 0) this.#hosts.set('broker', 1);
    const host = this.#hosts.get(node) ?? this.#hosts.size + 1;
    this.#hosts.set(node, host);
    return [10, (host >> 16) & 255, (host >> 8) & 255, host & 255];
  }
}

function commentOf(
  { type, networkCopy }: PacketRecord,
  transmission: number,
  why: string,
  loss: string,
): string {
  const parts: string[] = [];
  if (networkCopy !== undefined) parts.push(`A copy of the ${type} that the network made.`);
  if (transmission > 1) parts.push(`Sent again by TCP: ${why}, transmission ${transmission}.`);
  if (loss !== '') parts.push(loss);
  return parts.join(' ');
}

function sayNode(node: NodeId | 'network'): string {
  if (node === 'network') return 'the network';
  return node === 'broker' ? 'the broker' : 'the client';
}
