// The numbers of a time axis: how far apart, and how they are written.

const NUMBERS_APART = 84;

/**
 * The least step between numbers, in µs, at which they do not crowd: 1, 2 or 5 of a power of ten.
 * @param zoom px for a virtual second
 */
export function axisStep(zoom: number): number {
  const least = (NUMBERS_APART / zoom) * 1_000_000;
  for (let power = 1; ; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) if (step >= least) return step;
  }
}

/** `5.0 s`, with more decimals where the step needs them. */
export function formatAxis(us: number, step: number): string {
  let decimals = 6;
  for (let power = 10; power <= step && decimals > 1; power *= 10) decimals--;
  return `${(us / 1_000_000).toFixed(decimals)} s`.replace('-', '−');
}
