import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, boxAround, intersects } from './boxes.ts';
import { placeLabels } from './labels.ts';

const anyBox = fc
  .tuple(fc.nat(300), fc.nat(150), fc.integer({ min: 4, max: 90 }), fc.constant(14))
  .map(([x, y, width, height]) => boxAround(x, y, width, height));
const wishes = fc.array(fc.record({ label: fc.nat(), places: fc.array(anyBox, { maxLength: 5 }) }));

describe('labels', () => {
  test('meet neither each other nor an obstacle', () => {
    fc.assert(
      fc.property(wishes, fc.array(anyBox, { maxLength: 12 }), (wanted, obstacles) => {
        const placed = placeLabels(wanted, obstacles, []);
        placed.forEach(({ box }, i) => {
          expect(obstacles.some((other) => intersects(box, other))).toBe(false);
          expect(placed.slice(i + 1).some((other) => intersects(box, other.box))).toBe(false);
        });
      }),
      { seed: 1 },
    );
  });

  const near = boxAround(50, 20, 60, 14);
  const far = boxAround(50, 60, 60, 14);
  const place = (places: readonly Box[], obstacles: readonly Box[] = [], x = 500) =>
    placeLabels([{ label: 'A', places }], obstacles, [{ x1: x, y1: 0, x2: x, y2: 40 }])[0]?.box;

  test('take the first place that is free', () => {
    expect(place([near, far])).toBe(near);
    expect(place([near, far], [boxAround(50, 20, 4, 4)])).toBe(far);
  });

  test('rather go where they cover no line, and cover one rather than be left out', () => {
    expect(place([near, far], [], 50)).toBe(far);
    expect(place([near], [], 50)).toBe(near);
  });

  test('that find no place are left out', () => {
    expect(place([near], [near])).toBeUndefined();
  });
});
