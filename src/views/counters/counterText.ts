// How counters are written: figures, and the causes in words.

import type { DuplicateCause, LossCause } from '../../trace/event.ts';
import type { BrokerMetrics, LatencyClock, LevelMetrics } from '../../trace/metrics.ts';
import type { Spread } from '../../trace/samples.ts';

/** Stands where there is no figure. */
export const NONE = '–';

export function formatMs(ms: Spread['p50']): string {
  if (ms === null) return NONE;
  return String(ms < 100 ? Math.round(ms * 10) / 10 : Math.round(ms));
}

/** So much for each of something: to a tenth, whole from 100 on. */
export function formatEach(each: number): string {
  return String(each < 100 ? Math.round(each * 10) / 10 : Math.round(each));
}

/** Packets sent on both hops for each delivered pair. */
export function packetsEach({ packetsSent, delivered }: LevelMetrics): string {
  if (delivered === 0) return NONE;
  const sent = Object.values(packetsSent).reduce((sum, count) => sum + count, 0);
  return formatEach(sent / delivered);
}

export function describeStorage({ storedNow, storedBytesNow, storedPeak }: BrokerMetrics): string {
  const now = storedNow === 0 ? 'nothing' : `${storedNow} (${storedBytesNow} B)`;
  return `Broker stores ${now}; ${storedPeak} at its peak.`;
}

export interface ClockChoice {
  readonly value: LatencyClock;
  readonly label: string;
  /** Whose latencies these are. */
  readonly of: string;
}

/** All three count from publish(). */
export const CLOCKS: readonly [ClockChoice, ...ClockChoice[]] = [
  { value: 'deliveryMs', label: 'latency to the application', of: 'of those delivered' },
  {
    value: 'publisherHandshakeMs',
    label: 'until the publisher is done',
    of: 'of those acknowledged',
  },
  {
    value: 'subscriberHandshakeMs',
    label: 'until the subscriber has answered',
    of: 'of those acknowledged',
  },
];

export const LOSS_WORDS: Readonly<Record<LossCause, string>> = {
  packetLost: 'packet lost',
  connectionLost: 'connection lost',
  offline: 'was offline',
  queueFull: 'queue full',
  stateLost: 'state lost',
  expired: 'expired',
  gaveUp: 'sender gave up',
  refused: 'refused',
  tooLarge: 'too large',
};

export const DUPLICATE_WORDS: Readonly<Record<DuplicateCause, string>> = {
  publisherResend: 'publisher sent again',
  brokerResend: 'broker sent again',
  overlappingSubscription: 'two subscriptions',
  stateLost: 'state lost',
  networkCopy: 'copy by network',
};
