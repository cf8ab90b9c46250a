// What a run has done: past-tense events in virtual time, plain data, structured-cloneable. The
// trace is the run's only output; everything on the screen is computed from it. Protocol types
// that the layers above need come through here.

import type { SimTime } from '../base/time.ts';
import type {
  ConnectionId,
  DiscardReason,
  SessionEnd,
  StoreEntry,
  TimerName,
} from '../mqtt/effect.ts';
import type {
  ClientId,
  ExchangePacket,
  MessageUid,
  Packet,
  PacketType,
  ProtocolVersion,
  Qos,
} from '../mqtt/packets/packet.ts';
import type { RuleId } from '../mqtt/rules.ts';
import type {
  ClientSettings,
  Command,
  NetworkSettings,
  PublishPattern,
} from '../scenario/scenario.ts';

export type {
  ClientId,
  ExchangeType,
  MessageUid,
  PacketType,
  ProtocolVersion,
  Qos,
} from '../mqtt/packets/packet.ts';
export { EXCHANGE_TYPES } from '../mqtt/packets/packet.ts';
export type { RuleId } from '../mqtt/rules.ts';
export { formatStatement, RULES } from '../mqtt/rules.ts';

/** A client's id, or `broker`. */
export type NodeId = string;

/** Names a packet for ever: the readable form of the key that its luck was drawn with. */
export type PacketUid = string;

/** 1: publisher ⇄ broker. 2: broker ⇄ subscriber. */
export type Hop = 1 | 2;

/** A sent packet, shared by all events about it. */
export interface PacketRecord {
  readonly uid: PacketUid;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Which of the run's connections it is sent on. */
  readonly connection: ConnectionId;
  readonly hop: Hop;
  readonly type: PacketType;
  /** The QoS of the exchange on this hop; 0 for packets of no exchange. */
  readonly qos: Qos;
  readonly dup: boolean;
  /** 0 for none. */
  readonly packetId: number;
  /** Undefined for packets of no exchange, such as CONNECT. */
  readonly messageUid: MessageUid | undefined;
  /**
   * The QoS at which the message was published; undefined for packets of no exchange, and for wills
   * and retained replays, which are counted apart.
   */
  readonly level: Qos | undefined;
  readonly copy: number;
  readonly attempt: number;
  readonly reasonCode: number;
  /** PUBLISH alone: RETAIN is 1. */
  readonly retain?: true;
  /** 2 for the copy that the network has made of a packet. */
  readonly networkCopy?: number;
  /** PUBLISH of 5.0 alone: the Message Expiry Interval that it carries. */
  readonly expirySec?: number;
  /** Whole length on the wire. */
  readonly bytes: number;
  readonly because: RuleId;
  /**
   * Of packets of no exchange: all that they say, for whoever wants their bytes. Not part of a trace's
   * lines, nor of its name.
   */
  readonly contents?: Exclude<Packet, ExchangePacket>;
}

/**
 * `network`: its luck; `rule`: a drop-next command; `killed`: a kill-packet command; `connection`:
 * its connection ended.
 */
export type PacketLossCause = 'network' | 'rule' | 'killed' | 'connection';

export const DUPLICATE_CAUSES = [
  'publisherResend',
  'brokerResend',
  'overlappingSubscription',
  'stateLost',
  'networkCopy',
] as const;
export type DuplicateCause = (typeof DUPLICATE_CAUSES)[number];

export const LOSS_CAUSES = [
  'packetLost',
  'connectionLost',
  'offline',
  'queueFull',
  'stateLost',
  'expired',
  'gaveUp',
  'refused',
  'tooLarge',
] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

interface At {
  readonly at: SimTime;
}

