// One instant is one picture: what is folded of a long trace does not depend on how one came there.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTime, earlierOf, fromMs, fromSec, type SimTime, TIME_ZERO } from '../../base/time.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { runScenario } from '../../testing/presetRun.ts';
import { lossEverywhere, scenarioOf } from '../../testing/scenarios.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { foldFrom, foldReach } from '../../trace/foldFrom.ts';
import { StateFold } from '../../trace/stateFold.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';
import { placesOf } from './cast.ts';
import { deliveryTexts, isTriangle, textOf } from './deliveries.ts';
import { SpacePlan } from './plan.ts';
import { shapeShare } from './spot.ts';
import { placeOf, ridersAt } from './trackWay.ts';

const SPAN = fromSec(1);
const LENGTH = fromSec(32);

interface Luck {
  readonly seed: number;
  readonly ratePerSec: number;
  readonly latencyMs: number;
  readonly jitterMs: number;
  readonly loss: number;
  readonly tcp: boolean;
  readonly slowMs: number;
}

const luck = fc.record({
  seed: fc.nat(10_000),
  ratePerSec: fc.constantFrom(1, 4, 9),
  latencyMs: fc.constantFrom(20, 300, 1500),
  jitterMs: fc.constantFrom(0, 80),
  loss: fc.constantFrom(0, 0.1, 0.3),
  tcp: fc.boolean(),
  slowMs: fc.constantFrom(0, 90),
});

function scenarioFor({ seed, ratePerSec, loss, tcp, slowMs, ...delays }: Luck): Scenario {
  const pattern = (qos: number) => ({
    ...{ name: `p${qos}`, topic: 't', qos, payload: 'x', count: 1000 },
    ratePerSec: ratePerSec / (qos + 1),
  });
  const sub = (id: string, qos: number) => ({
    ...{ id, subscriptions: [{ filter: 't', qos }], handlerMs: slowMs },
  });
  return scenarioOf({
    seed,
    clients: [
      { id: 'pub', publishes: [pattern(0), pattern(1), pattern(2)] },
      sub('one', 2),
      sub('two', 1),
    ],
    network: { model: tcp ? 'tcp' : 'lossy', ...delays, ...lossEverywhere(loss) },
  });
}

/** With what is ahead unknown from `until` on. */
function indexOf(events: readonly TraceEvent[], until: SimTime): TraceIndex {
  const index = new TraceIndex();
  index.append(events.filter(({ at }) => at <= until));
  return index;
}

/** With the history up to `at` folded away, as the page does it. */
function foldedAt(events: readonly TraceEvent[], at: SimTime, until: SimTime): TraceIndex {
  const fold = new StateFold();
  const count = events.findIndex((event) => event.at > at);
  for (const event of events.slice(0, count)) fold.add(event);
  const index = new TraceIndex({ ...fold.state(), at });
  index.append(events.slice(count).filter((event) => event.at <= until));
  return index;
}

class Clock {
  t: SimTime;

  constructor(t: SimTime) {
    this.t = t;
  }

  now(): SimTime {
    return this.t;
  }
}

function planOf(index: TraceIndex, scenario: Scenario, clock: Clock): SpacePlan {
  return new SpacePlan(
    index,
    {
      ...{ places: placesOf(scenario.clients), hopHeight: 190, pxPerUs: 147 / 1_000_000 },
      ...{ charWidth: 6.2, stepped: false, marksMax: { upper: 3, lower: 3 } },
    },
    { clock, spanUs: SPAN },
  );
}

