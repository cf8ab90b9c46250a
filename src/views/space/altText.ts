// The ladder in words: what is in view, counted.

import type { SimTime } from '../../base/time.ts';
import type { DeliveryMark } from './deliveries.ts';
import { isLostBy } from './family.ts';
import { frameAt, type LadderView } from './ladderView.ts';

export function describeLadder(view: Omit<LadderView, 'labels'>, t: SimTime): string {
  const { since, now } = frameAt({ ...view, labels: undefined }, t, 1);
  const { index, deliveries } = view.plan;
  const flights = index.flights.overlapping(since, now).filter(({ from }) => from <= now);
  const lost = flights.filter((flight) => isLostBy(flight, now)).length;
  const marks = deliveries.marks
    .overlapping(since, now)
    .filter(({ from }) => from <= now && from >= view.trailFrom);
  const given = countDeliveries(marks);
  const repeats = countDeliveries(marks.filter(({ callbacks }) => callbacks > 1));
  const held = index.heldAt(now).length;
  const span = ((now - since) / 1_000_000).toFixed(1);
  const parts = [
    count(flights.length, 'packet', 'packets'),
    `${lost} lost`,
    count(given, 'delivery', 'deliveries'),
    ...(repeats > 0 ? [count(repeats, 'of them a repeat', 'of them repeats')] : []),
    ...(held > 0 ? [count(held, 'waits behind a gap', 'wait behind a gap')] : []),
  ];
  return `The last ${span} s: ${parts.join(', ')}.`;
}

function countDeliveries(marks: readonly DeliveryMark[]): number {
  return marks.reduce((sum, mark) => sum + mark.count, 0);
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
