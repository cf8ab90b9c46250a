// What a sweep measures: figures of one run, at one published level.

import type { LatencyClock, LevelMetrics, Metrics } from '../trace/metrics.ts';

export interface Measure {
  /** Empty: a share or a plain number. */
  readonly unit: string;
  readonly says: string;
  /** Null: the run has no such figure. */
  read(level: LevelMetrics, metrics: Metrics): number | null;
  /** One of the pairs each, which are delivered, lost or pending by themselves. */
  readonly isShare?: true;
}

function measure(unit: string, says: string, read: Measure['read']): Measure {
  return { unit, says, read };
}

/** Of the pairs of messages and subscribers. */
function share(says: string, read: (level: LevelMetrics) => number): Measure {
  return {
    unit: '',
    says,
    read: (level) => ratio(read(level), pairsOf(level)),
    isShare: true,
  };
}

function perDelivered(unit: string, says: string, read: (level: LevelMetrics) => number): Measure {
  return measure(unit, says, (level) => ratio(read(level), level.delivered));
}

function latency(
  clock: LatencyClock,
  which: 'p50' | 'p95' | 'p99' | 'mean',
  says: string,
): Measure {
  return measure('ms', says, (level) => level[clock][which]);
}

export const MEASURES = {
  delivered: share('share of messages that arrived', ({ delivered }) => delivered),
  lost: share('share of messages that never arrive', ({ lost }) => lost),
  pending: share('share of messages still under way at the end', ({ pending }) => pending),
  duplicates: measure('', 'second copies for each message that arrived', (level) =>
    ratio(level.duplicates, level.delivered),
  ),
  packets: perDelivered('packets', 'packets for each message that arrived', packetsOf),
  bytes: perDelivered('bytes', 'bytes for each message that arrived', (level) => level.bytesSent),
  resent: perDelivered(
    'packets',
    'packets sent again, for each message that arrived',
    (level) => level.packetsResent,
  ),
  'delivery-p50': latency('deliveryMs', 'p50', 'time to the application, half are faster'),
  'delivery-p95': latency('deliveryMs', 'p95', 'time to the application, 95 % are faster'),
  'delivery-p99': latency('deliveryMs', 'p99', 'time to the application, 99 % are faster'),
  'delivery-mean': latency('deliveryMs', 'mean', 'time to the application, on average'),
  'publisher-p50': latency('publisherHandshakeMs', 'p50', "the publisher's handshake, half"),
  'publisher-p95': latency('publisherHandshakeMs', 'p95', "the publisher's handshake, 95 %"),
  'subscriber-p50': latency('subscriberHandshakeMs', 'p50', "the subscriber's handshake, half"),
  'subscriber-p95': latency('subscriberHandshakeMs', 'p95', "the subscriber's handshake, 95 %"),
  throughput: measure('messages/s', 'messages that arrived, a second', (level, metrics) =>
    ratio(level.delivered, metrics.simulatedMs / 1000),
  ),
  'stored-peak': measure(
    'messages',
    'most messages in the broker at once',
    (_, metrics) => metrics.broker.storedPeak,
  ),
  'stored-seconds': measure(
    'message-seconds',
    'broker storage for each message that arrived',
    (level, metrics) => ratio(metrics.broker.storedMessageSeconds, level.delivered),
  ),
  // For each message that was published, whatever became of it: what a decision sheet multiplies.
  subscribers: measure('', 'subscribers that each message was for', (level) =>
    ratio(pairsOf(level), level.published),
  ),
  'duplicates-sent': measure('', 'second copies for each message published', (level) =>
    ratio(level.duplicates, level.published),
  ),
  'bytes-sent': measure('bytes', 'bytes for each message published', (level) =>
    ratio(level.bytesSent, level.published),
  ),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];

export function isMeasureName(name: string): name is MeasureName {
  return Object.hasOwn(MEASURES, name);
}

function pairsOf({ delivered, lost, pending }: LevelMetrics): number {
  return delivered + lost + pending;
}

function packetsOf({ hops }: LevelMetrics): number {
  return hops['1'].packetsSent + hops['2'].packetsSent;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
