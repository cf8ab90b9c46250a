// The chart of latencies: how they are spread, or how much came within how long. Those of several levels
// are never mixed: a lane that has them has a line for each.

import { LEVELS } from '../../store/counters.ts';
import type { Qos } from '../../trace/event.ts';
import type { LatencyClock, LevelMetrics } from '../../trace/metrics.ts';
import type { ChartLine, LineStyle } from '../charts/chartData.ts';
import { edgesBeyond, trimBins } from '../counters/bins.ts';
import { type ChartLane, lookOf } from './chartLanes.ts';

export interface LatencyChart {
  readonly lines: readonly ChartLine[];
  /** Middles of the bins, or edges, in ms. */
  readonly stops: readonly number[];
  /** What each is called. */
  readonly stopNames: readonly string[];
  readonly domain: readonly [number, number];
}

export function formatLatency(ms: number): string {
  return ms < 10 ? String(Math.round(ms * 100) / 100) : String(Math.round(ms));
}

/** What share of the latencies each bin has, in percent; or how much came within. */
export function latencyChart(
  lanes: readonly ChartLane[],
  clock: LatencyClock,
  shape: 'each' | 'within',
): LatencyChart | undefined {
  const strands = lanes.flatMap(strandsOf);
  const measured = strands.map(({ metrics }) =>
    metrics.reduce((sum, one) => sum + one[clock].n, 0),
  );
  if (measured.every((n) => n === 0)) return undefined;
  const longest = strands.flatMap(({ metrics }) => metrics.map((one) => one[clock].max ?? 0));
  const wide = edgesBeyond(Math.max(0, ...longest));
  const { edges, counts: bins } = trimBins(
    wide,
    strands.map((strand) => countBetween(strand, clock, wide)),
  );
  const [first, last] = [edges[0] ?? 0.1, edges.at(-1) ?? 1];
  const middles = edges.slice(1).map((to, i) => Math.sqrt((edges[i] ?? to) * to));
  const lines = strands.map((strand, i): ChartLine => {
    const { look, metrics } = strand;
    const n = shape === 'within' ? pairsIn(metrics) : (measured[i] ?? 0);
    const share = (count: number) => (n === 0 ? 0 : (100 * count) / n);
    if (shape === 'within') {
      const points = countWithin(strand, clock, edges).map((count, edge) => {
        return { x: edges[edge] ?? last, y: share(count) };
      });
      return { ...look, steps: true, points: n === 0 ? [] : points };
    }
    const points = (bins[i] ?? []).map((count, bin) => {
      return { x: edges[bin] ?? first, y: share(count) };
    });
    const marks = middles.flatMap((x, bin) => {
      const y = points[bin]?.y ?? 0;
      return y === 0 ? [] : [{ x, y }];
    });
    const drawn = n === 0 ? [] : [...points, { x: last, y: 0 }];
    return { ...look, steps: true, points: drawn, marks };
  });
  const domain = [first, last] as const;
  if (shape === 'within') {
    return { lines, stops: edges, stopNames: edges.map(formatLatency), domain };
  }
  // The first of all bins has what is below it, too.
  const stopNames = middles.map((_, i) => {
    const from = i === 0 && first === wide[0] ? 'up' : formatLatency(edges[i] ?? first);
    return `${from} to ${formatLatency(edges[i + 1] ?? last)}`;
  });
  return { lines, stops: middles, stopNames, domain };
}

/** What has a line of its own. */
interface Strand {
  readonly look: Pick<ChartLine, 'label' | 'tone' | 'style' | 'mark'>;
  readonly levels: readonly Qos[];
  readonly metrics: readonly LevelMetrics[];
  readonly cursor: ChartLane['cursor'];
}

/** With the lane’s dash, and a mark for each level. */
const MARKS: readonly LineStyle[] = ['circle', 'square', 'diamond'];

function strandsOf(lane: ChartLane, i: number): readonly Strand[] {
  const { cursor, counters } = lane;
  const look = lookOf(lane, i);
  const levels = LEVELS.filter((level) => counters.levels[level].published > 0);
  if (levels.length < 2) {
    return [{ look, cursor, levels: LEVELS, metrics: LEVELS.map((one) => counters.levels[one]) }];
  }
  return levels.map((level) => ({
    look: {
      ...look,
      label: `${look.label}, QoS ${level}`,
      tone: `q${level}`,
      mark: MARKS[level] ?? 'plain',
    },
    cursor,
    levels: [level],
    metrics: [counters.levels[level]],
  }));
}

function pairsIn(metrics: readonly LevelMetrics[]): number {
  return metrics.reduce((sum, { delivered, lost, pending }) => sum + delivered + lost + pending, 0);
}

function countBetween(
  { cursor, levels }: Strand,
  clock: LatencyClock,
  edges: readonly number[],
): readonly number[] {
  const counted = cursor.countBetween(clock, edges).filter((_, level) => {
    return levels.some((one) => one === LEVELS[level]);
  });
  return (counted[0] ?? []).map((_, i) => counted.reduce((sum, bins) => sum + (bins[i] ?? 0), 0));
}

/** For each edge, how many latencies are as long or shorter. */
function countWithin(
  strand: Strand,
  clock: LatencyClock,
  edges: readonly number[],
): readonly number[] {
  // A microsecond more, so that one of exactly an edge's length is in.
  const counts = countBetween(
    strand,
    clock,
    edges.map((ms) => ms + 0.001),
  );
  let sum = 0;
  return edges.map((_, i) => {
    sum += counts[i] ?? 0;
    return sum;
  });
}
