// What a protocol machine asks its host to do. Data alone: the host (a simulated world, a socket
// door, a test) carries it out, in the order given.

import type { SimTime } from '../base/time.ts';
import type { ClientId, Message, MessageUid, Packet, Qos, TopicName } from './packets/packet.ts';
import type { RuleId } from './rules.ts';

/** Names a network connection. Its host numbers them and never uses a number twice. */
export type ConnectionId = number;

/** Those from `session-expiry` on belong to a session that may have no connection. */
export type TimerName =
  | 're-send'
  | 'keep-alive'
  | 'ping-timeout'
  | 'connect-timeout'
  | 'handler'
  | 'session-expiry'
  | 'will-delay'
  | 'message-expiry';

/**
 * Names a timer within one machine: (connection, name, Packet Identifier or 0). A session's own
 * timers go by its last connection.
 */
export interface TimerKey {
  readonly connection: ConnectionId;
  readonly timer: TimerName;
  readonly packetId: number;
}

/**
 * An entry of Session State (v5 §4.1, 3.1.1 §3.1.2.4): `outgoing` is sent and not yet
 * acknowledged, `incoming` is a received QoS 2 identifier, `queued` waits to be sent. `inbox` is no
 * Session State: a message that a client has received and its application has not had yet.
 */
export interface StoreEntry {
  readonly store: 'outgoing' | 'incoming' | 'queued' | 'inbox';
  /** Whose session it is, as the machine sees it: the other side. */
  readonly peer: ClientId;
  /** 0 for queued entries, which have none yet, and for those of an inbox. */
  readonly packetId: number;
  readonly messageUid: MessageUid;
  readonly copy: number;
  readonly qos: Qos;
  /** The message with its payload, or what is left of it: its identifier. */
  readonly holds: 'message' | 'identifier';
  readonly awaits: 'PUBACK' | 'PUBREC' | 'PUBCOMP' | 'PUBREL' | 'window' | 'handler';
  /** Bytes of topic and payload; held while `holds` is `message`. */
  readonly bytes: number;
}

/**
 * Why a machine lets go of a message that it has not passed on. `stateLost`: its session ended or
 * began anew; `expired`: an expiry interval is over; `gaveUp`: it was sent too often; `refused`: the
 * other side said no; `tooLarge`: for the other side's Maximum Packet Size.
 */
export type DiscardReason =
  | 'queueFull'
  | 'offline'
  | 'stateLost'
  | 'expired'
  | 'gaveUp'
  | 'refused'
  | 'tooLarge';

/**
 * How a session came to its end. `clean`: a new one was asked for; `crashed`: its store has lost it;
 * `removed`: an administrator has ended it.
 */
export type SessionEnd = 'clean' | 'disconnected' | 'expired' | 'crashed' | 'removed';

export type Effect =
  | {
      readonly kind: 'send-packet';
      readonly connection: ConnectionId;
      readonly packet: Packet;
      readonly because: RuleId;
    }
  | {
      readonly kind: 'close-connection';
      readonly connection: ConnectionId;
      readonly reason: string;
    }
  | {
      readonly kind: 'set-timer';
      readonly key: TimerKey;
      readonly at: SimTime;
      readonly messageUid: MessageUid | undefined;
    }
  | { readonly kind: 'cancel-timer'; readonly key: TimerKey }
  /** Run the application's callback. */
  | {
      readonly kind: 'deliver-message';
      readonly message: Message;
      readonly copy: number;
      readonly attempt: number;
      readonly qos: Qos;
    }
  | {
      readonly kind: 'discard-message';
      readonly messageUid: MessageUid;
      readonly peer: ClientId;
      readonly copy: number;
      readonly reason: DiscardReason;
      /** It had come from `peer`; absent: it was to go there. */
      readonly received?: true;
    }
  /** The last acknowledgement of a message's exchange has come to its sender. */
  | {
      readonly kind: 'complete-handshake';
      readonly messageUid: MessageUid;
      readonly peer: ClientId;
      readonly copy: number;
    }
  | { readonly kind: 'store-entry'; readonly entry: StoreEntry }
  | { readonly kind: 'update-entry'; readonly entry: StoreEntry }
  | {
      readonly kind: 'release-entry';
      readonly entry: StoreEntry;
      /** Absent: it was finished with, or went on its way. */
      readonly reason?: DiscardReason;
    }
  /** The broker itself is the origin: of a Will Message, of a retained message's replay. */
  | {
      readonly kind: 'originate-message';
      readonly message: Message;
      readonly origin: 'will' | 'retained';
      /** Whose will it is, or for whom it is replayed. */
      readonly clientId: ClientId;
    }
  | { readonly kind: 'retain-message'; readonly message: Message }
  | { readonly kind: 'clear-retained'; readonly topic: TopicName }
  | { readonly kind: 'start-session'; readonly clientId: ClientId; readonly resumed: boolean }
  | { readonly kind: 'end-session'; readonly clientId: ClientId; readonly reason: SessionEnd }
  | {
      readonly kind: 'add-subscription';
      readonly clientId: ClientId;
      readonly filter: string;
      readonly qos: Qos;
    }
  | { readonly kind: 'remove-subscription'; readonly clientId: ClientId; readonly filter: string }
  /** The client's CONNECT and all its SUBSCRIBEs are answered. */
  | { readonly kind: 'report-ready' };

/** @param reason why an entry is let go that was not finished with; undefined: it was */
export function releaseOf(entry: StoreEntry, reason: DiscardReason | undefined): Effect {
  if (reason === undefined) return { kind: 'release-entry', entry };
  return { kind: 'release-entry', entry, reason };
}
