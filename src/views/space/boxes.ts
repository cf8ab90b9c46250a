// Rectangles in px, and whether they meet. What must not overlap on the screen is decided here.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function boxAround(x: number, y: number, width: number, height: number): Box {
  const [w, h] = [width / 2, height / 2];
  return { left: x - w, top: y - h, right: x + w, bottom: y + h };
}

export function movedBy({ left, top, right, bottom }: Box, x: number, y: number): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** Boxes that only touch do not intersect. */
export function intersects(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a straight line goes through a box. */
export function crosses({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  // The part of the line, from 0 to 1, that is between the box's sides and between its top and end.
  let from = 0;
  let to = 1;
  const [dx, dy] = [x2 - x1, y2 - y1];
  for (const [d, start, low, high] of [
    [dx, x1, box.left, box.right],
    [dy, y1, box.top, box.bottom],
  ] as const) {
    if (d === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [a, b] = [(low - start) / d, (high - start) / d];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from < to;
}

/** How far a point is from a straight line between two points. */
export function distanceTo({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
