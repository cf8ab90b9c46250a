// What the charts of Compare are drawn from: each lane's figures from the run's beginning to the instant
// shown, as lines, and the sentences that say them.

import type { SimTime } from '../../base/time.ts';
import { type CounterCursor, LEVELS } from '../../store/counters.ts';
import type { RunSeries } from '../../store/runSeries.ts';
import type { Qos } from '../../trace/event.ts';
import type { Counters, LevelMetrics } from '../../trace/metrics.ts';
import type { StoragePoint } from '../../trace/storageSeries.ts';
import type { SeriesFigure } from '../../trace/timeSeries.ts';
import type { ChartLine, ChartPoint, LineStyle, Tone } from '../charts/chartData.ts';

/** One run of those that are compared, at the instant shown. */
export interface ChartLane {
  readonly label: string;
  /** Whose colour it has; undefined: its messages are of several levels, or not told by them. */
  readonly level: Qos | undefined;
  readonly counters: Counters;
  /** At that instant. */
  readonly cursor: CounterCursor;
  readonly series: RunSeries;
}

const STYLES: readonly LineStyle[] = ['circle', 'square', 'diamond'];
/** More points than this no chart shows. */
const POINTS_MOST = 320;
/** Ratios of fewer deliveries jump about. */
const DELIVERIES_LEAST = 5;

export function lookOf(lane: ChartLane, i: number): Pick<ChartLine, 'label' | 'tone' | 'style'> {
  const tone: Tone = lane.level === undefined ? 'ink' : `q${lane.level}`;
  return { label: lane.label, tone, style: STYLES[i % STYLES.length] ?? 'plain' };
}

/** Of all levels of a lane. */
export function sumOf({ counters }: ChartLane, count: (level: LevelMetrics) => number): number {
  let sum = 0;
  for (const level of LEVELS) sum += count(counters.levels[level]);
  return sum;
}

export const COUNTS: Readonly<Record<SeriesFigure, (level: LevelMetrics) => number>> = {
  published: (level) => level.published,
  delivered: (level) => level.delivered,
  lost: (level) => level.lost,
  duplicates: (level) => level.duplicates,
  packetsSent: ({ packetsSent }) => Object.values(packetsSent).reduce((sum, n) => sum + n, 0),
  bytesSent: (level) => level.bytesSent,
};

/** The pairs that there are: what could be delivered. */
export function pairsOf(lane: ChartLane): number {
  return sumOf(lane, ({ delivered, lost, pending }) => delivered + lost + pending);
}

/** Instants in seconds; the last is exactly the one shown. */
export function growthLines(
  lanes: readonly ChartLane[],
  figure: SeriesFigure,
  t: SimTime,
): readonly ChartLine[] {
  return lanes.map((lane, i) => ({
    ...lookOf(lane, i),
    steps: true,
    points: growthOf(lane, figure, t),
  }));
}

function growthOf(lane: ChartLane, figure: SeriesFigure, t: SimTime): readonly ChartPoint[] {
  const points: ChartPoint[] = [{ x: 0, y: 0 }];
  for (const { t: at, value } of lane.series.series.sums(figure, t, POINTS_MOST)) {
    if (value !== points.at(-1)?.y) points.push({ x: at / 1e6, y: value });
  }
  return [...points, { x: t / 1e6, y: sumOf(lane, COUNTS[figure]) }];
}

/** So much was sent for each delivery until then. */
export function eachLines(
  lanes: readonly ChartLane[],
  figure: 'packetsSent' | 'bytesSent',
  t: SimTime,
): readonly ChartLine[] {
  return lanes.map((lane, i) => {
    const sent = lane.series.series.sums(figure, t, POINTS_MOST);
    const delivered = lane.series.series.sums('delivered', t, POINTS_MOST);
    const points = delivered.flatMap(({ t: at, value }, k) =>
      value < DELIVERIES_LEAST ? [] : [{ x: at / 1e6, y: (sent[k]?.value ?? 0) / value }],
    );
    const count = sumOf(lane, COUNTS.delivered);
    const now = { x: t / 1e6, y: sumOf(lane, COUNTS[figure]) / count };
    if (count >= DELIVERIES_LEAST) points.push(now);
    return { ...lookOf(lane, i), points };
  });
}

interface StorageChart {
  readonly lines: readonly ChartLine[];
  readonly areMeans: boolean;
}

/** What each lane's broker stored. */
export function storageCharts(
  lanes: readonly ChartLane[],
  t: SimTime,
): Readonly<Record<'messages' | 'bytes', StorageChart>> {
  const stored = lanes.map((lane) => lane.series.series.storage(t));
  return {
    messages: storageChart(lanes, stored, 'messages', t),
    bytes: storageChart(lanes, stored, 'bytes', t),
  };
}

/** Each change, or where there are too many to be seen, the mean of each stretch of time. */
function storageChart(
  lanes: readonly ChartLane[],
  stored: readonly (readonly StoragePoint[])[],
  of: 'messages' | 'bytes',
  t: SimTime,
): StorageChart {
  const changes = stored.map((points) =>
    points.filter((point, i) => point[of] !== (points[i - 1]?.[of] ?? 0)),
  );
  const areMeans = changes.some(({ length }) => length > CHANGES_MOST);
  const lines = lanes.map((lane, i) => {
    const { storedNow, storedBytesNow } = lane.counters.broker;
    const now = { x: t / 1e6, y: of === 'messages' ? storedNow : storedBytesNow };
    const points = areMeans
      ? meansOf(stored[i] ?? [], of)
      : [...(changes[i] ?? []).map((point) => ({ x: point.t / 1e6, y: point[of] })), now];
    return { ...lookOf(lane, i), steps: !areMeans, points: [{ x: 0, y: 0 }, ...points] };
  });
  return { lines, areMeans };
}

/** More changes than this are no steps any more. */
const CHANGES_MOST = 60;
const STRETCHES = 60;

function meansOf(points: readonly StoragePoint[], of: 'messages' | 'bytes'): readonly ChartPoint[] {
  const size = Math.max(1, Math.ceil(points.length / STRETCHES));
  const means: ChartPoint[] = [];
  for (let i = 0; i + size <= points.length; i += size) {
    const stretch = points.slice(i, i + size);
    const sum = stretch.reduce((so, point) => so + point[`${of}Mean`], 0);
    means.push({ x: (stretch[stretch.length >> 1]?.t ?? 0) / 1e6, y: sum / size });
  }
  return means;
}
