// The counters, folded from a trace event by event. Each is defined where it is counted; their shapes
// are metricShapes.ts's.

import type { SimTime } from '../base/time.ts';
import type {
  MessageUid,
  NodeId,
  PacketRecord,
  Qos,
  StoreEntry,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import { countType, LevelCount } from './levelCount.ts';
import type { Counters, LatencyClock } from './metricShapes.ts';
import { PatternCount, type PatternName, type Patterns, patternOf } from './patternCount.ts';
import type { Samples } from './samples.ts';

export type {
  BrokerMetrics,
  Counters,
  HopMetrics,
  LatencyClock,
  LevelMetrics,
  Metrics,
} from './metricShapes.ts';

/** The events that change a counter; of the `session-` ones those of the broker do. */
export type CountedEvent = TraceEventOf<
  | 'packet-sent'
  | 'packet-lost'
  | 'segment-sent'
  | 'segment-lost'
  | 'session-stored'
  | 'session-released'
  | 'session-updated'
  | 'message-published'
  | 'message-delivered'
  | 'message-lost'
  | 'message-acknowledged'
>;
export type UncountedEvent = Exclude<TraceEvent, CountedEvent>;

/** More messages than are under way at once, as a rule. */
const LATEST_MAX = 256;

/** Events in, counters out. Events must come in the trace's order. */
export class MetricsFold {
  private readonly levels = [new LevelCount(), new LevelCount(), new LevelCount()] as const;
  private stored = 0;
  private storedBytes = 0;
  private storedPeak = 0;
  /** Messages × µs stored up to `storedSince`. */
  private storedTime = 0;
  private storedSince = 0;
  private readonly patterns: Map<PatternName, PatternCount> | undefined;
  /** Those of the messages counted lately: to cut a name out of each event's would cost more. */
  private readonly latest = new Map<MessageUid, PatternCount>();

  /** @param countsPatterns whether it counts by pattern too, which costs a fast run a quarter more */
  constructor(countsPatterns = false) {
    this.patterns = countsPatterns ? new Map() : undefined;
  }

  /** @param plain one without its class, as it comes from another thread */
  static revive(plain: MetricsFold): MetricsFold {
    const levels = plain.levels.map(LevelCount.revive);
    const patterns =
      plain.patterns &&
      new Map([...plain.patterns].map(([name, count]) => [name, PatternCount.revive(count)]));
    return Object.assign(new MetricsFold(), plain, { levels, patterns, latest: new Map() });
  }

  add(event: TraceEvent): void {
    this.count(event, 1);
  }

  /**
   * Takes the oldest of the added events out again, for counts over a sliding window. What is
   * stored stays: it is no matter of a window.
   */
  remove(event: TraceEvent): void {
    this.count(event, -1);
  }

  private count(event: TraceEvent, by: 1 | -1): void {
    switch (event.kind) {
      case 'packet-sent':
        this.countSent(event.packet, by);
        break;
      case 'packet-lost': {
        const { level, hop } = event.packet;
        if (level !== undefined) this.levels[level].hop(hop).lost += by;
        break;
      }
      case 'segment-sent': {
        const { level, hop } = event.packet;
        if (level !== undefined) this.levels[level].countSegment(hop, event.transmission, by);
        break;
      }
      case 'segment-lost': {
        const { level, hop } = event.packet;
        if (level !== undefined) this.levels[level].hop(hop).segmentsLost += by;
        break;
      }
      case 'message-published': {
        const level = this.levels[event.qos];
        level.published += by;
        level.pairs += by * event.subscribers.length;
        const pattern = this.pattern(event.messageUid);
        if (pattern === undefined) break;
        pattern.published += by;
        pattern.pairs += by * event.subscribers.length;
        break;
      }
      case 'message-delivered':
        this.countDelivered(event, by);
        break;
      case 'message-lost': {
        const level = this.levels[event.level];
        level.lost += by;
        level.lostByCause[event.cause] += by;
        const pattern = this.pattern(event.messageUid);
        if (pattern !== undefined) pattern.lost += by;
        break;
      }
      case 'message-acknowledged':
        this.countAcknowledged(event, by);
        break;
      case 'session-stored':
        if (by === 1) this.countStored(event.node, event.entry, event.at, 1);
        break;
      case 'session-released':
        if (by === 1) this.countStored(event.node, event.entry, event.at, -1);
        break;
      case 'session-updated':
        if (by === 1 && event.node === 'broker') this.store(-1, event.entry.bytes, event.at);
        break;
      default:
        event satisfies UncountedEvent;
    }
  }

  private countSent(packet: PacketRecord, by: 1 | -1): void {
    const { level, type, attempt, bytes, hop, messageUid } = packet;
    if (level === undefined || messageUid === undefined) return;
    const count = this.levels[level];
    countType(count.sentByType, type, by);
    const onHop = count.hop(hop);
    onHop.sent += by;
    onHop.bytes += by * bytes;
    if (attempt > 1 && (type === 'PUBLISH' || type === 'PUBREL')) onHop.resent += by;
    const pattern = this.pattern(messageUid);
    if (pattern === undefined) return;
    pattern.packets += by;
    pattern.bytes += by * bytes;
  }

  private countStored(node: NodeId, entry: StoreEntry, at: SimTime, change: 1 | -1): void {
    if (node === 'broker' && entry.holds === 'message') this.store(change, entry.bytes, at);
  }

  private store(change: 1 | -1, bytes: number, at: SimTime): void {
    this.storedTime += this.stored * (at - this.storedSince);
    this.storedSince = at;
    this.stored += change;
    this.storedBytes += change * bytes;
    if (this.stored > this.storedPeak) this.storedPeak = this.stored;
  }

  private countDelivered(event: TraceEventOf<'message-delivered'>, by: 1 | -1): void {
    const level = this.levels[event.level];
    const pattern = this.pattern(event.messageUid);
    if (event.duplicate) {
      level.duplicates += by;
      if (pattern !== undefined) pattern.duplicates += by;
      if (event.cause !== undefined) level.duplicatesByCause[event.cause] += by;
      return;
    }
    level.delivered += by;
    change(level.delivery, event.at - event.publishedAt, by);
    if (pattern === undefined) return;
    pattern.delivered += by;
    change(pattern.delivery, event.at - event.publishedAt, by);
  }

  private countAcknowledged(event: TraceEventOf<'message-acknowledged'>, by: 1 | -1): void {
    const level = this.levels[event.level];
    const took = event.at - event.publishedAt;
    if (event.hop === 1) change(level.publisherHandshake, took, by);
    else if (event.first) change(level.subscriberHandshake, took, by);
  }

  private pattern(messageUid: MessageUid): PatternCount | undefined {
    if (this.patterns === undefined) return undefined;
    const known = this.latest.get(messageUid);
    if (known !== undefined) return known;
    const name = patternOf(messageUid);
    const count = this.patterns.get(name) ?? new PatternCount();
    this.patterns.set(name, count);
    if (this.latest.size === LATEST_MAX) this.latest.clear();
    this.latest.set(messageUid, count);
    return count;
  }

  /** Each publishing pattern's share of the counters. */
  reportPatterns(): Patterns {
    return Object.fromEntries(
      [...(this.patterns ?? [])].map(([name, count]) => [name, count.report()]),
    );
  }

  /** The latencies that a level's figures stand on. Not to be added to. */
  samplesOf(level: Qos, clock: LatencyClock): Samples {
    return this.levels[level].samplesOf(clock);
  }

  /** The counters at `now`, which must not be before the last event. */
  report(now: SimTime): Counters {
    const [level0, level1, level2] = this.levels;
    const storedTime = this.storedTime + this.stored * (now - this.storedSince);
    return {
      levels: { '0': level0.report(), '1': level1.report(), '2': level2.report() },
      broker: {
        storedNow: this.stored,
        storedPeak: this.storedPeak,
        storedMessageSeconds: Math.round(storedTime) / 1_000_000,
        storedBytesNow: this.storedBytes,
      },
    };
  }
}

function change(samples: Samples, us: number, by: 1 | -1): void {
  if (by === 1) samples.add(us);
  else samples.dropOldest(us);
}
