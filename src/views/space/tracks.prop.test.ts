import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import { TrackPlan } from './tracks.ts';
import { placeOf, type TrackBox, type TrackRules } from './trackWay.ts';

const ROUTE = { client: 'pub', place: 'upper', down: true } as const;

const RULES: TrackRules = {
  hopHeight: 160,
  ahead: 17,
  behind: 15,
  aheadLost: 26,
  tracksMax: Infinity,
  stepped: false,
};

interface Sending {
  /** After the one before. */
  readonly gap: number;
  readonly duration: number;
  /** Share of its way after which it is lost. */
  readonly lostAfter: number | undefined;
  /** Share of its way after which it is held up, for as long again. */
  readonly heldAfter: number | undefined;
}

const sendings = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.nat(20_000), fc.nat(400_000)),
    duration: fc.integer({ min: 1000, max: 400_000 }),
    lostAfter: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    heldAfter: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 2 }),
  }),
  { minLength: 1, maxLength: 40 },
);

type Happening = readonly [at: number, order: number, tell: (plan: TrackPlan) => void];

/** Jitter never overtakes: nobody is due before the one sent before. */
function happeningsOf(list: readonly Sending[]): readonly Happening[] {
  const found: Happening[] = [];
  let at = 0;
  let lastDue = 0;
  list.forEach(({ gap, duration, lostAfter, heldAfter }, i) => {
    at += gap;
    const sentAt = at as SimTime;
    const sentDueAt = Math.max(at + duration, lastDue) as SimTime;
    const heldAt = Math.floor(sentAt + (heldAfter ?? 0) * (sentDueAt - sentAt)) as SimTime;
    const isHeld = heldAfter !== undefined && heldAt < sentDueAt;
    const dueAt = (isHeld ? sentDueAt + duration : sentDueAt) as SimTime;
    lastDue = sentDueAt;
    const uid = `${i}`;
    found.push([sentAt, i, (plan) => plan.send(ROUTE, uid, sentAt, sentDueAt)]);
    if (isHeld) found.push([heldAt, i, (plan) => plan.delay(uid, heldAt, dueAt)]);
    if (lostAfter === undefined) {
      found.push([dueAt, list.length + i, (plan) => plan.arrive(uid, dueAt)]);
    } else {
      const lostAt = Math.floor(
        (isHeld ? heldAt : sentAt) + lostAfter * (dueAt - (isHeld ? heldAt : sentAt)),
      ) as SimTime;
      found.push([lostAt, list.length + i, (plan) => plan.lose(uid, lostAt)]);
    }
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function boxesOf(plan: TrackPlan): readonly TrackBox[] {
  return plan.boxesIn(ROUTE, 0 as SimTime, 1e12 as SimTime);
}

/** The slow and obvious way: looks at every instant at which something begins, ends or steps. */
function collisions(plan: TrackPlan): readonly string[] {
  const { rules } = plan;
  const boxes = boxesOf(plan);
  const instants = boxes.flatMap(({ from, until, rider }) => {
    const third = (rider.dueAt - rider.since) / 3;
    const steps = [rider.since + third, rider.since + 2 * third];
    return [from, until - 0.001, (from + until) / 2, ...steps.flatMap((s) => [s - 1, s + 1])];
  });
  const found: string[] = [];
  for (const t of instants) {
    const there = boxes.filter(({ from, until }) => from <= t && t < until);
    there.forEach((a, i) => {
      for (const b of there.slice(i + 1)) {
        if (a.track !== b.track) continue;
        const reach = (box: TrackBox) => {
          const place = placeOf(rules, box, t);
          const ahead = box.parked ? rules.aheadLost : rules.ahead;
          return [place - rules.behind, place + ahead] as const;
        };
        const [low1, high1] = reach(a);
        const [low2, high2] = reach(b);
        if (low1 < high2 - 1e-6 && low2 < high1 - 1e-6) found.push(`${a.rider.uid} ${b.rider.uid}`);
      }
    });
  }
  return found;
}

describe.each([
  ['glyphs', RULES],
  ['marks on few tracks', { ...RULES, ahead: 14, behind: 11, aheadLost: 22, tracksMax: 3 }],
  ['marks on one track', { ...RULES, ahead: 14, behind: 11, aheadLost: 22, tracksMax: 1 }],
  ['reduced motion', { ...RULES, stepped: true }],
  ['reduced motion, few tracks', { ...RULES, stepped: true, tracksMax: 2 }],
] as const)('%s', (_, rules) => {
  test('at no instant do two boxes of a track intersect', () => {
    fc.assert(
      fc.property(sendings, (list) => {
        const plan = new TrackPlan(rules);
        for (const [, , tell] of happeningsOf(list)) tell(plan);
        expect(collisions(plan)).toEqual([]);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  test('what happens later changes no box that has been seen', () => {
    fc.assert(
      fc.property(sendings, fc.nat(60), (list, cut) => {
        const happenings = happeningsOf(list);
        const [some, all] = [new TrackPlan(rules), new TrackPlan(rules)];
        const seen = happenings.slice(0, cut);
        const now = seen.at(-1)?.[0] ?? 0;
        for (const [, , tell] of seen) tell(some);
        for (const [, , tell] of happenings) tell(all);
        const look = (plan: TrackPlan) =>
          boxesOf(plan)
            .filter(({ from }) => from < now)
            .map(({ track, from, parked, rider }) => [rider.uid, track, from, parked]);
        expect(look(all)).toEqual(look(some));
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});

test('without a limit every packet on its way has a box of its own', () => {
  fc.assert(
    fc.property(sendings, (list) => {
      const plan = new TrackPlan(RULES);
      for (const [, , tell] of happeningsOf(list)) tell(plan);
      const moving = boxesOf(plan).filter(({ parked }) => !parked);
      expect(new Set(moving.map(({ rider }) => rider.uid)).size).toBe(list.length);
    }),
    { seed: 9, numRuns: 100 },
  );
});

test('packets that keep their distance share the first track', () => {
  const plan = new TrackPlan(RULES);
  for (let i = 0; i < 5; i++) {
    const at = (i * 100_000) as SimTime;
    plan.send(ROUTE, `${i}`, at, (at + 300_000) as SimTime);
  }
  expect(boxesOf(plan).map(({ track }) => track)).toEqual([0, 0, 0, 0, 0]);
});

test('a packet that is lost in front of another makes room for it', () => {
  const plan = new TrackPlan(RULES);
  plan.send(ROUTE, 'a', 0 as SimTime, 300_000 as SimTime);
  plan.send(ROUTE, 'b', 100_000 as SimTime, 400_000 as SimTime);
  plan.lose('a', 150_000 as SimTime);
  expect(boxesOf(plan).map(({ track, parked }) => [track, parked])).toEqual([
    [0, false],
    [0, false],
    [1, true],
  ]);
});

test('packets sent at once that find no track become a bundle, which the first one leads', () => {
  const plan = new TrackPlan({ ...RULES, tracksMax: 2 });
  for (const uid of ['a', 'b', 'c', 'd']) plan.send(ROUTE, uid, 0 as SimTime, 300_000 as SimTime);
  expect(boxesOf(plan).map(({ riders }) => riders.map(({ uid }) => uid))).toEqual([
    ['a'],
    ['b', 'c', 'd'],
  ]);
});

test('a packet that is held up goes on from where it is, slower', () => {
  const plan = new TrackPlan(RULES);
  plan.send(ROUTE, 'a', 0 as SimTime, 300_000 as SimTime);
  plan.delay('a', 150_000 as SimTime, 900_000 as SimTime);
  const boxes = boxesOf(plan);
  const place = (t: number) => {
    const box = boxes.find(({ from, until }) => from <= t && t < until);
    return box && placeOf(RULES, box, t);
  };
  const [start, end] = [RULES.behind, RULES.hopHeight - RULES.ahead];
  const middle = (start + end) / 2;
  expect([place(0), place(149_999.999), place(150_000), place(525_000)]).toEqual([
    start,
    expect.closeTo(middle, 2),
    middle,
    (middle + end) / 2,
  ]);
});

test('a packet that takes no time has no box', () => {
  const plan = new TrackPlan(RULES);
  plan.send(ROUTE, 'a', 5 as SimTime, 5 as SimTime);
  plan.arrive('a', 5 as SimTime);
  expect(boxesOf(plan)).toEqual([]);
});
