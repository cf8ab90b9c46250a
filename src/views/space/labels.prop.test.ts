import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, boxAround, crosses, intersects, type Segment } from './boxes.ts';
import { gapTo, placeLabels } from './labels.ts';

const anyBox = fc
  .tuple(fc.nat(300), fc.nat(150), fc.integer({ min: 4, max: 90 }), fc.constant(14))
  .map(([x, y, width, height]) => boxAround(x, y, width, height));
const anyLine = fc
  .tuple(fc.nat(300), fc.nat(150), fc.nat(60), fc.nat(150))
  .map(([x1, y1, dx, y2]): Segment => ({ x1, y1, x2: x1 + dx, y2 }));
const wishes = fc.array(
  fc.record({
    places: fc.array(fc.record({ label: fc.nat(), box: anyBox }), { maxLength: 6 }),
    own: fc.array(anyLine, { minLength: 1, maxLength: 1 }),
    mayCover: fc.boolean(),
  }),
);
const lines = fc.array(anyLine, { maxLength: 8 });
const obstacles = fc.array(anyBox, { maxLength: 12 });

describe('labels', () => {
  test('meet neither each other nor an obstacle', () => {
    fc.assert(
      fc.property(wishes, obstacles, lines, (wanted, taken, all) => {
        const placed = placeLabels(wanted, taken, all);
        placed.forEach(({ box }, i) => {
          expect(taken.some((other) => intersects(box, other))).toBe(false);
          expect(placed.slice(i + 1).some((other) => intersects(box, other.box))).toBe(false);
        });
      }),
      { seed: 1 },
    );
  });

  test('lie across a line only where no free place is beside all of them, and then only if they may', () => {
    fc.assert(
      fc.property(wishes, obstacles, lines, (wanted, taken, all) => {
        const isAcross = (box: Box) => all.some((line) => crosses(line, box));
        // One at a time, so that what is free is known.
        for (const wish of wanted) {
          const [placed] = placeLabels([wish], taken, all);
          const free = wish.places.filter(({ box }) => !taken.some((o) => intersects(box, o)));
          const beside = free.filter(({ box }) => !isAcross(box));
          if (wish.mayCover) expect(placed !== undefined).toBe(free.length > 0);
          if (placed !== undefined && (!wish.mayCover || beside.length > 0)) {
            expect(isAcross(placed.box)).toBe(false);
          }
        }
      }),
      { seed: 2 },
    );
  });

  const own: Segment = { x1: 0, y1: 0, x2: 0, y2: 100 };
  const other: Segment = { x1: 100, y1: 0, x2: 100, y2: 100 };
  const near = { label: 'near', box: boxAround(36, 20, 60, 14) };
  const far = { label: 'far', box: boxAround(64, 60, 60, 14) };
  const place = (
    places: readonly { label: string; box: Box }[],
    taken: readonly Box[] = [],
    all: readonly Segment[] = [own, other],
  ) => placeLabels([{ places, own: [own], mayCover: false }], taken, all)[0]?.label;

  test('take the first place that is free', () => {
    expect(place([near, far])).toBe('near');
    const low = { label: 'low', box: boxAround(36, 60, 60, 14) };
    expect(place([near, low], [boxAround(36, 20, 4, 4)])).toBe('low');
  });

  test('are nearer to their own line than to another one, or left out', () => {
    expect(gapTo(other, far.box)).toBeLessThan(gapTo(own, far.box));
    expect(place([far, near])).toBe('near');
    expect(place([far])).toBeUndefined();
  });

  test('that find no place are left out', () => {
    expect(place([near], [near.box])).toBeUndefined();
    expect(place([near], [], [own, { x1: 36, y1: 0, x2: 36, y2: 40 }])).toBeUndefined();
  });
});
