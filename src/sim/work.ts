// What stands in the world's queue, and where events go.

import type { SimTime } from '../base/time.ts';
import type { TimerKey } from '../mqtt/effect.ts';
import type { ClientId, MessageUid, Packet } from '../mqtt/packets/packet.ts';
import type { TcpTimerName } from '../network/tcp/tcpEffect.ts';
import type { TcpAck, TcpSegment } from '../network/tcp/tcpSegment.ts';
import type { PublishPattern } from '../scenario/scenario.ts';
import type { NodeId, PacketLossCause, PacketRecord, TraceEvent } from '../trace/event.ts';
import type { CountedEvent, UncountedEvent } from '../trace/metrics.ts';
import type { Connection, Way } from './connection.ts';
import type { MessageRecord } from './messageRecord.ts';

/** Takes each event as it happens. */
export type Emit = (event: TraceEvent) => void;

/**
 * Who listens to a world. Without `tellMore` only the counters do: events that none of them counts
 * are not made then, and packets bear no names.
 */
export interface Listener {
  readonly tell: (event: CountedEvent) => void;
  readonly tellMore: ((event: UncountedEvent) => void) | undefined;
}

/** What TCP carries: a packet, or the news that the other end is closed. */
export type Cargo = Parcel | { readonly kind: 'end'; readonly by: NodeId; readonly reason: string };

/** A packet to be carried, over either network. */
export interface Parcel {
  readonly kind: 'parcel';
  readonly packet: Packet;
  readonly record: PacketRecord;
  readonly message: MessageRecord | undefined;
  /** Of its luck. */
  readonly key: number;
  /** Over TCP: how often it was sent. */
  transmissions: number;
}

/** A packet on its way by itself, until it arrives or is lost. */
export interface Flight {
  readonly kind: 'flight';
  readonly way: Way;
  readonly parcel: Parcel;
  /** Its place among what is sent this way in order, from 1 on; 0: it may be overtaken. */
  readonly nth: number;
  /** When it arrives or is lost. */
  readonly endsAt: SimTime;
  /** When it arrives, or would. */
  readonly dueAt: SimTime;
  /** Undefined: it arrives. */
  readonly lossCause: PacketLossCause | undefined;
  /** Killed before its time, or put off. */
  gone: boolean;
}

/** A closed end's last word, behind all that it has sent. */
export interface EndFlight {
  readonly kind: 'end';
  readonly way: Way;
  readonly by: NodeId;
  readonly reason: string;
  readonly endsAt: SimTime;
  /** Put off. */
  gone: boolean;
}

/** A TCP segment on the wire. */
export interface SegmentFlight {
  readonly kind: 'segment';
  readonly way: Way;
  readonly segment: TcpSegment<Cargo>;
  /** What its sender has acknowledged last of what comes the other way. */
  readonly ack: TcpAck | undefined;
  readonly endsAt: SimTime;
  /** Undefined: it arrives. */
  readonly lossCause: PacketLossCause | undefined;
  gone: boolean;
}

/** TCP's acknowledgement of what goes this way, on its way back. */
export interface TcpAckFlight {
  readonly kind: 'tcp-ack';
  readonly way: Way;
  readonly ack: TcpAck;
  gone: boolean;
}

/** One that was cancelled or set again is passed over by TCP itself. */
export interface TcpTimerWork {
  readonly kind: 'tcp-timer';
  readonly way: Way;
  readonly timer: TcpTimerName;
  readonly firesAt: SimTime;
}

export interface TimerWork {
  readonly kind: 'timer';
  readonly node: NodeId;
  readonly connection: Connection;
  readonly key: TimerKey;
  firesAt: SimTime;
  messageUid: MessageUid | undefined;
  /** Its own in the queue. */
  ticket: number;
}

/** What a publisher's pattern of one name has had, over all its starts. */
export interface PatternCount {
  /** How many messages; the last one's number. */
  messages: number;
  readonly client: ClientId;
  readonly name: string;
  /** What the keys of its messages begin with. */
  readonly key: number;
}

/** A publishing pattern's next message. */
export interface PatternWork {
  readonly kind: 'pattern';
  readonly client: ClientId;
  readonly pattern: PublishPattern;
  readonly startedAt: SimTime;
  nextAt: SimTime;
  readonly count: PatternCount;
  /** Messages published since this start. */
  published: number;
  stopped: boolean;
}

/** What is to be done about a node at an instant, unless it is called off. */
export interface Appointment {
  readonly kind: 'appointment';
  readonly what: 'connect' | 'restart' | 'bring-online' | 'cut' | 'save';
  readonly node: NodeId;
  readonly at: SimTime;
  calledOff: boolean;
}

/** On the wire, or about it. */
export type WireWork = Flight | EndFlight | SegmentFlight | TcpAckFlight | TcpTimerWork;

export type Work = WireWork | TimerWork | PatternWork | Appointment;

/** What comes in order, each kind at its own distance from now: the queue's lanes. */
export const LANE = { flights: 0, resends: 1, patterns: 2 } as const;
