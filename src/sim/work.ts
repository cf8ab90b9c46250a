// What stands in the world's queue, the connections that it is about, and where events go.

import type { SimTime } from '../base/time.ts';
import type { ConnectionId, TimerKey } from '../mqtt/effect.ts';
import type { ClientId, MessageUid, Packet } from '../mqtt/packets/packet.ts';
import type { LossyDirection } from '../network/lossyLink.ts';
import type { PublishPattern } from '../scenario/scenario.ts';
import type { Hop, NodeId, PacketLossCause, PacketRecord, TraceEvent } from '../trace/event.ts';
import type { CountedEvent, UncountedEvent } from '../trace/metrics.ts';
import type { PacketNames } from './keys.ts';
import type { MessageRecord } from './ledger.ts';

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

export interface Connection {
  readonly id: ConnectionId;
  readonly client: ClientId;
  /** The hop that its packets of no exchange are counted with. */
  readonly hop: Hop;
  /** The link's part of the key of its packets' luck. */
  readonly key: number;
  readonly names: PacketNames;
  readonly up: LossyDirection;
  readonly down: LossyDirection;
  open: boolean;
}

/** A packet on its way, until it arrives or is lost. */
export interface Flight {
  readonly kind: 'flight';
  readonly connection: Connection;
  readonly up: boolean;
  readonly packet: Packet;
  readonly record: PacketRecord;
  readonly message: MessageRecord | undefined;
  /** When it arrives or is lost. */
  readonly endsAt: SimTime;
  /** Undefined: it arrives. */
  readonly lossCause: PacketLossCause | undefined;
  /** Killed before its time. */
  gone: boolean;
}

export interface TimerWork {
  readonly kind: 'timer';
  readonly node: NodeId;
  readonly connection: Connection;
  readonly key: TimerKey;
  readonly firesAt: SimTime;
  readonly messageUid: MessageUid | undefined;
  /** Neither cancelled nor replaced nor fired. */
  running: boolean;
}

/** How many messages a publisher's pattern of one name has had, over all its starts. */
export interface PatternCount {
  messages: number;
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

export type Work =
  | Flight
  | TimerWork
  | PatternWork
  | { readonly kind: 'reconnect'; readonly client: ClientId; readonly at: SimTime };
