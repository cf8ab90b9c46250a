import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventQueue, type LaneNumber } from './eventQueue.ts';
import type { SimTime } from './time.ts';

const at = (time: number) => time as SimTime;

/** How far from now an item is, and its lane: mostly that of its span, else any or none. */
const item = fc.oneof(
  fc.constantFrom<Item>([5, 0], [50, 1], [1000, 2]),
  fc.tuple(
    fc.integer({ min: 0, max: 2000 }),
    fc.constantFrom<LaneNumber | undefined>(undefined, 0, 1, 2),
  ),
);
type Item = [span: number, lane: LaneNumber | undefined];

describe('the event queue', () => {
  test('gives out by time, and first in, first out among equals, as a sorted array would (property)', () => {
    const action = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 2, arbitrary: fc.constant('pop' as const) },
    );
    const property = fc.property(fc.array(action, { maxLength: 300 }), (actions) => {
      const queue = createEventQueue<number>();
      const slow: { at: number; seq: number }[] = [];
      let pushed = 0;
      for (const step of actions) {
        if (step !== 'pop') {
          queue.push(at(step), pushed);
          slow.push({ at: step, seq: pushed++ });
          slow.sort((a, b) => a.at - b.at || a.seq - b.seq);
        } else if (slow.length > 0) {
          expect(queue.pop()).toBe(slow.shift()?.seq);
        }
        expect(queue.size).toBe(slow.length);
        expect(queue.nextAt).toBe(slow[0]?.at ?? Infinity);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('keeps its order over many more items than it has room for at first', () => {
    const queue = createEventQueue<number>();
    const items = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 5003);
    for (const [i, time] of items.entries()) queue.push(at(time), i);
    const expected = [...items.keys()].sort((a, b) => (items[a] ?? 0) - (items[b] ?? 0) || a - b);
    expect(items.map(() => queue.pop())).toEqual(expected);
    expect(queue.size).toBe(0);
  });

  test('keeps its order when each span from now has a lane, and some items are in a wrong one (property)', () => {
    const turn = fc.record({ items: fc.array(item, { maxLength: 6 }), pops: fc.nat(5) });
    const property = fc.property(fc.array(turn, { maxLength: 200 }), (turns) => {
      const queue = createEventQueue<number>();
      const slow: { at: number; seq: number }[] = [];
      let now = 0;
      for (const { items, pops } of turns) {
        for (const [span, lane] of items) {
          queue.push(at(now + span), slow.length, lane);
          slow.push({ at: now + span, seq: slow.length });
        }
        for (let i = 0; i < pops && queue.size > 0; i++) {
          const waiting = slow.filter(({ seq }) => seq >= 0);
          const first = waiting.reduce((a, b) => (b.at < a.at ? b : a));
          expect(queue.nextAt).toBe(first.at);
          expect(queue.pop()).toBe(first.seq);
          now = first.at;
          first.seq = -1;
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  test('without what is taken out before its time, is as if that had never come (property)', () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ push: item }) },
      { weight: 2, arbitrary: fc.constant('pop' as const) },
      { weight: 2, arbitrary: fc.record({ remove: fc.nat() }) },
    );
    const property = fc.property(fc.array(action, { maxLength: 600 }), (actions) => {
      const queue = createEventQueue<{ readonly nth: number }>();
      const waiting: { at: number; nth: number; ticket: number }[] = [];
      let now = 0;
      let nth = 0;
      for (const step of actions) {
        if (step === 'pop') {
          const first = waiting.shift();
          if (first === undefined) continue;
          now = first.at;
          expect(queue.pop().nth).toBe(first.nth);
        } else if ('push' in step) {
          const [span, lane] = step.push;
          const ticket = queue.push(at(now + span), { nth }, lane);
          waiting.push({ at: now + span, nth: nth++, ticket });
          waiting.sort((a, b) => a.at - b.at || a.nth - b.nth);
        } else if (waiting.length > 0) {
          const [gone] = waiting.splice(step.remove % waiting.length, 1);
          queue.remove(gone?.ticket ?? 0);
        }
        expect(queue.size).toBe(waiting.length);
        expect(queue.nextAt).toBe(waiting[0]?.at ?? Infinity);
        const seen: number[] = [];
        queue.forEach(({ nth: one }) => {
          seen.push(one);
        });
        expect(seen.sort((a, b) => a - b)).toEqual(
          waiting.map((each) => each.nth).sort((a, b) => a - b),
        );
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('shows each item that is in it, once', () => {
    const queue = createEventQueue<string>();
    for (const [i, item] of ['a', 'b', 'c', 'd'].entries()) queue.push(at(4 - i), item);
    queue.pop();
    const seen: string[] = [];
    queue.forEach((item) => {
      seen.push(item);
    });
    expect(seen.sort()).toEqual(['a', 'b', 'c']);
  });
});
