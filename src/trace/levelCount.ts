// The counters of one published QoS while they grow; what they mean is said in metrics.ts.

import {
  DUPLICATE_CAUSES,
  EXCHANGE_TYPES,
  type ExchangeType,
  type Hop,
  LOSS_CAUSES,
  type PacketType,
} from './event.ts';
import type { HopMetrics, LatencyClock, LevelMetrics } from './metricShapes.ts';
import { Samples } from './samples.ts';

interface HopCount {
  sent: number;
  resent: number;
  lost: number;
  bytes: number;
  segments: number;
  segmentsAgain: number;
  segmentsLost: number;
}

/** What has been counted of one published QoS. */
export class LevelCount {
  published = 0;
  pairs = 0;
  delivered = 0;
  readonly duplicatesByCause = zeros(DUPLICATE_CAUSES);
  readonly lostByCause = zeros(LOSS_CAUSES);
  duplicates = 0;
  lost = 0;
  readonly sentByType = zeros(EXCHANGE_TYPES);
  readonly hop1 = createHopCount();
  readonly hop2 = createHopCount();
  readonly delivery = new Samples();
  readonly publisherHandshake = new Samples();
  readonly subscriberHandshake = new Samples();

  static revive(plain: LevelCount): LevelCount {
    const { delivery, publisherHandshake, subscriberHandshake } = plain;
    return Object.assign(new LevelCount(), plain, {
      delivery: Samples.revive(delivery),
      publisherHandshake: Samples.revive(publisherHandshake),
      subscriberHandshake: Samples.revive(subscriberHandshake),
    });
  }

  hop(hop: Hop): HopCount {
    return hop === 1 ? this.hop1 : this.hop2;
  }

  countSegment(hop: Hop, transmission: number, by: 1 | -1): void {
    const onHop = this.hop(hop);
    onHop.segments += by;
    if (transmission > 1) onHop.segmentsAgain += by;
  }

  samplesOf(clock: LatencyClock): Samples {
    if (clock === 'deliveryMs') return this.delivery;
    return clock === 'publisherHandshakeMs' ? this.publisherHandshake : this.subscriberHandshake;
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

function createHopCount(): HopCount {
  return {
    sent: 0,
    resent: 0,
    lost: 0,
    bytes: 0,
    segments: 0,
    segmentsAgain: 0,
    segmentsLost: 0,
  };
}

function reportHop(count: HopCount): HopMetrics {
  return {
    packetsSent: count.sent,
    packetsResent: count.resent,
    packetsLost: count.lost,
    bytesSent: count.bytes,
    segmentsSent: count.segments,
    segmentsResent: count.segmentsAgain,
    segmentsLost: count.segmentsLost,
  };
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}

/** A switch, because a look-up by name costs three times as much, and this is done for each packet. */
export function countType(sent: Record<ExchangeType, number>, type: PacketType, by: 1 | -1): void {
  switch (type) {
    case 'PUBLISH':
      sent.PUBLISH += by;
      break;
    case 'PUBACK':
      sent.PUBACK += by;
      break;
    case 'PUBREC':
      sent.PUBREC += by;
      break;
    case 'PUBREL':
      sent.PUBREL += by;
      break;
    case 'PUBCOMP':
      sent.PUBCOMP += by;
      break;
    // The rest belongs to no level.
    default:
  }
}
