// A scenario: all that makes a run, but for the commands given while it runs. Plain data in
// human units (milliseconds, probabilities); parse.ts makes one from unknown input.

import type { SimTime } from '../base/time.ts';
import type {
  AckType,
  ClientId,
  PacketType,
  ProtocolVersion,
  Qos,
  Subscription,
  TopicName,
} from '../mqtt/packets/packet.ts';
import type { Qos2HandOver } from '../mqtt/session/receiver.ts';
import type { QueueDrop } from '../mqtt/session/waiting.ts';

export interface Scenario {
  /** What a preset is called; absent in a scenario of one's own. */
  readonly title?: string;
  readonly protocolVersion: ProtocolVersion;
  /** 0 to 2^32 − 1. */
  readonly seed: number;
  readonly network: NetworkSettings;
  readonly broker: BrokerSettings;
  readonly clients: readonly ClientSettings[];
  /** Commands at times counted from the start of publishing, in order of time. */
  readonly script: readonly ScriptEntry[];
}

/** Up is towards the broker. Hop 1 is publisher ⇄ broker, hop 2 broker ⇄ subscriber. */
export interface NetworkSettings {
  /**
   * `lossy`: each control packet is lost or delayed by itself. `tcp`: TCP segments are lost and sent
   * again, so that packets come late, in order, and never go missing while the connection lives.
   */
  readonly model: 'lossy' | 'tcp';
  readonly lossHop1Up: number;
  readonly lossHop1Down: number;
  readonly lossHop2Up: number;
  readonly lossHop2Down: number;
  /** Mean length of a burst of losses; 0: each loss by itself. */
  readonly burstMs: number;
  /** One way. */
  readonly latencyMs: number;
  /** Added to the latency, evenly from 0 to this; a later packet never overtakes. */
  readonly jitterMs: number;
  /** Lossy packets: the probability that the network makes a second copy of a packet. */
  readonly duplication: number;
  /** Lossy packets: the probability that a packet is held up, so that later ones can overtake it. */
  readonly reordering: number;
  /** By how much, evenly from 0 to this. */
  readonly reorderMs: number;
  /** TCP: what a connection carries in a second, each way. 0: without limit. */
  readonly bytesPerSec: number;
  /** How often a minute each client's connection is cut, on average. */
  readonly cutsPerMin: number;
  /**
   * When publishers, subscribers and broker send again what is unacknowledged. `model`: as it is with
   * the network model, by the timer on lossy packets and on reconnect alone over TCP.
   */
  readonly resend: 'model' | 'timer' | 'reconnect';
  /** With the timer: after this long. */
  readonly resendMs: number;
}

export type LossKey = 'lossHop1Up' | 'lossHop1Down' | 'lossHop2Up' | 'lossHop2Down';

export interface BrokerSettings {
  readonly qos2Forward: Qos2HandOver;
  /** How many QoS > 0 messages one subscriber may have unacknowledged. */
  readonly receiveMaximum: number;
  readonly queueLimit: number;
  readonly queueDrop: QueueDrop;
  /** The highest QoS that a subscription is granted. */
  readonly grantedQosMax: Qos;
  /** Overlapping subscriptions make one copy at the highest QoS, or one each. */
  readonly overlapping: 'one' | 'each';
  /** Whether it acknowledges before it forwards, or after. */
  readonly acknowledge: 'first' | 'last';
  /**
   * What is left of its sessions after a crash: nothing, what was saved last, or everything.
   */
  readonly store: 'memory' | 'autosave' | 'persistent';
  /** With `autosave`: how often it saves. */
  readonly autosaveSec: number;
  /** How often it sends a packet again before it gives up. Absent: without end. */
  readonly resendLimit?: number;
}

export interface ClientSettings {
  readonly id: ClientId;
  readonly subscriptions: readonly Subscription[];
  readonly publishes: readonly PublishPattern[];
  /** When this client hands a QoS 2 message to its application. */
  readonly qos2HandOver: Qos2HandOver;
  /** How many of its own QoS > 0 messages it may have unacknowledged. */
  readonly receiveMaximum: number;
  /** 0 switches keep-alive off. */
  readonly keepAliveSec: number;
  /** Clean Session in 3.1.1. */
  readonly cleanStart: boolean;
  /** 5.0: how long the broker keeps its session without a connection. */
  readonly sessionExpirySec: number;
  /** Whether it acknowledges before its application has the message, or after. */
  readonly acknowledge: 'first' | 'last';
  /** What becomes of publish() without a connection: QoS > 0 waits, every level waits, or none. */
  readonly offlinePublish: 'queue' | 'queueAll' | 'refuse';
  /** What becomes of its unacknowledged messages when the broker has kept no session. */
  readonly sessionLost: 'discard' | 'resend';
  /** How often it sends a packet again before it gives up. Absent: without end. */
  readonly resendLimit?: number;
  readonly will?: WillSettings;
  /** How long it waits before it connects again; twice as long after each failure, ... */
  readonly reconnectMs: number;
  /** ... up to this. */
  readonly reconnectMaxMs: number;
  /** How long its application takes over a message; the next one waits. */
  readonly handlerMs: number;
  /** Acknowledgements that it never sends. */
  readonly withholds: readonly AckType[];
  /**
   * Whether its application acts on each message id once, whatever comes again. The protocol and the
   * counters know nothing of it: a callback is a callback.
   */
  readonly ignoreRepeats: boolean;
}

