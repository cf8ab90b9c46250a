// Exponentially distributed spans, from draws. The logarithm is made of + − × ÷ alone, which every
// engine rounds alike: Math.log may differ in its last bit from one to the next.

import { DRAW_RANGE } from '../base/random.ts';

/** ln 2, as a double has it: some number of 2^53 parts. */
const LN_2 = 6_243_314_768_165_359 / 9_007_199_254_740_992;

/** Of artanh, the last first: with s² below 0.032 what would follow is less than a double's last bit. */
const COEFFICIENTS = [21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((odd) => 1 / odd);

/** −ln u, to about 15 digits. @param u above 0, at most 1 */
export function minusLn(u: number): number {
  let m = u;
  let halvings = 0;
  while (m < 0.7) {
    m *= 2;
    halvings++;
  }
  // ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), with |s| below 0.177.
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (const coefficient of COEFFICIENTS) sum = sum * square + coefficient;
  return halvings * LN_2 - 2 * s * sum;
}

/**
 * A span of the exponential distribution with this mean, in the mean's unit: no whole number, above
 * 0, at most 22.9 means.
 * @param drawn from 0 to 2^32 − 1
 */
export function exponential(drawn: number, mean: number): number {
  return mean * minusLn((drawn + 0.5) / DRAW_RANGE);
}
