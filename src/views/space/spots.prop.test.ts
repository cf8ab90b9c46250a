import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { PacketRecord, PacketType } from '../../trace/event.ts';
import { type Box, intersects } from './boxes.ts';
import { crossBox, crossCount, lostWordBox, type Spot, shapeBox, shapeShare } from './spot.ts';
import { SpotPlan } from './spots.ts';
import { wayShare } from './spotWay.ts';

const RULES = { hopHeight: 160, pxPerUs: 147 / 1_000_000 };
const TYPES: readonly PacketType[] = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'];

/** Of its way; undefined: it is not. */
const after = (min: number, max: number) =>
  fc.option(fc.double({ min, max, noNaN: true }), { nil: undefined });

const sendings = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.nat(30_000), fc.nat(600_000)),
    type: fc.constantFrom(...TYPES),
    message: fc.nat(3),
    down: fc.boolean(),
    heldAfter: after(0.05, 0.9),
    lostAfter: after(0.1, 0.9),
  }),
  { maxLength: 40 },
);
type Sending = typeof sendings extends fc.Arbitrary<infer T> ? T : never;

const WAY = 300_000;

function fill(list: Sending): { readonly plan: SpotPlan; readonly end: SimTime } {
  const plan = new SpotPlan(RULES);
  const happenings: (readonly [at: number, order: number, tell: () => void])[] = [];
  let at = 0;
  list.forEach(({ gap, type, message, down, heldAfter, lostAfter }, i) => {
    at += gap;
    const sentAt = at as SimTime;
    const packet = { uid: `${i}`, type, messageUid: `m${message}` } as PacketRecord;
    const route = { client: 'pub', place: 'upper', down } as const;
    const dueAt = (at + WAY) as SimTime;
    happenings.push([sentAt, 0, () => plan.send(route, packet, sentAt, dueAt)]);
    if (heldAfter !== undefined) {
      const heldAt = Math.floor(sentAt + heldAfter * WAY) as SimTime;
      const late = (dueAt + WAY) as SimTime;
      happenings.push([heldAt, 1, () => plan.delay(`${i}`, heldAt, late)]);
    }
    if (lostAfter === undefined) return;
    const lostAt = Math.floor(sentAt + lostAfter * WAY) as SimTime;
    happenings.push([lostAt, 2, () => plan.lose(`${i}`, lostAt)]);
  });
  happenings.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [, , tell] of happenings) tell();
  return { plan, end: (at + 3 * WAY) as SimTime };
}

function spotsOf({ plan, end }: ReturnType<typeof fill>): readonly Spot[] {
  return plan.spots.overlapping(0 as SimTime, end);
}

interface Drawn {
  readonly box: Box;
  readonly kind: string;
}

/** Shapes, words and crosses at `t`; twins' shapes, which are drawn on each other, once. */
function drawnAt(filled: ReturnType<typeof fill>, t: SimTime): readonly Drawn[] {
  const shapes = new Map<string, Drawn>();
  const others: Drawn[] = [];
  for (const spot of spotsOf(filled)) {
    const { packet, from, route, until, saysLostUntil = 0 } = spot;
    if (from > t) continue;
    const share = shapeShare(spot, t);
    const twins = `${packet.type} ${packet.messageUid} ${from} ${route.down} ${share}`;
    // Its pen draws it when it comes to it.
    if (share !== undefined && share <= wayShare(spot, Math.min(t, until))) {
      shapes.set(twins, { box: shapeBox(RULES, spot, share), kind: 'shape' });
    }
    if (crossCount(spot, t) === 0) continue;
    others.push({ box: crossBox(RULES, spot), kind: 'cross' });
    if (saysLostUntil > t) others.push({ box: lostWordBox(RULES, spot), kind: 'word' });
  }
  return [...shapes.values(), ...others];
}

test('no two shapes, words or crosses of the ladder intersect, at any time', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const filled = fill(list);
      for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
        const all = drawnAt(filled, Math.round(share * filled.end) as SimTime);
        all.forEach((one, i) => {
          const met = all.slice(i + 1).filter((other) => intersects(one.box, other.box));
          expect(met).toEqual([]);
        });
      }
    }),
    { seed: 3, numRuns: 300, endOnFailure: true },
  );
});

test('the fate of a packet, and the delay of one, change nothing of the picture before', () => {
  fc.assert(
    fc.property(sendings, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const all = fill(list);
      const cut = Math.floor(share * list.length);
      const sentAt = list.slice(0, cut + 1).reduce((sum, { gap }) => sum + gap, 0);
      const before = fill(list.slice(0, cut));
      const t = (sentAt - 1) as SimTime;
      expect(drawnAt(all, t)).toEqual(drawnAt(before, t));
    }),
    { seed: 5 },
  );
});

test('the shape of a packet that was lost stands before its cross', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const filled = fill(list);
      for (const spot of spotsOf(filled)) {
        const share = shapeShare(spot, filled.end);
        if (!spot.lost || share === undefined) continue;
        expect(share).toBeLessThan(wayShare(spot, spot.until));
      }
    }),
    { seed: 4 },
  );
});

test('every lost packet is counted at one cross, its own or one that it would meet', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const filled = fill(list);
      const spots = spotsOf(filled);
      const counted = spots.reduce((sum, spot) => sum + crossCount(spot, filled.end), 0);
      expect(counted).toBe(spots.filter(({ lost }) => lost).length);
      for (const spot of spots) {
        const { crossOf } = spot;
        if (crossOf === undefined) continue;
        expect(intersects(crossBox(RULES, spot), crossBox(RULES, crossOf))).toBe(true);
      }
    }),
    { seed: 6 },
  );
});

test('a packet alone has its shape in the middle', () => {
  const filled = fill([
    {
      ...{ gap: 0, type: 'PUBLISH', message: 0, down: true },
      ...{ heldAfter: undefined, lostAfter: undefined },
    },
  ]);
  expect(spotsOf(filled).map((spot) => shapeShare(spot, filled.end))).toEqual([0.5]);
});
