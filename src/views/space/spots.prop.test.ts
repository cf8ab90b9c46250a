import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { PacketRecord, PacketType } from '../../trace/event.ts';
import { type Box, boxAround, intersects } from './boxes.ts';
import { LOST_WORD, type Spot, SpotPlan, shapeShare, tapeY } from './spots.ts';

const RULES = { hopHeight: 160, pxPerUs: 147 / 1_000_000 };
const TYPES: readonly PacketType[] = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'];

const sendings = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.nat(30_000), fc.nat(600_000)),
    type: fc.constantFrom(...TYPES),
    message: fc.nat(3),
    down: fc.boolean(),
    lostAfter: fc.option(fc.double({ min: 0.3, max: 0.7, noNaN: true }), { nil: undefined }),
  }),
  { maxLength: 40 },
);
type Sending = typeof sendings extends fc.Arbitrary<infer T> ? T : never;

function fill(list: Sending): { readonly plan: SpotPlan; readonly end: SimTime } {
  const plan = new SpotPlan(RULES);
  const happenings: (readonly [at: number, order: number, tell: () => void])[] = [];
  let at = 0;
  list.forEach(({ gap, type, message, down, lostAfter }, i) => {
    at += gap;
    const sentAt = at as SimTime;
    const packet = { uid: `${i}`, type, messageUid: `m${message}` } as PacketRecord;
    const route = { client: 'pub', place: 'upper', down } as const;
    const dueAt = (at + 300_000) as SimTime;
    happenings.push([sentAt, 0, () => plan.send(route, packet, sentAt, dueAt)]);
    if (lostAfter === undefined) return;
    const lostAt = Math.floor(sentAt + lostAfter * 300_000) as SimTime;
    happenings.push([lostAt, 1, () => plan.lose(`${i}`, lostAt)]);
  });
  happenings.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [, , tell] of happenings) tell();
  return { plan, end: (at + 1_000_000) as SimTime };
}

function spotsOf({ plan, end }: ReturnType<typeof fill>): readonly Spot[] {
  return plan.spots.overlapping(0 as SimTime, end);
}

function shapeBox({ packet, route, from, dueAt }: Spot, share: number): Box {
  const x = (from + share * (dueAt - from)) * RULES.pxPerUs;
  return boxAround(x, tapeY(RULES, route, share), packet.type === 'PUBLISH' ? 16 : 11, 11);
}

/** Shapes and words at the end, but those of twins, which are drawn on each other. */
function drawn(filled: ReturnType<typeof fill>): readonly Box[] {
  const found: Box[] = [];
  const seen = new Set<unknown>();
  for (const spot of spotsOf(filled)) {
    const share = shapeShare(spot, filled.end);
    const own = spot.shape.shares.at(-1)?.share;
    const isTwin = share !== undefined && share === own && seen.has(spot.shape);
    if (share !== undefined && !isTwin) found.push(shapeBox(spot, share));
    if (share === own) seen.add(spot.shape);
    if (spot.saysLostUntil !== Infinity) continue;
    const left = spot.until * RULES.pxPerUs + LOST_WORD.left;
    const lostAt = (spot.until - spot.from) / (spot.dueAt - spot.from);
    const y = tapeY(RULES, spot.route, lostAt);
    found.push({ left, right: left + LOST_WORD.width, top: y - 6, bottom: y + 6 });
  }
  return found;
}

test('no two shapes or words of the ladder intersect', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const boxes = drawn(fill(list));
      boxes.forEach((box, i) => {
        expect(boxes.slice(i + 1).filter((other) => intersects(box, other))).toEqual([]);
      });
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('the shape of a packet that was lost stands before its cross', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const filled = fill(list);
      for (const spot of spotsOf(filled)) {
        const share = shapeShare(spot, filled.end);
        if (!spot.lost || share === undefined) continue;
        expect(share).toBeLessThan((spot.until - spot.from) / (spot.dueAt - spot.from));
      }
    }),
    { seed: 4 },
  );
});

test('a packet alone has its shape in the middle', () => {
  const filled = fill([{ gap: 0, type: 'PUBLISH', message: 0, down: true, lostAfter: undefined }]);
  expect(spotsOf(filled).map((spot) => shapeShare(spot, filled.end))).toEqual([0.5]);
});
