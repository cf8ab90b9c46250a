// The ladder in words: what is in view, counted.

import type { SimTime } from '../../base/time.ts';
import type { MarkRow } from '../../trace/runMarks.ts';
import type { DeliveryMark } from './deliveries.ts';
import { isLostBy } from './family.ts';
import { frameAt, type LadderView } from './ladderView.ts';

export function describeLadder(view: Omit<LadderView, 'labels'>, t: SimTime): string {
  const { since, now } = frameAt({ ...view, labels: undefined }, t, 1);
  const { sent, lost, given, repeats } = countSeen(view, since, now);
  const held = view.plan.index.heldAt(now).length;
  const span = ((now - since) / 1_000_000).toFixed(1);
  const parts = [
    count(sent, 'packet', 'packets'),
    `${lost} lost`,
    count(given, 'delivery', 'deliveries'),
    ...(repeats > 0 ? [count(repeats, 'of them a repeat', 'of them repeats')] : []),
    ...(held > 0 ? [count(held, 'waits behind a gap', 'wait behind a gap')] : []),
  ];
  return `The last ${span} s: ${parts.join(', ')}.`;
}

interface Seen {
  readonly sent: number;
  readonly lost: number;
  readonly given: number;
  readonly repeats: number;
}

function countSeen(view: Omit<LadderView, 'labels'>, since: SimTime, now: SimTime): Seen {
  const { plan, far, trailFrom } = view;
  if (far !== undefined) {
    const sum = (...rows: readonly MarkRow[]) =>
      rows.reduce((n, row) => n + far.sum(row, since, now), 0);
    return {
      sent: sum('sent upper', 'sent lower'),
      lost: sum('lost upper', 'lost lower'),
      given: sum('delivered 0', 'delivered 1', 'delivered 2'),
      repeats: sum('secondCopy'),
    };
  }
  const flights = plan.index.flights.overlapping(since, now).filter(({ from }) => from <= now);
  const marks = plan.deliveries.marks
    .overlapping(since, now)
    .filter(({ from }) => from <= now && from >= trailFrom);
  return {
    sent: flights.length,
    lost: flights.filter((flight) => isLostBy(flight, now)).length,
    given: countDeliveries(marks),
    repeats: countDeliveries(marks.filter(({ callbacks }) => callbacks > 1)),
  };
}

function countDeliveries(marks: readonly DeliveryMark[]): number {
  return marks.reduce((sum, mark) => sum + mark.count, 0);
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
