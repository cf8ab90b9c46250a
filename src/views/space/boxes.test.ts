import { expect, test } from 'vitest';
import { boxAround, crosses, distanceTo, intersects } from './boxes.ts';

const box = boxAround(10, 10, 10, 10);

test('boxes that touch at an edge do not intersect, boxes that share a pixel do', () => {
  expect(intersects(box, boxAround(20, 10, 10, 10))).toBe(false);
  expect(intersects(box, boxAround(19, 10, 10, 10))).toBe(true);
  expect(intersects(box, boxAround(10, 10, 2, 2))).toBe(true);
});

test('a line crosses a box that it goes through, whichever way it is drawn', () => {
  expect(crosses({ x1: 0, y1: 0, x2: 20, y2: 20 }, box)).toBe(true);
  expect(crosses({ x1: 20, y1: 20, x2: 0, y2: 0 }, box)).toBe(true);
  expect(crosses({ x1: 10, y1: 0, x2: 10, y2: 30 }, box)).toBe(true);
  expect(crosses({ x1: 0, y1: 12, x2: 8, y2: 12 }, box)).toBe(true);
});

test('a line that ends before a box or passes beside it does not cross it', () => {
  expect(crosses({ x1: 0, y1: 0, x2: 4, y2: 4 }, box)).toBe(false);
  expect(crosses({ x1: 0, y1: 18, x2: 30, y2: 18 }, box)).toBe(false);
  expect(crosses({ x1: 0, y1: 12, x2: 12, y2: 0 }, box)).toBe(true);
  expect(crosses({ x1: 0, y1: 9, x2: 9, y2: 0 }, box)).toBe(false);
});

test('the distance to a line is that to its nearest point, its ends included', () => {
  const line = { x1: 0, y1: 0, x2: 10, y2: 0 };
  expect(distanceTo(line, 5, 3)).toBe(3);
  expect(distanceTo(line, 13, 4)).toBe(5);
  expect(distanceTo({ x1: 1, y1: 1, x2: 1, y2: 1 }, 4, 5)).toBe(5);
});
