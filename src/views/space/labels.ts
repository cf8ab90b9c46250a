// Finds places for labels: where they meet no other label and nothing that must stay visible, lie across
// no line, and are nearer to the line that they name than to any other. One that finds none is left out.

import { type Box, crosses, distanceTo, intersects, type Segment } from './boxes.ts';

export interface LabelPlace<T> {
  readonly label: T;
  readonly box: Box;
}

export interface LabelWish<T> {
  /** In order of preference. */
  readonly places: readonly LabelPlace<T>[];
  /** Of all lines those that it names. */
  readonly own: readonly Segment[];
  /** Rather than be left out it stands beside another line, or covers one. */
  readonly mayCover: boolean;
}

/** Px beside all places of a label in which lines count. */
const REACH = 16;

/**
 * @param wishes in order of importance
 * @param obstacles never covered
 * @param lines all of them
 */
export function placeLabels<T>(
  wishes: readonly LabelWish<T>[],
  obstacles: readonly Box[],
  lines: readonly Segment[],
): readonly LabelPlace<T>[] {
  const placed: LabelPlace<T>[] = [];
  for (const { places, own, mayCover } of wishes) {
    const isFree = ({ box }: LabelPlace<T>) =>
      !obstacles.some((other) => intersects(box, other)) &&
      !placed.some((other) => intersects(box, other.box));
    const near = linesNear(lines, places);
    const others = near.filter((line) => !own.includes(line));
    const isNearest = ({ box }: LabelPlace<T>) => {
      const gap = Math.min(...own.map((line) => gapTo(line, box)));
      return others.every((line) => gapTo(line, box) >= gap);
    };
    const free = places.filter(isFree);
    const covered = ({ box }: LabelPlace<T>) => near.filter((line) => crosses(line, box)).length;
    const place =
      free.find((one) => covered(one) === 0 && isNearest(one)) ??
      (mayCover ? free.toSorted((a, b) => covered(a) - covered(b))[0] : undefined);
    if (place !== undefined) placed.push(place);
  }
  return placed;
}

function linesNear<T>(lines: readonly Segment[], places: readonly LabelPlace<T>[]): Segment[] {
  const left = Math.min(...places.map(({ box }) => box.left)) - REACH;
  const right = Math.max(...places.map(({ box }) => box.right)) + REACH;
  return lines.filter(({ x1, x2 }) => x2 >= left && x1 <= right);
}

/** How far a line is from the nearest corner of a box that it does not go through. */
export function gapTo(line: Segment, box: Box): number {
  if (crosses(line, box)) return 0;
  const { left, top, right, bottom } = box;
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => distanceTo(line, x, y)));
  return Math.min(...corners);
}
