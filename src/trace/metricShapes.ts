// The shapes of the counters, as the command line's --json prints them.

import type { DuplicateCause, ExchangeType, LossCause } from './event.ts';
import type { Patterns } from './patternCount.ts';
import type { Spread } from './samples.ts';

export interface HopMetrics {
  readonly packetsSent: number;
  /** PUBLISH and PUBREL that had been sent before. */
  readonly packetsResent: number;
  readonly packetsLost: number;
  /** Of the packets alone: without what TCP adds or sends again. */
  readonly bytesSent: number;
  /** TCP segments with a packet in them, those sent again included; 0 on lossy packets. */
  readonly segmentsSent: number;
  readonly segmentsResent: number;
  readonly segmentsLost: number;
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

/** From publish to what a latency is measured. */
export type LatencyClock = 'deliveryMs' | 'publisherHandshakeMs' | 'subscriberHandshakeMs';

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
  /**
   * Each publishing pattern's share, in order of their first message. Absent where the scenario has no
   * more than one.
   */
  readonly patterns?: Patterns;
}
