// Where a hop is too quick for packets to be seen: how many go which way in a second, by level.

import type { SimTime } from '../../base/time.ts';
import type { SpacePlan } from './plan.ts';
import type { SceneColumn } from './scene.ts';

export interface FlowDirection {
  /** Packets in a virtual second, by level; the last are those of no exchange. */
  readonly perSec: readonly [number, number, number, number];
  readonly total: number;
}

export interface FlowView {
  readonly down: FlowDirection;
  readonly up: FlowDirection;
}

const SPAN_US = 1_000_000;

/** Over the last second before `t`. */
export function flowIn(plan: SpacePlan, { client, place }: SceneColumn, t: SimTime): FlowView {
  const since = (t - SPAN_US) as SimTime;
  const counts = { down: [0, 0, 0, 0], up: [0, 0, 0, 0] };
  for (const { packet, from } of plan.index.flights.overlapping(since, t)) {
    if (from <= since || from > t) continue;
    const route = plan.routeOf(packet);
    if (route.client !== client || route.place !== place) continue;
    const levels = counts[route.down ? 'down' : 'up'];
    const level = packet.level ?? 3;
    levels[level] = (levels[level] ?? 0) + 1;
  }
  const direction = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): FlowDirection => ({
    perSec: [a, b, c, d],
    total: a + b + c + d,
  });
  return { down: direction(counts.down), up: direction(counts.up) };
}

/** `12/s`, `2.3k/s`; nothing for none. */
export function formatRate(perSec: number): string {
  if (perSec === 0) return '';
  if (perSec < 1000) return `${perSec}/s`;
  return `${(perSec / 1000).toFixed(1)}k/s`;
}
