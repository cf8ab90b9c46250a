// How sure a figure is: the interval in which the true mean lies with 95 % probability, from the
// spread of replications.

export interface Estimate {
  readonly mean: number;
  /** Null: nothing can be said, as of a single replication. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Student's t, 97.5 %, for 1, 2, 3, … degrees of freedom. */
const T_QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];
const NORMAL_QUANTILE = 1.96;

/**
 * @param values of at least one replication
 * @param trials of a share: of how many in all replications together it is one
 */
export function estimate(values: readonly number[], trials: number | undefined): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  // Where every replication says the same, a share still has an interval; other figures are exact.
  if (spread === 0 && trials !== undefined && trials > 0) return { mean, ...wilson(mean, trials) };
  if (n < 2) return { mean, low: null, high: null };
  const half = tQuantile(n - 1) * Math.sqrt(spread / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}

/** Beyond the table the expansion of t around the normal distribution, which is good to 0.001 there. */
function tQuantile(degrees: number): number {
  const known = T_QUANTILES[degrees - 1];
  const z = NORMAL_QUANTILE;
  return known ?? z + (z * z * z + z) / (4 * degrees);
}

/** Wilson's score interval of a share `p` of `n` independent trials. */
function wilson(p: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = NORMAL_QUANTILE * NORMAL_QUANTILE;
  const centre = p + z2 / (2 * n);
  const half = NORMAL_QUANTILE * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  // Rounding must not leave the share itself outside.
  const low = Math.min(p, (centre - half) / scale);
  return { low: Math.max(0, low), high: Math.min(1, Math.max(p, (centre + half) / scale)) };
}
