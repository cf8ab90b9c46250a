// What TCP does to whole runs: while no connection ends, nothing is lost and nothing comes twice at any
// level, only late; when connections end, the levels differ.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { lossEverywhere, pairScenario, scenarioOf } from '../testing/scenarios.ts';
import type { Qos, TraceEvent } from '../trace/event.ts';
import { simulate } from './simulate.ts';

const LEVELS = [0, 1, 2] as const;

/** Each level on a topic of its own, from one publisher to one subscriber. */
function threeLevels(seed: number, count: number, network: object) {
  return scenarioOf({
    seed,
    network: { model: 'tcp', ...network },
    clients: [
      {
        id: 'pub',
        keepAliveSec: 0,
        publishes: LEVELS.map((qos) => {
          return { name: `q${qos}`, topic: `t/${qos}`, qos, payload: 'x', ratePerSec: 10, count };
        }),
      },
      { id: 'sub', keepAliveSec: 0, subscriptions: [{ filter: 't/#', qos: 2 }] },
    ],
  });
}

describe('over TCP, while no connection ends', () => {
  const networks = fc.record({
    seed: fc.nat(),
    lossHop1Up: fc.double({ min: 0, max: 0.4, noNaN: true }),
    lossHop1Down: fc.double({ min: 0, max: 0.4, noNaN: true }),
    lossHop2Up: fc.double({ min: 0, max: 0.4, noNaN: true }),
    lossHop2Down: fc.double({ min: 0, max: 0.4, noNaN: true }),
    burstMs: fc.constantFrom(0, 0, 100),
    latencyMs: fc.constantFrom(0, 0.001, 20, 300),
    jitterMs: fc.constantFrom(0, 15, 400),
    bytesPerSec: fc.constantFrom(0, 400, 100_000),
  });

  test('nothing is lost, sent again by MQTT or delivered twice, and each level keeps its order (property)', () => {
    const property = fc.property(networks, ({ seed, ...network }) => {
      const { events, metrics } = runChecked(threeLevels(seed, 15, network));
      for (const level of LEVELS) {
        const { published, delivered, lost, duplicates, packetsResent } = metrics.levels[level];
        expect([published, delivered]).toEqual([15, 15]);
        expect([lost, duplicates, packetsResent]).toEqual([0, 0, 0]);
        expect(numbersOf(events, level)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
      }
      expect(eventsOf(events, 'packet-lost')).toEqual([]);
      expect(eventsOf(events, 'packet-sent').filter(({ packet }) => packet.dup)).toEqual([]);
    });
    fc.assert(property, { seed: 8, numRuns: 40 });
  });

  test.each(LEVELS)('loss becomes delay: at QoS %i the mean latency grows with it', (qos) => {
    const means = [0, 0.05, 0.15, 0.3].map((loss) => {
      const network = { model: 'tcp', ...lossEverywhere(loss), latencyMs: 20 };
      const scenario = pairScenario({ qos, count: 1500, ratePerSec: 20, network });
      const { mean, n } = simulate(scenario).levels[qos].deliveryMs;
      expect(n).toBe(1500);
      return mean ?? 0;
    });
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect((means.at(-1) ?? 0) / (means[0] ?? 0)).toBeGreaterThan(3);
  });

  test('the same packet meets on its first way the luck that it meets on lossy packets', () => {
    const network = { ...lossEverywhere(0.3), resend: 'reconnect' };
    const of = (model: string) =>
      runChecked(pairScenario({ qos: 1, count: 200, network: { ...network, model } })).events;
    const lossy = eventsOf(of('lossy'), 'packet-sent').filter((e) => e.packet.level !== undefined);
    const firsts = new Map(
      eventsOf(of('tcp'), 'segment-sent')
        .filter(({ transmission }) => transmission === 1)
        .map((e) => [e.packet.uid, e.lostAt !== undefined]),
    );
    expect(lossy.length).toBeGreaterThan(200);
    for (const { packet, lostAt } of lossy) {
      expect([packet.uid, firsts.get(packet.uid)]).toEqual([packet.uid, lostAt !== undefined]);
    }
  });
});

describe('over TCP, when connections end', () => {
  const cutsOf = (client: string) =>
    [1030, 2060, 3110, 4150].map((atMs) => ({
      atMs,
      command: { kind: 'cut-connection', client },
    }));

  function sumOver(seeds: number, scenarioOfSeed: (seed: number) => object) {
    const sums = LEVELS.map(() => ({ lost: 0, duplicates: 0, published: 0, delivered: 0 }));
    for (let seed = 1; seed <= seeds; seed++) {
      const { metrics } = runChecked(scenarioOf(scenarioOfSeed(seed)));
      for (const level of LEVELS) {
        const { lost, duplicates, published, delivered } = metrics.levels[level];
        const sum = sums[level];
        if (sum === undefined) continue;
        sum.lost += lost;
        sum.duplicates += duplicates;
        sum.published += published;
        sum.delivered += delivered;
      }
    }
    return sums;
  }

  test.each([
    ['now and then', (seed: number) => threeLevels(seed, 60, { ...FLAPPING, cutsPerMin: 20 })],
    [
      'by the script',
      (seed: number) => {
        const scenario = threeLevels(seed, 60, FLAPPING);
        return { ...scenario, script: [...cutsOf('pub'), ...cutsOf('sub')].sort(byTime) };
      },
    ],
  ] as const)(
    '%s, QoS 0 loses some, QoS 1 repeats some, QoS 2 does neither while sessions are kept',
    (_, of) => {
      const [qos0, qos1, qos2] = sumOver(12, of);
      expect(qos0?.lost).toBeGreaterThan(10);
      expect(qos0?.duplicates).toBe(0);
      expect(qos1).toMatchObject({ lost: 0, delivered: qos1?.published });
      expect(qos1?.duplicates).toBeGreaterThan(5);
      expect(qos2).toMatchObject({ lost: 0, duplicates: 0, delivered: qos2?.published });
    },
  );
});

const FLAPPING = { ...lossEverywhere(0.1), latencyMs: 40, jitterMs: 20 };

function byTime(a: { readonly atMs: number }, b: { readonly atMs: number }): number {
  return a.atMs - b.atMs;
}

/** The numbers of a level's messages as its subscriber got them. */
function numbersOf(events: readonly TraceEvent[], level: Qos): readonly number[] {
  const own = eventsOf(events, 'message-delivered').filter((event) => event.level === level);
  return [...own].sort((a, b) => compare(a.at, b.at)).map(({ messageUid }) => numberOf(messageUid));
}

function compare(a: SimTime, b: SimTime): number {
  return a - b;
}

function numberOf(uid: string): number {
  return Number(uid.split('/').at(-1));
}
