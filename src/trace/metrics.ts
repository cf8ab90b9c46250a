// The counters, folded from a trace event by event. Each is defined where it is counted; the shapes
// are the published ones of the command line's --json.

import type { SimTime } from '../base/time.ts';
import {
  DUPLICATE_CAUSES,
  type DuplicateCause,
  EXCHANGE_TYPES,
  type ExchangeType,
  type Hop,
  LOSS_CAUSES,
  type LossCause,
  type NodeId,
  type PacketRecord,
  type PacketType,
  type StoreEntry,
  type TraceEvent,
  type TraceEventOf,
} from './event.ts';
import { Samples, type Spread } from './samples.ts';

export interface HopMetrics {
  readonly packetsSent: number;
  /** PUBLISH and PUBREL that had been sent before. */
  readonly packetsResent: number;
  readonly packetsLost: number;
  readonly bytesSent: number;
}

/** One published QoS. */
export interface LevelMetrics {
  /** publish() calls. */
  readonly published: number;
  /** Pairs (message, subscriber) whose application callback ran at least once. */
  readonly delivered: number;
  /** Callbacks beyond the first of their pair. */
  readonly duplicates: number;
  readonly duplicatesByCause: Readonly<Record<DuplicateCause, number>>;
  /** Undelivered pairs of which no copy is left in any store or on the wire. */
  readonly lost: number;
  readonly lostByCause: Readonly<Record<LossCause, number>>;
  /** All other pairs. */
  readonly pending: number;
  /** From publish to the first callback, of those delivered. */
  readonly deliveryMs: Spread;
  /** From publish to the last acknowledgement at the publisher. */
  readonly publisherHandshakeMs: Spread;
  /** From publish to the subscriber's last acknowledgement, seen at the broker. */
  readonly subscriberHandshakeMs: Spread;
  readonly packetsSent: Readonly<Record<ExchangeType, number>>;
  readonly packetsResent: number;
  readonly bytesSent: number;
  readonly hops: { readonly '1': HopMetrics; readonly '2': HopMetrics };
}

/** What the broker stores: whole messages, not the identifiers that outlive them. */
export interface BrokerMetrics {
  readonly storedNow: number;
  readonly storedPeak: number;
  readonly storedMessageSeconds: number;
  readonly storedBytesNow: number;
}

/** What a trace adds up to. */
export interface Counters {
  readonly levels: {
    readonly '0': LevelMetrics;
    readonly '1': LevelMetrics;
    readonly '2': LevelMetrics;
  };
  readonly broker: BrokerMetrics;
}

/** What a headless run prints. */
export interface Metrics extends Counters {
  readonly seed: number;
  readonly simulatedMs: number;
  /** Events taken from the simulation's queue. */
  readonly events: number;
}

/** The events that change a counter; of the `session-` ones those of the broker do. */
export type CountedEvent = TraceEventOf<
  | 'packet-sent'
  | 'packet-lost'
  | 'session-stored'
  | 'session-released'
  | 'session-updated'
  | 'message-published'
  | 'message-delivered'
  | 'message-lost'
  | 'message-acknowledged'
>;
export type UncountedEvent = Exclude<TraceEvent, CountedEvent>;

interface HopCount {
  sent: number;
  resent: number;
  lost: number;
  bytes: number;
}

class LevelCount {
  published = 0;
  pairs = 0;
  delivered = 0;
  readonly duplicatesByCause = zeros(DUPLICATE_CAUSES);
  readonly lostByCause = zeros(LOSS_CAUSES);
  duplicates = 0;
  lost = 0;
  readonly sentByType = zeros(EXCHANGE_TYPES);
  readonly hop1: HopCount = { sent: 0, resent: 0, lost: 0, bytes: 0 };
  readonly hop2: HopCount = { sent: 0, resent: 0, lost: 0, bytes: 0 };
  readonly delivery = new Samples();
  readonly publisherHandshake = new Samples();
  readonly subscriberHandshake = new Samples();

  hop(hop: Hop): HopCount {
    return hop === 1 ? this.hop1 : this.hop2;
  }

  report(): LevelMetrics {
    const { hop1, hop2 } = this;
    return {
      published: this.published,
      delivered: this.delivered,
      duplicates: this.duplicates,
      duplicatesByCause: { ...this.duplicatesByCause },
      lost: this.lost,
      lostByCause: { ...this.lostByCause },
      pending: this.pairs - this.delivered - this.lost,
      deliveryMs: this.delivery.spread(),
      publisherHandshakeMs: this.publisherHandshake.spread(),
      subscriberHandshakeMs: this.subscriberHandshake.spread(),
      packetsSent: { ...this.sentByType },
      packetsResent: hop1.resent + hop2.resent,
      bytesSent: hop1.bytes + hop2.bytes,
      hops: { '1': reportHop(hop1), '2': reportHop(hop2) },
    };
  }
}

