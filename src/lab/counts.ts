// What is kept of a run: sums, which add up over runs whatever becomes of each, and every latency, so
// that a percentile of many runs is that of all their messages together.

import type { LatencyClock, LevelMetrics, Metrics } from '../trace/metrics.ts';

const READERS = {
  published: ({ published }) => published,
  pairs: ({ delivered, lost, pending }) => delivered + lost + pending,
  delivered: ({ delivered }) => delivered,
  lost: ({ lost }) => lost,
  pending: ({ pending }) => pending,
  duplicates: ({ duplicates }) => duplicates,
  packets: ({ hops }) => hops['1'].packetsSent + hops['2'].packetsSent,
  bytes: ({ bytesSent }) => bytesSent,
  resent: ({ packetsResent }) => packetsResent,
  /** Of virtual time. */
  simulatedSec: (_, { simulatedMs }) => simulatedMs / 1000,
  storedPeak: (_, { broker }) => broker.storedPeak,
  /** Messages in the broker × how long, in seconds. */
  storedSeconds: (_, { broker }) => broker.storedMessageSeconds,
} as const satisfies Record<string, (level: LevelMetrics, metrics: Metrics) => number>;

export type CountName = keyof typeof READERS;

const COUNT_NAMES = Object.keys(READERS) as readonly CountName[];
const PLACES = Object.fromEntries(COUNT_NAMES.map((name, i) => [name, i])) as Readonly<
  Record<CountName, number>
>;

export const CLOCKS: readonly LatencyClock[] = [
  'deliveryMs',
  'publisherHandshakeMs',
  'subscriberHandshakeMs',
];

/** One run, at one published level: plain, small, and as good from a file as from a worker. */
export interface JobResult {
  /** In an order of its own: `countIn` knows it. */
  readonly counts: readonly number[];
  /** By `CLOCKS`, each as value, count, value, count, …: ascending, in µs, off by less than 1 %. */
  readonly latencies: readonly (readonly number[])[];
}

export function countsOf(level: LevelMetrics, metrics: Metrics): readonly number[] {
  return COUNT_NAMES.map((name) => READERS[name](level, metrics));
}

export function countIn({ counts }: JobResult, name: CountName): number {
  return counts[PLACES[name]] ?? 0;
}

export function latenciesIn({ latencies }: JobResult, clock: LatencyClock): readonly number[] {
  return latencies[CLOCKS.indexOf(clock)] ?? [];
}