/** All that is drawn from a plan at an instant. */
function drawn(plan: SpacePlan, t: SimTime) {
  plan.catchUp();
  const since = (t - SPAN) as SimTime;
  const lanes = ['pub', 'one', 'two'].flatMap((client) =>
    [true, false].map((down) => ({ client, down })),
  );
  const boxes = (place: 'upper' | 'lower' | 'glyphs') => {
    const tracks = place === 'glyphs' ? plan.glyphTracks : plan.markTracks(place);
    return lanes.map((lane) =>
      tracks
        .boxesIn(lane, addTime(t, fromMs(-500)), t)
        .filter(({ from }) => from <= t)
        .map((box) => {
          const { track, parked, until } = box;
          const y = t < until ? placeOf(tracks.rules, box, t) : undefined;
          return [track, parked, y, y && ridersAt(box, t).map(({ uid }) => uid)];
        }),
    );
  };
  return {
    tracks: (['upper', 'lower', 'glyphs'] as const).map(boxes),
    spots: plan.spots.spots.overlapping(since, t).map((spot) => {
      const { name, from, crowd, saysLostUntil = TIME_ZERO } = spot;
      return [name, from, crowd, shapeShare(spot, t), spot.until <= t && saysLostUntil > t];
    }),
    bars: (['publishers', 'broker', 'subscribers'] as const).map((place) =>
      plan.bars.barsIn(place, since, t).map(({ node, entry, row, from, letter }) => {
        return [node, entry.messageUid, entry.store, row, from, letter];
      }),
    ),
    deliveries: plan.deliveries.marks.overlapping(since, t).map((mark) => {
      const { from, callbacks } = mark;
      return [from, callbacks, isTriangle(mark, t), deliveryTexts(mark), textOf(mark, t)];
    }),
    held: plan.held.spans.overlapping(since, t).map(({ row, from }) => [row, from]),
    sessions: ['pub', 'one', 'two'].map((client) => plan.sessions.at(client, t)),
  };
}

const cases = fc.record({
  luck,
  at: fc.integer({ min: 1, max: LENGTH }),
  steps: fc.array(fc.integer({ min: 30_000, max: 4_000_000 }), { minLength: 1, maxLength: 12 }),
  elsewhere: fc.nat(LENGTH),
});

test('an instant is drawn the same by link, by playing, after a leap, after history was folded away', () => {
  fc.assert(
    fc.property(cases, ({ luck: drawnLuck, at, steps, elsewhere }) => {
      const scenario = scenarioFor(drawnLuck);
      const { index: whole } = runScenario(scenario, LENGTH / 1_000_000);
      const { events } = whole;
      const end = events.at(-1)?.at ?? TIME_ZERO;
      const t = earlierOf(at as SimTime, end);

      const byLink = drawn(planOf(indexOf(events, t), scenario, new Clock(t)), t);

      // Played from the start in uneven frames, the trace growing ahead of them.
      const clock = new Clock(TIME_ZERO);
      const growing = new TraceIndex();
      const played = planOf(growing, scenario, clock);
      for (let i = 0; clock.t < t; i++) {
        clock.t = earlierOf(addTime(clock.t, (steps[i % steps.length] ?? 1) as SimTime), t);
        const known = growing.events.length;
        const horizon = addTime(clock.t, fromSec(2));
        growing.append(events.slice(known, whole.countUntil(horizon)));
        played.catchUp();
      }
      expect(drawn(played, t), 'played').toEqual(byLink);

      clock.t = elsewhere as SimTime;
      growing.append(events.slice(growing.events.length));
      played.catchUp();
      clock.t = t;
      expect(drawn(played, t), 'after a leap and back').toEqual(byLink);

      // The least that the page has of what was before, and somewhat more.
      for (const more of [0, fromSec(1.7)]) {
        const since = Math.max(0, t - foldReach(SPAN) - more) as SimTime;
        if (since === TIME_ZERO) continue;
        const folded = planOf(foldedAt(events, since, t), scenario, new Clock(t));
        expect(drawn(folded, t), 'with history folded away').toEqual(byLink);
      }
    }),
    { seed: 7, numRuns: 25, endOnFailure: true },
  );
});

test('where folding begins is a rule of the instant: never after what is seen, nor further back than the page has', () => {
  const spans = fc.integer({ min: 1000, max: 600_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_600_000_000 }), spans, (at, span) => {
      const t = at as SimTime;
      const since = foldFrom(t, span);
      expect(since).toBeGreaterThanOrEqual(Math.max(0, t - foldReach(span)));
      if (since > TIME_ZERO) expect(since).toBeLessThan(t - span);
      expect(foldFrom(addTime(t, fromMs(1)), span)).toBeGreaterThanOrEqual(since);
    }),
  );
});
