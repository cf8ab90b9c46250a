// The bins of a histogram of latencies: ten to a decade, so that deliveries in some milliseconds and
// re-sends seconds later are both seen.

export interface Bins {
  /** In ms; bin i lies between edge i and the next. The first has all that is below, too. */
  readonly edges: readonly number[];
  /** For each level, one for each bin. */
  readonly counts: readonly (readonly number[])[];
}

/** Renard's series, which is close to even steps of the logarithm. */
const TENTHS = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];
const SMALLEST_MS = 0.1;
/** Fewer would not show where they lie. */
const BINS_MIN = 10;

/** Edges up to beyond `most`, in ms. */
export function edgesBeyond(most: number): readonly number[] {
  const edges: number[] = [];
  for (let decade = SMALLEST_MS; decade <= Math.max(1, most) * 10; decade *= 10) {
    for (const tenth of TENTHS) edges.push(Number((tenth * decade).toPrecision(3)));
  }
  return edges;
}

/**
 * The bins between the first and the last that has something, and some around them.
 * @param counted for each level how many lie below the first edge, between edges, and beyond
 */
export function trimBins(edges: readonly number[], counted: readonly (readonly number[])[]): Bins {
  const merged = counted.map(([below = 0, first = 0, ...rest]) => [
    below + first,
    ...rest.slice(0, -1),
  ]);
  const isUsed = (_: number, bin: number) => merged.some((counts) => (counts[bin] ?? 0) > 0);
  const bins = edges.slice(1);
  let first = Math.max(0, bins.findIndex(isUsed));
  let end = bins.findLastIndex(isUsed) + 1;
  while (end - first < Math.min(BINS_MIN, bins.length)) {
    if (first > 0) first--;
    if (end < bins.length) end++;
  }
  return {
    edges: edges.slice(first, end + 1),
    counts: merged.map((counts) => counts.slice(first, end)),
  };
}

/** Where a latency lies between the first edge and the last, 0 to 1, as the bins are spaced. */
export function shareOf(ms: number, edges: readonly number[]): number {
  const bins = edges.length - 1;
  const i = edges.findLastIndex((edge) => edge <= ms);
  if (i < 0) return 0;
  if (i >= bins) return 1;
  const [low, high] = [edges[i] as number, edges[i + 1] as number];
  return (i + (ms - low) / (high - low)) / bins;
}

/** Edges that get a label: 1, 2 and 5 of each decade, or 1 alone where there are many. */
export function ticksOf(edges: readonly number[]): readonly number[] {
  const leads = edges.length <= 14 ? [1, 2, 5] : edges.length <= 24 ? [1, 4] : [1];
  return edges.filter((edge) => leads.includes(Number(edge.toExponential().split('e')[0])));
}

/** `50 ms`, `2 s` */
export function formatTick(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}
