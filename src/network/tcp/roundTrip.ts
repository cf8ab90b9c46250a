// How long TCP waits for an acknowledgement: RFC 6298 with Linux's floor, in whole numbers.
//
//   before a sample   1 s
//   first sample R    SRTT = R, RTTVAR = R / 2
//   next samples R    RTTVAR = 3/4 RTTVAR + 1/4 |SRTT − R|, then SRTT = 7/8 SRTT + 1/8 R
//   after a sample    SRTT + max(200 ms, 4 × RTTVAR), at most 120 s
//   a failure         twice as long, at most 120 s, until the next sample

import { fromMs, fromSec, type SimTime } from '../../base/time.ts';

export const TIMEOUT_AT_FIRST = fromSec(1);
/** Linux's; RFC 6298 says 1 s for the whole timeout. */
export const VARIATION_MIN = fromMs(200);
export const TIMEOUT_MAX = fromSec(120);

export interface RoundTrip {
  /** Undefined before the first sample. */
  estimate: Estimate | undefined;
  /** The retransmission timeout (RTO). */
  timeout: SimTime;
}

interface Estimate {
  /** Eight times SRTT, µs: the eighths are kept, so that small differences add up. */
  readonly smoothed8: number;
  /** Four times RTTVAR, µs. */
  readonly variation4: number;
}

export function createRoundTrip(): RoundTrip {
  return { estimate: undefined, timeout: TIMEOUT_AT_FIRST };
}

/** A round trip was measured; it ends the doubling. */
export function addSample(roundTrip: RoundTrip, sample: SimTime): void {
  const estimate = nextEstimate(roundTrip.estimate, sample);
  const wait = eighthOf(estimate) + Math.max(VARIATION_MIN, estimate.variation4);
  roundTrip.estimate = estimate;
  roundTrip.timeout = Math.min(wait, TIMEOUT_MAX) as SimTime;
}

function nextEstimate(estimate: Estimate | undefined, sample: SimTime): Estimate {
  if (estimate === undefined) return { smoothed8: 8 * sample, variation4: 2 * sample };
  const { smoothed8, variation4 } = estimate;
  const error = sample - eighthOf(estimate);
  return {
    smoothed8: smoothed8 + error,
    variation4: variation4 + Math.abs(error) - Math.floor(variation4 / 4),
  };
}

function eighthOf({ smoothed8 }: Estimate): number {
  return Math.floor(smoothed8 / 8);
}

/** The timer has fired: the next wait is twice as long. */
export function backOff(roundTrip: RoundTrip): void {
  roundTrip.timeout = Math.min(2 * roundTrip.timeout, TIMEOUT_MAX) as SimTime;
}