/** What can change about a client while a run goes on. */
export type ClientChanges = Partial<
  Pick<
    ClientSettings,
    | 'acknowledge'
    | 'cleanStart'
    | 'handlerMs'
    | 'offlinePublish'
    | 'sessionExpirySec'
    | 'sessionLost'
    | 'withholds'
  >
>;

/** What the broker publishes for a client that goes without saying so. */
export interface WillSettings {
  readonly topic: TopicName;
  readonly payload: string;
  readonly qos: Qos;
  readonly retain: boolean;
  /** 5.0: how long the broker waits for the client to come back. */
  readonly delaySec: number;
}

/** Messages at an even rate, the first one at `startMs` after the start of publishing. */
export interface PublishPattern {
  /** Names the pattern within its client: part of the key of its messages' luck. */
  readonly name: string;
  readonly topic: TopicName;
  readonly qos: Qos;
  /** Where it says `${n}`, it has the message's number in its pattern, from 1. */
  readonly payload: string;
  /** Instead of it: the first message has the first one, and so on, over and over. */
  readonly payloads?: readonly string[];
  readonly retain?: true;
  /** 5.0: how long a message is worth delivering. Absent: for ever. */
  readonly expirySec?: number;
  readonly ratePerSec: number;
  readonly startMs: number;
  /** Absent: until it is stopped. */
  readonly count?: number;
}

export interface ScriptEntry {
  readonly atMs: number;
  readonly command: Command;
}

/** What a person, or a script, can do to a run. */
export type Command =
  | {
      readonly kind: 'publish';
      readonly client: ClientId;
      readonly topic: TopicName;
      readonly qos: Qos;
      readonly payload: string;
    }
  | { readonly kind: 'set-network'; readonly changes: Partial<NetworkSettings> }
  /** Ends a client's connection; both ends know at once, and the client connects again. */
  | { readonly kind: 'cut-connection'; readonly client: ClientId }
  /**
   * From now on nothing gets through on the connection that a client has, and neither end is told:
   * each finds out by its keep-alive.
   */
  | { readonly kind: 'black-hole'; readonly client: ClientId }
  /**
   * A client goes, and does not connect again by itself. `disconnect`: with DISCONNECT; `reset`: both
   * ends know; `silent`: the broker is not told, as when a device falls asleep.
   */
  | {
      readonly kind: 'take-offline';
      readonly client: ClientId;
      readonly how: 'disconnect' | 'reset' | 'silent';
      /** Absent: until `bring-online`. */
      readonly forMs?: number;
    }
  | { readonly kind: 'bring-online'; readonly client: ClientId }
  /** A client's process ends, and starts again with its session or without it. */
  | {
      readonly kind: 'crash-client';
      readonly client: ClientId;
      readonly store: 'kept' | 'lost';
      readonly restartMs: number;
    }
  /** The broker's process ends, and starts again with what its store has kept. */
  | { readonly kind: 'crash-broker'; readonly restartMs: number }
  | {
      readonly kind: 'change-client';
      readonly client: ClientId;
      readonly changes: ClientChanges;
    }
  /**
   * A client joins: it connects, subscribes, and its patterns count from when it has done so for the
   * first time. It is one of the run's clients, and of the pairs of what is published, from now on.
   */
  | { readonly kind: 'add-client'; readonly client: ClientSettings }
  /** A client leaves for good: its session ends at the broker, and its id is never used again. */
  | { readonly kind: 'remove-client'; readonly client: ClientId }
  /** Loses a packet that is on its way. */
  | { readonly kind: 'kill-packet'; readonly uid: string }
  /** Has a packet that is on its way arrive later; over lossy packets, what is behind it waits. */
  | { readonly kind: 'delay-packet'; readonly uid: string; readonly byMs: number }
  /** Loses the next packet of this type that is sent on this hop, whatever its luck. */
  | { readonly kind: 'drop-next'; readonly packetType: PacketType; readonly hop: 1 | 2 }
  | {
      readonly kind: 'start-publishing';
      readonly client: ClientId;
      readonly pattern: PublishPattern;
    }
  | { readonly kind: 'stop-publishing'; readonly client: ClientId; readonly name: string };

/** Whom a command is about, of those that are in the run already. */
export function clientOf(command: Command): ClientId | undefined {
  return 'client' in command && command.kind !== 'add-client' ? command.client : undefined;
}

/** A command given while the run goes on, stamped with its virtual time in whole microseconds. */
export interface TimedCommand {
  readonly at: SimTime;
  readonly command: Command;
}
