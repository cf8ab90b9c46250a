// How sure a figure is: the interval that holds the true one with 95 % probability. What is known of a
// figure's spread comes from its replications, which alone are independent of each other; messages
// within a run need not be.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Fewer say nothing of how much runs differ. */
export const RUNS_MIN = 5;

/** Student's t, 97.5 %, for 1, 2, 3, … degrees of freedom. */
const T_QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];
const NORMAL_QUANTILE = 1.96;
const NORMAL_SQUARED = NORMAL_QUANTILE * NORMAL_QUANTILE;
/** The mean number of events, at most, of which none at all is seen once in 40 times: −ln 0.025. */
const NEVER_SEEN = 3.689;

/** Beyond the table the expansion of t around the normal distribution, which is good to 0.001 there. */
export function tQuantile(degrees: number): number {
  const known = T_QUANTILES[degrees - 1];
  const z = NORMAL_QUANTILE;
  return known ?? z + (z * z * z + z) / (4 * degrees);
}

/**
 * The variance of Σ part / Σ whole over runs, by the residuals part − ratio × whole: whoever has more
 * weighs more, and a run without any counts all the same.
 */
export function varianceOfRatio(parts: readonly number[], wholes: readonly number[]): number {
  const n = parts.length;
  const whole = sum(wholes);
  const ratio = sum(parts) / whole;
  const squares = parts.reduce((all, part, i) => {
    const residual = part - ratio * (wholes[i] ?? 0);
    return all + residual * residual;
  }, 0);
  // What binary fractions leave behind is none.
  const noise = sum(parts.map((part) => part * part)) * 1e-20;
  return squares <= noise ? 0 : (squares * n) / (n - 1) / (whole * whole);
}

/**
 * Wilson's interval of a share, with as many trials as its spread over the runs amounts to: never below
 * none or above all.
 *
 * @param variance of the share, above 0
 */
export function shareInterval(share: number, variance: number, runs: number): Interval {
  const t = tQuantile(runs - 1);
  return wilson(share, (t * t * variance) / (share * (1 - share)));
}

/** Of a share that is the same in all runs: supposes that it is one of so many independent trials. */
export function flatShareInterval(share: number, trials: number): Interval {
  return wilson(share, NORMAL_SQUARED / trials);
}

/** @param shrink z² over the number of trials */
function wilson(share: number, shrink: number): Interval {
  const centre = share + shrink / 2;
  const half = Math.sqrt(shrink * share * (1 - share) + (shrink * shrink) / 4);
  // Rounding must not leave the share itself outside.
  const low = Math.min(share, (centre - half) / (1 + shrink));
  const high = Math.max(share, (centre + half) / (1 + shrink));
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

/**
 * Of a figure above 0 that cannot be less than 0, as counts and times are: the true ones for which it
 * is no surprise, with a variance in proportion to them, as that of counts is.
 */
export function positiveInterval(value: number, variance: number, runs: number): Interval {
  const t = tQuantile(runs - 1);
  const skew = (t * t * variance) / value;
  const half = Math.sqrt(skew * value + (skew * skew) / 4);
  return { low: Math.max(0, value + skew / 2 - half), high: value + skew / 2 + half };
}

/** Of what was not seen once in so many independent trials. */
export function neverSeenInterval(trials: number): Interval {
  return { low: 0, high: NEVER_SEEN / trials };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
