import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import {
  DeliveryPlan,
  deliveryText,
  formatOrdinal,
  TEXT_GAP,
  TRIANGLE,
  textOf,
} from './deliveries.ts';

const RULES = { pxPerUs: 147 / 1_000_000, charWidth: 7 };
const message = { uid: 'm', level: 1, letter: 'A' } as const;
const marksOf = (plan: DeliveryPlan) => plan.marks.overlapping(0 as SimTime, 1e12 as SimTime);

test('ordinals are English', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(formatOrdinal)).toEqual(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th'.split(' '),
  );
});

test('several subscribers at one instant are one mark', () => {
  const plan = new DeliveryPlan(RULES);
  for (const subscriber of ['a', 'b', 'c']) plan.deliver(5 as SimTime, subscriber, message, 1);
  expect(marksOf(plan).map(deliveryText)).toEqual(['A ×3']);
});

test('a repeat says which it is, left of its mark if there is room', () => {
  const plan = new DeliveryPlan(RULES);
  plan.deliver(0 as SimTime, 'a', message, 1);
  plan.deliver(1_000_000 as SimTime, 'a', message, 2);
  expect(marksOf(plan).map(deliveryText)).toEqual(['A', 'A 2nd']);
  expect(marksOf(plan).map((mark) => textOf(mark, 1e9 as SimTime)?.side)).toEqual([
    'right',
    'left',
  ]);
});

test('at no instant do triangles and texts overlap', () => {
  const gaps = fc.array(fc.tuple(fc.nat(400_000), fc.integer({ min: 1, max: 3 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(gaps, (list) => {
      const plan = new DeliveryPlan(RULES);
      let at = 0;
      for (const [gap, callbacks] of list) {
        at += gap + 1;
        plan.deliver(at as SimTime, 'a', message, callbacks);
      }
      const marks = marksOf(plan);
      for (const { from: now } of marks) {
        const seen = marks.filter(({ from, wide }) => from <= now && wide);
        const spans = seen.flatMap((mark) => {
          const x = mark.from * RULES.pxPerUs;
          const width = deliveryText(mark).length * RULES.charWidth;
          const side = textOf(mark, now)?.side;
          const triangle = [x - TRIANGLE.width / 2, x + TRIANGLE.width / 2];
          if (side === undefined) return [triangle];
          const left = side === 'right' ? x + TEXT_GAP : x - TEXT_GAP - width;
          return [triangle, [left, left + width]];
        });
        spans.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
        spans.slice(1).forEach(([left], i) => {
          expect(left).toBeGreaterThanOrEqual((spans[i]?.[1] ?? 0) - 1e-6);
        });
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});