function reportHop({ sent, resent, lost, bytes }: HopCount): HopMetrics {
  return { packetsSent: sent, packetsResent: resent, packetsLost: lost, bytesSent: bytes };
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}

/** A switch, because a look-up by name costs three times as much, and this is done for each packet. */
function countType(sent: Record<ExchangeType, number>, type: PacketType): void {
  switch (type) {
    case 'PUBLISH':
      sent.PUBLISH++;
      break;
    case 'PUBACK':
      sent.PUBACK++;
      break;
    case 'PUBREC':
      sent.PUBREC++;
      break;
    case 'PUBREL':
      sent.PUBREL++;
      break;
    case 'PUBCOMP':
      sent.PUBCOMP++;
      break;
    // The rest belongs to no level.
    default:
  }
}

/** Events in, counters out. Events must come in the trace's order. */
export class MetricsFold {
  readonly #levels = [new LevelCount(), new LevelCount(), new LevelCount()] as const;
  #stored = 0;
  #storedBytes = 0;
  #storedPeak = 0;
  /** Messages × µs stored up to #storedSince. */
  #storedTime = 0;
  #storedSince = 0;

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'packet-sent':
        this.#countSent(event.packet);
        break;
      case 'packet-lost':
        this.#countPacketLost(event.packet);
        break;
      case 'session-stored':
        this.#countStored(event.node, event.entry, event.at, 1);
        break;
      case 'session-released':
        this.#countStored(event.node, event.entry, event.at, -1);
        break;
      case 'session-updated':
        if (event.node === 'broker') this.#store(-1, event.entry.bytes, event.at);
        break;
      case 'message-published': {
        const level = this.#levels[event.qos];
        level.published++;
        level.pairs += event.subscribers.length;
        break;
      }
      case 'message-delivered':
        this.#countDelivered(event);
        break;
      case 'message-lost': {
        const level = this.#levels[event.level];
        level.lost++;
        level.lostByCause[event.cause]++;
        break;
      }
      case 'message-acknowledged':
        this.#countAcknowledged(event);
        break;
      default:
        event satisfies UncountedEvent;
    }
  }

  #countSent({ level, type, attempt, bytes, hop }: PacketRecord): void {
    if (level === undefined) return;
    const count = this.#levels[level];
    countType(count.sentByType, type);
    const onHop = count.hop(hop);
    onHop.sent++;
    onHop.bytes += bytes;
    if (attempt > 1 && (type === 'PUBLISH' || type === 'PUBREL')) onHop.resent++;
  }

  #countPacketLost({ level, hop }: PacketRecord): void {
    if (level !== undefined) this.#levels[level].hop(hop).lost++;
  }

  #countStored(node: NodeId, entry: StoreEntry, at: SimTime, change: 1 | -1): void {
    if (node === 'broker' && entry.holds === 'message') this.#store(change, entry.bytes, at);
  }

  #store(change: 1 | -1, bytes: number, at: SimTime): void {
    this.#storedTime += this.#stored * (at - this.#storedSince);
    this.#storedSince = at;
    this.#stored += change;
    this.#storedBytes += change * bytes;
    if (this.#stored > this.#storedPeak) this.#storedPeak = this.#stored;
  }

  #countDelivered(event: TraceEventOf<'message-delivered'>): void {
    const level = this.#levels[event.level];
    if (event.duplicate) {
      level.duplicates++;
      if (event.cause !== undefined) level.duplicatesByCause[event.cause]++;
      return;
    }
    level.delivered++;
    level.delivery.add(event.at - event.publishedAt);
  }

  #countAcknowledged(event: TraceEventOf<'message-acknowledged'>): void {
    const level = this.#levels[event.level];
    const took = event.at - event.publishedAt;
    if (event.hop === 1) level.publisherHandshake.add(took);
    else if (event.first) level.subscriberHandshake.add(took);
  }

  /** The counters at `now`, which must not be before the last event. */
  report(now: SimTime): Counters {
    const [level0, level1, level2] = this.#levels;
    const storedTime = this.#storedTime + this.#stored * (now - this.#storedSince);
    return {
      levels: { '0': level0.report(), '1': level1.report(), '2': level2.report() },
      broker: {
        storedNow: this.#stored,
        storedPeak: this.#storedPeak,
        storedMessageSeconds: Math.round(storedTime) / 1_000_000,
        storedBytesNow: this.#storedBytes,
      },
    };
  }
}
