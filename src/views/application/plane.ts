// Where things stand on a drawn plane, in the picture's own units: its bounds come from everything that
// the scenario will say, so that nothing moves but what moves.

import { patternsOf, payloadOf } from '../../scenario/patterns.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Facts, numberIn, readFacts } from '../../usecases/facts.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** All that the patterns of a topic say. */
export function saidOn(scenario: Scenario, topic: string): readonly Facts[] {
  const patterns = patternsOf(scenario).filter((pattern) => pattern.topic === topic);
  return patterns.flatMap((pattern) =>
    Array.from({ length: pattern.payloads?.length ?? 1 }, (_, i) => {
      return readFacts(payloadOf(pattern, i + 1)) ?? {};
    }),
  );
}

export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Undefined where there is nothing to go by. */
export function extentOf(all: readonly Facts[], name: string): Extent | undefined {
  const values = all.filter((facts) => typeof facts[name] === 'number');
  if (values.length === 0) return undefined;
  const numbers = values.map((facts) => numberIn(facts, name));
  return { min: Math.min(...numbers), max: Math.max(...numbers) };
}

/** @returns from 0 to 1 */
export function shareOf(value: number, { min, max }: Extent): number {
  return max === min ? 0.5 : (value - min) / (max - min);
}

export function pathOf(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}

/** A bow from one place to another, always to the same side of the way. */
export function arcOf(from: Point, to: Point): string {
  const bow = 0.3;
  const x = (from.x + to.x) / 2 + (to.y - from.y) * bow;
  const y = (from.y + to.y) / 2 - (to.x - from.x) * bow;
  const at = (...numbers: readonly number[]) => numbers.map((n) => n.toFixed(1)).join(' ');
  return `M${at(from.x, from.y)}Q${at(x, y, to.x, to.y)}`;
}
