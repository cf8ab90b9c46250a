// The rule of thumb that people repeat about the three levels, and beside each of its figures the one
// that runs of the levels have measured and the one that theory has. What of it is right, and where,
// is ruleClaims.ts's.

import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import {
  latencyConditions,
  latencyForms,
  lossConditions,
  lossForms,
  pathOf,
  storageForm,
  storageUntilComplete,
  type Unmet,
} from './closedForms.ts';
import type { Qos } from './event.ts';
import type { Counters, LatencyClock, LevelMetrics } from './metrics.ts';

/** Folklore, in units of one QoS 0 delivery where it is about latency. */
export interface Folklore {
  readonly roundTrips: number;
  readonly storage: 'none' | 'until ack' | 'until complete';
  readonly latency: readonly [from: number, to: number];
  readonly duplicates: 'none' | 'possible';
}

export const FOLKLORE: Readonly<Record<Qos, Folklore>> = {
  0: { roundTrips: 0, storage: 'none', latency: [1, 1], duplicates: 'none' },
  1: { roundTrips: 1, storage: 'until ack', latency: [1.5, 2], duplicates: 'possible' },
  2: { roundTrips: 2, storage: 'until complete', latency: [2.5, 4], duplicates: 'none' },
};

export const LATENCY_CLOCKS = [
  'deliveryMs',
  'publisherHandshakeMs',
  'subscriberHandshakeMs',
] as const satisfies readonly LatencyClock[];

/** A run of the scenario with everything published at one level. */
export interface LevelRun {
  readonly level: Qos;
  readonly counters: Counters;
}

export interface RuleInput {
  /** One for each level. */
  readonly lanes: readonly LevelRun[];
  readonly scenario: Scenario;
  /** As it is at the instant of the counters. */
  readonly network: NetworkSettings;
  /** Whether it was so from the beginning on. */
  readonly isSteady: boolean;
  /** Whether nobody has interfered by hand with clients, broker and packets. */
  readonly isUntouched: boolean;
}

export interface Figure {
  /** Undefined: there are too few samples, or nothing to compare them with. */
  readonly measured: number | undefined;
  readonly n: number;
  /** What theory says, where its conditions hold. */
  readonly formula: number | undefined;
}

export interface LatencyFigures {
  readonly median: Figure;
  readonly p95: Figure;
}

export interface StorageFigures {
  readonly peak: number;
  readonly messageSeconds: number;
  /** Mean stay of a message, ms. */
  readonly stayMs: Figure;
  /** What the stay would be if the broker kept it until its exchanges are complete, ms. */
  readonly completeMs: number | undefined;
}

export interface MeasuredLevel {
  readonly level: Qos;
  /** The median of each clock, in round trips of the network. */
  readonly roundTrips: Readonly<Record<LatencyClock, Figure>>;
  /** In units of the median QoS 0 delivery. */
  readonly latency: Readonly<Record<LatencyClock, LatencyFigures>>;
  readonly storage: StorageFigures;
  /** Second copies for each delivered pair; n is how many those are. */
  readonly duplicates: Figure & { readonly count: number };
}

export interface MeasuredRule {
  readonly levels: readonly MeasuredLevel[];
  /** One round trip of a hop: twice the mean latency, ms. */
  readonly roundTripMs: number;
  /** Why the formulas of latency and storage do not hold here; empty: they do. */
  readonly latencyUnmet: readonly Unmet[];
  /** Why those of second copies do not. */
  readonly lossUnmet: readonly Unmet[];
}

export const TOUCHED: Unmet = 'clients, broker or packets were interfered with by hand';

export function measureRule(input: RuleInput): MeasuredRule {
  const { lanes, scenario, network, isSteady, isUntouched } = input;
  const changed = [
    ...(isSteady ? [] : ['the network has changed on the way']),
    ...(isUntouched ? [] : [TOUCHED]),
  ];
  const base = lanes.find(({ level }) => level === 0)?.counters.levels[0];
  const rule = {
    roundTripMs: 2 * network.latencyMs + network.jitterMs,
    latencyUnmet: [...latencyConditions(scenario, network), ...changed],
    lossUnmet: [...lossConditions(scenario, network), ...changed],
  };
  return { ...rule, levels: lanes.map((lane) => measureLevel(lane, base, input, rule)) };
}

function measureLevel(
  { level, counters }: LevelRun,
  base: LevelMetrics | undefined,
  { scenario, network }: RuleInput,
  { roundTripMs, latencyUnmet, lossUnmet }: Omit<MeasuredRule, 'levels'>,
): MeasuredLevel {
  const metrics = counters.levels[level];
  const path = pathOf(scenario, level);
  const known = latencyUnmet.length === 0 ? path : undefined;
  const forms = known && latencyForms(known);
  const basePath = pathOf(scenario, 0);
  const baseForm = basePath && latencyForms(basePath).deliveryMs;
  const figure = (clock: LatencyClock, key: 'p50' | 'p95'): Figure => ({
    measured: over(metrics[clock][key], base?.deliveryMs.p50),
    n: metrics[clock].n,
    formula: over(forms?.[clock], baseForm),
  });
  const { broker } = counters;
  const { published, delivered, lost, pending, duplicates } = metrics;
  const subscribers = over(delivered + lost + pending, published) ?? 1;
  const inMs = (inL: number | undefined) => inL && inL * network.latencyMs;
  const loss = path && lossUnmet.length === 0 ? lossForms(path, network) : undefined;
  return {
    level,
    roundTrips: byClock((clock) => ({
      measured: over(metrics[clock].p50, roundTripMs),
      n: metrics[clock].n,
      formula: over(forms?.[clock], 2),
    })),
    latency: byClock((clock) => ({ median: figure(clock, 'p50'), p95: figure(clock, 'p95') })),
    storage: {
      peak: broker.storedPeak,
      messageSeconds: broker.storedMessageSeconds,
      stayMs: {
        measured: over(broker.storedMessageSeconds * 1000, published),
        n: published,
        formula: inMs(known && storageForm(known, subscribers)),
      },
      completeMs: inMs(known && storageUntilComplete(known, subscribers)),
    },
    duplicates: {
      count: duplicates,
      measured: over(duplicates, delivered),
      n: delivered,
      formula: loss && over(loss.secondCopies, loss.delivered),
    },
  };
}

export function byClock<T>(make: (clock: LatencyClock) => T): Readonly<Record<LatencyClock, T>> {
  return {
    deliveryMs: make('deliveryMs'),
    publisherHandshakeMs: make('publisherHandshakeMs'),
    subscriberHandshakeMs: make('subscriberHandshakeMs'),
  };
}

function over(
  value: number | null | undefined,
  unit: number | null | undefined,
): number | undefined {
  if (value === null || value === undefined) return undefined;
  return unit === null || unit === undefined || unit === 0 ? undefined : value / unit;
}
