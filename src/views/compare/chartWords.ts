// The sentences that say what a chart of Compare shows, with its figures.

import { LEVELS } from '../../store/counters.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import type { SeriesFigure } from '../../trace/timeSeries.ts';
import { formatEach, formatMs, NONE } from '../counters/counterText.ts';
import { type ChartLane, COUNTS, pairsOf, sumOf } from './chartLanes.ts';

export function sayCounts(
  lanes: readonly ChartLane[],
  figure: Exclude<SeriesFigure, 'duplicates'>,
): string {
  const parts = lanes.map((lane) => {
    const count = sumOf(lane, COUNTS[figure]);
    const pairs = pairsOf(lane);
    return `${lane.label} ${count} of ${pairs}${pairs === 0 ? '' : ` (${percent(count / pairs)})`}`;
  });
  return `So far: ${parts.join('; ')}.`;
}

/** Of callbacks: a message can come more than twice, so that they are no share of the pairs. */
export function sayCopies(lanes: readonly ChartLane[]): string {
  const parts = lanes.map((lane) => {
    const copies = sumOf(lane, COUNTS.duplicates);
    const delivered = sumOf(lane, COUNTS.delivered);
    const each = copies === 0 ? '' : ` (${formatEach(copies / delivered)} each)`;
    return `${lane.label} ${copies} beside ${delivered} first ${delivered === 1 ? 'one' : 'ones'}${each}`;
  });
  return `So far: ${parts.join('; ')}.`;
}

export function sayEach(lanes: readonly ChartLane[], figure: 'packetsSent' | 'bytesSent'): string {
  const parts = lanes.map((lane) => {
    const delivered = sumOf(lane, COUNTS.delivered);
    const sent = sumOf(lane, COUNTS[figure]);
    const each = delivered === 0 ? NONE : formatEach(sent / delivered);
    return `${lane.label} ${each} (${sent} for ${delivered})`;
  });
  return `So far: ${parts.join('; ')}.`;
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
    const { levels } = lane.counters;
    const measured = LEVELS.filter((level) => levels[level][clock].n > 0);
    const isMixed = LEVELS.filter((level) => levels[level].published > 0).length > 1;
    if (measured.length === 0) return `${lane.label} none`;
    const each = measured.map((level) => {
      const { p50, p95, n } = levels[level][clock];
      const of = isMixed ? `QoS ${level} ` : '';
      return `${of}median ${formatMs(p50)} ms, p95 ${formatMs(p95)} ms, n ${n}`;
    });
    return `${lane.label}${isMixed ? ':' : ''} ${each.join(', ')}`;
  });
  return `${of[0]?.toUpperCase()}${of.slice(1)}: ${parts.join('; ')}.`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}
