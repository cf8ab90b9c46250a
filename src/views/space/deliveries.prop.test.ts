import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import {
  DeliveryPlan,
  deliveryTexts,
  formatOrdinal,
  isTriangle,
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
  for (const subscriber of ['a', 'b', 'c'])
    plan.deliver(5 as SimTime, subscriber, message, 1, true);
  expect(marksOf(plan).map((mark) => deliveryTexts(mark)[0])).toEqual(['A ×3']);
});

test('a repeat says which it is, left of its mark if there is room', () => {
  const plan = new DeliveryPlan(RULES);
  plan.deliver(0 as SimTime, 'a', message, 1, false);
  plan.deliver(1_000_000 as SimTime, 'a', message, 2, false);
  expect(marksOf(plan).map((mark) => textOf(mark, 1e9 as SimTime)?.text)).toEqual(['A', 'A 2nd']);
  expect(marksOf(plan).map((mark) => textOf(mark, 1e9 as SimTime)?.side)).toEqual([
    'right',
    'left',
  ]);
});

test('several messages at one instant are one mark, which counts them', () => {
  const plan = new DeliveryPlan(RULES);
  for (const uid of ['m', 'n', 'o']) plan.deliver(5 as SimTime, 'a', { ...message, uid }, 1, true);
  const [mark, ...rest] = marksOf(plan);
  expect(rest).toEqual([]);
  expect(mark && textOf(mark, 5 as SimTime)?.text).toBe('A +2');
  expect(mark?.count).toBe(3);
});

test('a triangle becomes a tick when the next one comes too near', () => {
  const plan = new DeliveryPlan(RULES);
  plan.deliver(0 as SimTime, 'a', message, 1, true);
  plan.deliver(20_000 as SimTime, 'a', { ...message, uid: 'n' }, 1, true);
  const [first] = marksOf(plan);
  expect(
    first && [isTriangle(first, 19_999 as SimTime), isTriangle(first, 20_000 as SimTime)],
  ).toEqual([true, false]);
});

test('where there are several, a repeat says whose it is, and shortens before it is in the way', () => {
  const plan = new DeliveryPlan(RULES);
  const say = () => marksOf(plan).map((mark) => textOf(mark, 1e9 as SimTime)?.text);
  plan.deliver(0 as SimTime, 'sub-1', message, 1, true);
  plan.deliver(0 as SimTime, 'sub-2', message, 1, true);
  plan.deliver(2_000_000 as SimTime, 'sub-2', message, 2, true);
  expect(say()).toEqual(['A ×2', 'A 2nd sub-2']);
  plan.deliver(2_500_000 as SimTime, 'sub-1', message, 2, true);
  expect(say()[2]).toBe('A 2nd');
});

test('a first delivery gives up its letter for the repeat beside it', () => {
  const plan = new DeliveryPlan(RULES);
  plan.deliver(0 as SimTime, 'a', { ...message, letter: 'BQ' }, 1, true);
  plan.deliver(400_000 as SimTime, 'a', message, 2, true);
  expect(marksOf(plan).map((mark) => textOf(mark, 1e9 as SimTime)?.text)).toEqual(['', 'A 2nd']);
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
        plan.deliver(at as SimTime, ['a', 'b', 'c'][at % 3] ?? 'a', message, callbacks, true);
      }
      const marks = marksOf(plan);
      for (const { from: now } of marks) {
        const seen = marks.filter(({ from }) => from <= now);
        const spans = seen.flatMap((mark) => {
          const x = mark.from * RULES.pxPerUs;
          const { side, text = '' } = textOf(mark, now) ?? {};
          const width = text.length * RULES.charWidth;
          const isTick = !isTriangle(mark, now);
          const half = isTick ? 0.75 : TRIANGLE.width / 2;
          const shape = { from: x - half, to: x + half, isTick };
          if (side === undefined) return [shape];
          const from = side === 'right' ? x + TEXT_GAP : x - TEXT_GAP - width;
          return [shape, { from, to: from + width, isTick: false }];
        });
        spans.forEach((span, i) => {
          // Ticks alone may stand as close as they came.
          const met = spans
            .slice(i + 1)
            .filter((other) => !(span.isTick && other.isTick))
            .filter(({ from, to }) => from < span.to - 1e-6 && span.from < to - 1e-6);
          expect(met).toEqual([]);
        });
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});
