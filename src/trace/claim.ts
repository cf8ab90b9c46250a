// What is said of one figure of the rule of thumb, and what judging needs everywhere: the words for a
// ratio, and what a network is to be set to otherwise.

import type { NetworkSettings } from '../scenario/scenario.ts';
import type { Qos } from './event.ts';
import type { LatencyClock } from './metrics.ts';

export const CLAIMS = ['roundTrips', 'storage', 'latency', 'duplicates'] as const;
export type ClaimName = (typeof CLAIMS)[number];

/** A network on which a claim is right. */
export interface RightNetwork {
  /** What is to be set otherwise; may be nothing. */
  readonly changes: Partial<NetworkSettings>;
  /** Absent: it is not a matter of clocks. */
  readonly clock?: LatencyClock;
}

export interface Claim {
  readonly level: Qos;
  readonly name: ClaimName;
  /** As folklore has it. */
  readonly text: string;
  /** `right` with some clock: `says` tells which. `open`: what is measured does not decide it. */
  readonly verdict: 'right' | 'wrong' | 'open';
  readonly says: string;
  /** Absent: it is right already, or no network makes it so. */
  readonly network?: RightNetwork;
}

export const NOTHING_YET = 'Nothing is measured yet.';

/** To the second decimal, as it is shown. */
export function formatRatio(value: number): string {
  return value < 100 ? value.toFixed(2) : String(Math.round(value));
}

/** Of the settings that are wanted those that a network does not have. */
export function differing(
  network: NetworkSettings,
  wanted: Partial<NetworkSettings>,
): Partial<NetworkSettings> {
  const keys = Object.keys(wanted) as (keyof NetworkSettings)[];
  return Object.fromEntries(
    keys.filter((key) => wanted[key] !== network[key]).map((key) => [key, wanted[key]]),
  );
}
