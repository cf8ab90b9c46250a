// A trace as the frames that a capture beside every sender would hold: real MQTT bytes in TCP streams.
// On lossy packets each packet that is sent is a segment of its own, in order, at its sending time,
// and a comment says if it was lost; over TCP they are the simulation's segments and acknowledgements.

import type { SimTime } from '../base/time.ts';
import type { NodeId, PacketRecord, PacketUid, TraceEvent } from '../trace/event.ts';
import { flightName } from '../trace/flights.ts';
import { type Endpoint, formatIpPacket, TCP_FLAGS } from './ipPacket.ts';
import type { Frame } from './pcapng.ts';
import type { Span } from './span.ts';

/** A packet's bytes on the wire; undefined where they cannot be told. */
export type BytesOf = (packet: PacketRecord) => Uint8Array | undefined;

const BROKER_PORT = 1883;
const FIRST_PORT = 49_152;
const PORTS = 16_384;
const NO_DATA = new Uint8Array(0);
const { ACK, FIN, PSH, RST, SYN } = TCP_FLAGS;

/**
 * A connection that is there when the span begins is there with its handshake, CONNECT and CONNACK all
 * the same, at their times, so that a dissector knows it.
 *
 * @param events from the run's start
 */
export function captureOf(events: readonly TraceEvent[], span: Span, bytesOf: BytesOf): Frame[] {
  const capture = new Capture(span, bytesOf, lossesIn(events));
  for (const event of events) {
    if (event.at > span.to) break;
    capture.add(event);
  }
  return capture.frames;
}

/** Why what was lost was lost, by the name of its flight. */
function lossesIn(events: readonly TraceEvent[]): ReadonlyMap<string, string> {
  const losses = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'packet-lost') losses.set(event.packet.uid, event.cause);
    if (event.kind === 'segment-lost') {
      losses.set(flightName(event.packet.uid, event.transmission), event.cause);
    }
  }
  return losses;
}

interface Placed {
  readonly sequence: number;
  readonly data: Uint8Array;
  /** It has arrived, or is lost. */
  hasEnded: boolean;
}

/** One direction of a connection. */
class Stream {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Of what is sent next. Before its SYN it is 0. */
  next = 0;
  /** Up to where its receiver has it. */
  received = 0;
  readonly placed = new Map<PacketUid, Placed>();
  /** In the stream's order; how many of them, from the first on, have ended. */
  readonly #inOrder: Placed[] = [];
  #ended = 0;

  constructor(from: Endpoint, to: Endpoint) {
    this.from = from;
    this.to = to;
  }

  place(uid: PacketUid, data: Uint8Array): Placed {
    const placed = { sequence: this.next, data, hasEnded: false };
    this.placed.set(uid, placed);
    this.#inOrder.push(placed);
    return placed;
  }

  /** What has come to its end can be acknowledged: on lossy packets as if TCP had seen to it. */
  end(uid: PacketUid): void {
    const placed = this.placed.get(uid);
    if (placed === undefined) return;
    placed.hasEnded = true;
    for (
      let next = this.#inOrder[this.#ended];
      next?.hasEnded;
      next = this.#inOrder[++this.#ended]
    ) {
      this.received = Math.max(this.received, next.sequence + next.data.length);
    }
  }
}

interface Streams {
  readonly up: Stream;
  readonly down: Stream;
}

class Capture {
  readonly frames: Frame[] = [];
  readonly #span: Span;
  readonly #bytesOf: BytesOf;
  readonly #losses: ReadonlyMap<string, string>;
  readonly #connections = new Map<number, Streams>();
  /** A client's latest. */
  readonly #connectionOf = new Map<NodeId, Streams>();
  readonly #hosts = new Map<NodeId, number>();

  constructor(span: Span, bytesOf: BytesOf, losses: ReadonlyMap<string, string>) {
    this.#span = span;
    this.#bytesOf = bytesOf;
    this.#losses = losses;
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
        this.#acknowledge(event.from, event.to, event.at);
        break;
      case 'connection-closed':
        this.#close(event.connection, event.end, event.by, event.at);
        break;
    }
  }

  #open(connection: number, client: NodeId, at: SimTime): void {
    const here = { address: this.#addressOf(client), port: FIRST_PORT + (connection % PORTS) };
    const broker = { address: this.#addressOf('broker'), port: BROKER_PORT };
    const streams = { up: new Stream(here, broker), down: new Stream(broker, here) };
    this.#connections.set(connection, streams);
    this.#connectionOf.set(client, streams);
    const { up, down } = streams;
    this.#put(up, down, SYN, NO_DATA, at, 'The connection is not simulated: it opens at once.');
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
    const comment = commentOf(packet, transmission, why, this.#lossOf(packet, transmission));
    this.#put(stream, back, PSH + ACK, data, at, comment, sequence);
  }

  #isWanted({ type }: PacketRecord, at: SimTime): boolean {
    return at >= this.#span.from || type === 'CONNECT' || type === 'CONNACK';
  }

  #lossOf(packet: PacketRecord, transmission: number): string | undefined {
    return this.#losses.get(flightName(packet.uid, transmission));
  }

  #receive(packet: PacketRecord): void {
    const streams = this.#connections.get(packet.connection);
    (packet.to === 'broker' ? streams?.up : streams?.down)?.end(packet.uid);
  }

  #acknowledge(from: NodeId, to: NodeId, at: SimTime): void {
    const streams = this.#connectionOf.get(from === 'broker' ? to : from);
    if (streams === undefined || at < this.#span.from) return;
    const [stream, back] =
      from === 'broker' ? [streams.down, streams.up] : [streams.up, streams.down];
    this.#put(stream, back, ACK, NO_DATA, at, '');
  }

  #close(connection: number, end: 'both' | 'client' | 'broker', by: NodeId, at: SimTime): void {
    const streams = this.#connections.get(connection);
    if (streams === undefined || at < this.#span.from) return;
    const { up, down } = streams;
    if (end === 'both') this.#put(up, down, RST + ACK, NO_DATA, at, `Ended by ${sayNode(by)}.`);
    else if (end === 'client') this.#put(up, down, FIN + ACK, NO_DATA, at, '');
    else this.#put(down, up, FIN + ACK, NO_DATA, at, '');
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
  loss: string | undefined,
): string {
  const parts: string[] = [];
  if (networkCopy !== undefined) parts.push(`A copy of the ${type} that the network made.`);
  if (transmission > 1) parts.push(`Sent again by TCP: ${why}, transmission ${transmission}.`);
  if (loss !== undefined) parts.push(`Lost on its way (${loss}): it never arrives.`);
  return parts.join(' ');
}

function sayNode(node: NodeId | 'network'): string {
  if (node === 'network') return 'the network';
  return node === 'broker' ? 'the broker' : 'the client';
}
