// The counters of one publishing pattern while they grow: of several kinds of message on one
// connection, each kind's own share.

import type { MessageUid } from './event.ts';
import { Samples, type Spread } from './samples.ts';

/** What metrics.ts counts of a level, of one client's pattern. */
export interface PatternMetrics {
  readonly published: number;
  readonly delivered: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly pending: number;
  /** On both hops. */
  readonly packetsSent: number;
  readonly bytesSent: number;
  readonly deliveryMs: Spread;
}

/** `pub/gps`: names a pattern among those of all clients. */
export type PatternName = string;

export type Patterns = Readonly<Record<PatternName, PatternMetrics>>;

export function patternOf(messageUid: MessageUid): PatternName {
  return messageUid.slice(0, messageUid.lastIndexOf('/'));
}

export class PatternCount {
  published = 0;
  pairs = 0;
  delivered = 0;
  duplicates = 0;
  lost = 0;
  packets = 0;
  bytes = 0;
  readonly delivery = new Samples();

  static revive(plain: PatternCount): PatternCount {
    const delivery = Samples.revive(plain.delivery);
    return Object.assign(new PatternCount(), plain, { delivery });
  }

  report(): PatternMetrics {
    const { published, delivered, duplicates, lost } = this;
    return {
      published,
      delivered,
      duplicates,
      lost,
      pending: this.pairs - delivered - lost,
      packetsSent: this.packets,
      bytesSent: this.bytes,
      deliveryMs: this.delivery.spread(),
    };
  }
}
