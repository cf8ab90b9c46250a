// Finds places for labels: each gets the first of its places where it meets no other label and
// nothing that must stay visible. One that finds none is left out.

import { type Box, crosses, intersects, type Segment } from './boxes.ts';

export interface LabelWish<T> {
  readonly label: T;
  /** In order of preference. */
  readonly places: readonly Box[];
}

export interface PlacedLabel<T> {
  readonly label: T;
  readonly box: Box;
}

/**
 * @param wishes in order of importance
 * @param obstacles never covered
 * @param lines covered only where there is no other way
 */
export function placeLabels<T>(
  wishes: readonly LabelWish<T>[],
  obstacles: readonly Box[],
  lines: readonly Segment[],
): readonly PlacedLabel<T>[] {
  const placed: PlacedLabel<T>[] = [];
  for (const { label, places } of wishes) {
    const free = places.filter(
      (box) =>
        !obstacles.some((other) => intersects(box, other)) &&
        !placed.some((other) => intersects(box, other.box)),
    );
    const clear = free.find((box) => !lines.some((line) => crosses(line, box)));
    const box = clear ?? free[0];
    if (box !== undefined) placed.push({ label, box });
  }
  return placed;
}
