// The sentences that say what a chart of Compare shows, with its figures.

import { LEVELS } from '../../store/counters.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import type { SeriesFigure } from '../../trace/timeSeries.ts';
import { formatMs, NONE } from '../counters/counterText.ts';
import { type ChartLane, COUNTS, pairsOf, sumOf } from './chartLanes.ts';

export function sayCounts(lanes: readonly ChartLane[], figure: SeriesFigure): string {
  const parts = lanes.map((lane) => {
    const count = sumOf(lane, COUNTS[figure]);
    const pairs = pairsOf(lane);
    return `${lane.label} ${count} of ${pairs}${pairs === 0 ? '' : ` (${percent(count / pairs)})`}`;
  });
  return `So far: ${parts.join('; ')}.`;
}

export function sayEach(lanes: readonly ChartLane[], figure: 'packetsSent' | 'bytesSent'): string {
  const parts = lanes.map((lane) => {
    const delivered = sumOf(lane, COUNTS.delivered);
    const sent = sumOf(lane, COUNTS[figure]);
    return `${lane.label} ${formatEach(sent, delivered)} (${sent} for ${delivered})`;
  });
  return `So far: ${parts.join('; ')}.`;
}

export function formatEach(sent: number, delivered: number): string {
  if (delivered === 0) return NONE;
  return formatRatio(sent / delivered);
}

export function formatRatio(each: number): string {
  return each < 100 ? String(Math.round(each * 10) / 10) : String(Math.round(each));
}

export function sayStorage(lanes: readonly ChartLane[]): string {
  const parts = lanes.map(({ label, counters: { broker } }) => {
    const { storedNow, storedPeak, storedMessageSeconds } = broker;
    return `${label} ${storedNow} now, ${storedPeak} at its peak, ${storedMessageSeconds.toFixed(1)} message-seconds`;
  });
  return `${parts.join('; ')}.`;
}

export function sayBytesStored(lanes: readonly ChartLane[]): string {
  const parts = lanes.map(
    ({ label, counters }) => `${label} ${counters.broker.storedBytesNow} B now`,
  );
  return `Topic and payload: ${parts.join('; ')}.`;
}

export function sayLatencies(lanes: readonly ChartLane[], clock: LatencyClock, of: string): string {
  const parts = lanes.map((lane) => {
    const spreads = LEVELS.map((level) => lane.counters.levels[level][clock]).filter(
      ({ n }) => n > 0,
    );
    const [spread] = spreads;
    if (spread === undefined) return `${lane.label} none`;
    if (spreads.length > 1) return `${lane.label} n ${spreads.reduce((sum, { n }) => sum + n, 0)}`;
    const { p50, p95, n } = spread;
    return `${lane.label} median ${formatMs(p50)} ms, p95 ${formatMs(p95)} ms, n ${n}`;
  });
  return `${of[0]?.toUpperCase()}${of.slice(1)}: ${parts.join('; ')}.`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}
