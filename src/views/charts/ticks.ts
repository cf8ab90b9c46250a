// Where an axis has its ticks.

import type { ChartAxis } from './chartData.ts';
import type { Scale } from './frame.ts';

/** Of a logarithmic scale's many ticks those that begin a decade come first, then 2 and 5 of each. */
const LEADS = [/^1e/, /^[25]e/, /^/];

/** About so many at most; on a logarithmic scale none too near to the next. */
export function ticksOf(
  scale: Scale,
  { log = false, whole = false, ticks }: Pick<ChartAxis, 'log' | 'whole' | 'ticks'>,
  most: number,
): readonly number[] {
  if (ticks !== undefined) return withRoom(scale, ticks);
  const all: readonly number[] = scale.ticks(Math.max(2, Math.floor(most)));
  if (!log) return whole ? all.filter(Number.isInteger) : all;
  const [from = 0, to = 0] = scale.range();
  const room = Math.abs(to - from) / most;
  const kept: number[] = [];
  for (const lead of LEADS) {
    for (const value of all.filter((tick) => lead.test(tick.toExponential()))) {
      const isFree = kept.every((other) => Math.abs(scale(other) - scale(value)) >= room);
      if (isFree) kept.push(value);
    }
  }
  return kept;
}

/** Two figures that are nearer than this touch. */
const TICK_LEAST = 30;

/** Of given ticks those that have room, the ends first. */
function withRoom(scale: Scale, ticks: readonly number[]): readonly number[] {
  const kept: number[] = [];
  const inTurn = [ticks[0], ticks.at(-1), ...ticks].filter((tick) => tick !== undefined);
  for (const tick of inTurn) {
    if (kept.every((other) => Math.abs(scale(other) - scale(tick)) >= TICK_LEAST)) kept.push(tick);
  }
  return kept;
}