export type TraceEvent = At &
  (
    | { readonly kind: 'run-started'; readonly protocolVersion: ProtocolVersion }
    | {
        readonly kind: 'connection-opened';
        readonly client: ClientId;
        readonly connection: ConnectionId;
      }
    | {
        readonly kind: 'connection-closed';
        readonly client: ClientId;
        readonly connection: ConnectionId;
        /** Which end is closed: the other one may not know, and go on for a while. */
        readonly end: 'both' | 'client' | 'broker';
        /** `network` for a cut that neither end has made. */
        readonly by: NodeId | 'network';
        readonly reason: string;
      }
    /** Nobody listens at the broker: it has crashed. */
    | { readonly kind: 'connection-refused'; readonly client: ClientId }
    /** From here on nothing gets through on a client's connection, and neither end knows. */
    | {
        readonly kind: 'connection-silenced';
        readonly client: ClientId;
        readonly connection: ConnectionId;
      }
    /** A client does not connect again by itself, or does so again. */
    | { readonly kind: 'client-offline' | 'client-online'; readonly client: ClientId }
    /** A client has joined the run while it goes on. */
    | {
        readonly kind: 'client-added';
        readonly client: ClientId;
        readonly settings: ClientSettings;
      }
    /** A client has left for good. What is told of it after this are its traces. */
    | { readonly kind: 'client-removed'; readonly client: ClientId }
    | { readonly kind: 'node-crashed' | 'node-restarted'; readonly node: NodeId }
    /** An autosaving broker has written its store down. */
    | { readonly kind: 'broker-saved'; readonly entries: number }
    | {
        readonly kind: 'session-started' | 'session-resumed';
        readonly client: ClientId;
      }
    | {
        readonly kind: 'session-subscribed';
        readonly client: ClientId;
        readonly filter: string;
        readonly qos: Qos;
      }
    | { readonly kind: 'session-unsubscribed'; readonly client: ClientId; readonly filter: string }
    /** Session State is gone, and what it held with it. */
    | { readonly kind: 'session-ended'; readonly client: ClientId; readonly reason: SessionEnd }
    | {
        readonly kind: 'session-stored' | 'session-updated';
        readonly node: NodeId;
        readonly entry: StoreEntry;
      }
    | {
        readonly kind: 'session-released';
        readonly node: NodeId;
        readonly entry: StoreEntry;
        /** Absent: it was finished with, or went on its way. */
        readonly reason?: DiscardReason;
      }
    /** Everyone is connected and subscribed: patterns and script begin. */
    | { readonly kind: 'publishing-started' }
    | {
        readonly kind: 'message-published';
        readonly messageUid: MessageUid;
        readonly publisher: ClientId;
        readonly topic: string;
        readonly qos: Qos;
        readonly payload: string;
        /** Absent: it is not retained. */
        readonly retain?: true;
        /** The message's pairs: those of the run's clients that are to subscribe to its topic. */
        readonly subscribers: readonly ClientId[];
      }
    /** From here on a client publishes by itself; one that it had of this name has ended. */
    | {
        readonly kind: 'pattern-started';
        readonly client: ClientId;
        readonly pattern: PublishPattern;
      }
    /** It has published its last message, was stopped, or its client has left. */
    | { readonly kind: 'pattern-ended'; readonly client: ClientId; readonly pattern: string }
    /** A message that was due while its publisher's process was down: it never was. */
    | {
        readonly kind: 'publish-missed';
        readonly client: ClientId;
        readonly pattern: string;
        readonly nth: number;
      }
    /** A Will Message, or a retained one for a new subscription: no publish() call, no pairs. */
    | {
        readonly kind: 'message-originated';
        readonly messageUid: MessageUid;
        readonly origin: 'will' | 'retained';
        /** Whose will it is, or for whom it is replayed. */
        readonly client: ClientId;
        readonly topic: string;
        readonly qos: Qos;
        readonly payload: string;
      }
    /** An application got what the broker originated, or what was published before it joined. */
    | {
        readonly kind: 'message-received';
        readonly messageUid: MessageUid;
        readonly subscriber: ClientId;
        readonly qos: Qos;
      }
    | { readonly kind: 'broker-retained'; readonly messageUid: MessageUid; readonly topic: string }
    | { readonly kind: 'broker-unretained'; readonly topic: string }
    | {
        readonly kind: 'message-delivered';
        readonly messageUid: MessageUid;
        readonly subscriber: ClientId;
        /** The QoS at which it was published. */
        readonly level: Qos;
        /** The QoS on the subscriber's hop. */
        readonly qos: Qos;
        readonly publishedAt: SimTime;
        readonly copy: number;
        /** How many callbacks this pair has had, this one included. */
        readonly callbacks: number;
        readonly duplicate: boolean;
        readonly cause: DuplicateCause | undefined;
      }
    | {
        readonly kind: 'message-lost';
        readonly messageUid: MessageUid;
        readonly level: Qos;
        readonly subscriber: ClientId;
        readonly cause: LossCause;
      }
    | {
        readonly kind: 'message-discarded';
        readonly node: NodeId;
        readonly messageUid: MessageUid;
        readonly peer: NodeId;
        readonly reason: DiscardReason;
      }
    /** The sender of this hop has the last acknowledgement. */
    | {
        readonly kind: 'message-acknowledged';
        readonly messageUid: MessageUid;
        readonly hop: Hop;
        /** The publisher on hop 1, the subscriber on hop 2. */
        readonly client: ClientId;
        readonly level: Qos;
        readonly publishedAt: SimTime;
        readonly copy: number;
        /** On hop 2: the first of this subscriber's copies to be acknowledged. */
        readonly first: boolean;
      }
    | {
        readonly kind: 'packet-sent';
        readonly packet: PacketRecord;
        /** When it arrives, if it is not lost (or killed) before. */
        readonly arrivesAt?: SimTime;
        readonly lostAt?: SimTime;
        /** When it arrives, or would have. Absent over TCP, where its segments know. */
        readonly dueAt?: SimTime;
      }
    /** TCP: a packet goes on the wire, for the first time or again. */
    | {
        readonly kind: 'segment-sent';
        readonly packet: PacketRecord;
        /** 1 for the first. */
        readonly transmission: number;
        readonly why: 'first' | 'timeout' | 'fast-retransmit';
        readonly arrivesAt?: SimTime;
        readonly lostAt?: SimTime;
        readonly dueAt: SimTime;
      }
    /** TCP sends it again, sooner or later. */
    | {
        readonly kind: 'segment-lost';
        readonly packet: PacketRecord;
        readonly transmission: number;
        readonly cause: PacketLossCause;
      }
    | {
        readonly kind: 'segment-arrived';
        readonly packet: PacketRecord;
        readonly transmission: number;
        /** The packet before it that is missing: until that comes, this one waits. */
        readonly awaits?: PacketUid;
      }
    /** TCP's own acknowledgement: of no MQTT packet, but of bytes. */
    | {
        readonly kind: 'tcp-ack-sent';
        readonly from: NodeId;
        readonly to: NodeId;
        /** The packet whose segment it answers. */
        readonly answers: PacketUid;
        readonly transmission: number;
        readonly arrivesAt?: SimTime;
        readonly lostAt?: SimTime;
        readonly dueAt: SimTime;
      }
    /** What is on its way is due later than it was. */
    | {
        readonly kind: 'packet-delayed';
        readonly packet: PacketRecord;
        /** Which of its transmissions: more than 1 over TCP alone. */
        readonly transmission: number;
        readonly arrivesAt?: SimTime;
        readonly lostAt?: SimTime;
        readonly dueAt: SimTime;
        /** The packet before it, behind which it has to wait. Absent: a command held it up. */
        readonly behind?: PacketUid;
      }
    | { readonly kind: 'packet-arrived'; readonly packet: PacketRecord }
    | {
        readonly kind: 'packet-lost';
        readonly packet: PacketRecord;
        readonly cause: PacketLossCause;
      }
    | {
        readonly kind: 'timer-set' | 'timer-fired';
        readonly node: NodeId;
        /** The client of the connection that the timer belongs to. */
        readonly client: ClientId;
        readonly timer: TimerName;
        readonly packetId: number;
        readonly messageUid: MessageUid | undefined;
        /** For timer-set: when it fires, if nothing cancels it. */
        readonly firesAt: SimTime;
      }
    | { readonly kind: 'network-changed'; readonly network: NetworkSettings }
    | { readonly kind: 'command-applied'; readonly command: Command }
    | { readonly kind: 'command-refused'; readonly command: Command; readonly reason: string }
  );

export type TraceEventKind = TraceEvent['kind'];
export type TraceEventOf<K extends TraceEventKind> = TraceEvent & { readonly kind: K };
export type { StoreEntry };
