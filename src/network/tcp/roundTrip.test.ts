// The retransmission timeout, against RFC 6298 written out in fractions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../../base/time.ts';
import { addSample, backOff, createRoundTrip } from './roundTrip.ts';

function timeoutAfter(...samplesMs: number[]): number {
  const roundTrip = createRoundTrip();
  for (const ms of samplesMs) addSample(roundTrip, fromMs(ms));
  return roundTrip.timeout;
}

/** RFC 6298 (2.2) and (2.3), the floor of 200 ms on 4 × RTTVAR. */
function slowTimeout(samples: readonly number[]): number {
  const [first = 0, ...rest] = samples;
  let srtt = first;
  let rttvar = first / 2;
  for (const sample of rest) {
    rttvar = (1 - 1 / 4) * rttvar + (1 / 4) * Math.abs(srtt - sample);
    srtt = (1 - 1 / 8) * srtt + (1 / 8) * sample;
  }
  return Math.min(srtt + Math.max(200_000, 4 * rttvar), 120_000_000);
}

describe('the retransmission timeout', () => {
  test('is 1 s before there is a sample', () => {
    expect(createRoundTrip().timeout).toBe(fromSec(1));
  });

  test('is three round trips after the first sample, and 200 ms above a short one', () => {
    expect(timeoutAfter(300)).toBe(fromMs(900));
    expect(timeoutAfter(40)).toBe(fromMs(240));
    expect(timeoutAfter(0)).toBe(fromMs(200));
  });

  test('settles 200 ms above a steady round trip', () => {
    expect(timeoutAfter(...Array.from({ length: 50 }, () => 300))).toBe(fromMs(500));
  });

  test('doubles at each failure up to 120 s, and the next sample ends that', () => {
    const roundTrip = createRoundTrip();
    const waits = Array.from({ length: 9 }, () => {
      backOff(roundTrip);
      return roundTrip.timeout / 1_000_000;
    });
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 120, 120, 120]);
    addSample(roundTrip, fromMs(100));
    expect(roundTrip.timeout).toBe(fromMs(300));
  });

  test('is what RFC 6298 says in fractions, to 10 µs, and a whole number (property)', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 90_000_000 }), {
      minLength: 1,
      maxLength: 200,
    });
    const property = fc.property(samples, (list) => {
      const roundTrip = createRoundTrip();
      for (const sample of list) addSample(roundTrip, sample as SimTime);
      expect(Number.isInteger(roundTrip.timeout)).toBe(true);
      expect(Math.abs(roundTrip.timeout - slowTimeout(list))).toBeLessThanOrEqual(10);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
