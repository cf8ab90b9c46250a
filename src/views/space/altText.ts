// The ladder in words: what is in view, counted.

import type { SimTime } from '../../base/time.ts';
import { isLostBy } from './family.ts';
import { frameAt, type LadderView } from './ladderView.ts';

export function describeLadder(view: Omit<LadderView, 'labels'>, t: SimTime): string {
  const { since, now } = frameAt({ ...view, labels: undefined }, t, 1);
  const { index, deliveries } = view.plan;
  const flights = index.flights.overlapping(since, now).filter(({ from }) => from <= now);
  const lost = flights.filter((flight) => isLostBy(flight, now)).length;
  const given = deliveries.marks.overlapping(since, now).filter(({ from }) => from <= now);
  const repeats = given.filter(({ callbacks }) => callbacks > 1).length;
  const span = ((now - since) / 1_000_000).toFixed(1);
  const parts = [
    count(flights.length, 'packet', 'packets'),
    `${lost} lost`,
    count(given.length, 'delivery', 'deliveries'),
    ...(repeats > 0 ? [count(repeats, 'of them a repeat', 'of them repeats')] : []),
  ];
  return `The last ${span} s: ${parts.join(', ')}.`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
