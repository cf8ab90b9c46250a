// Luck is a function of its key: a change to a run changes nothing but what follows from it.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { lossEverywhere, pairScenario, scenarioOf } from '../testing/scenarios.ts';
import type { Qos, TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { Run } from './run.ts';

const END = fromMs(4000);

/** Loss of every packet by its uid: whether its luck, or a rule, or a command lost it. */
function fatesOf(events: readonly TraceEvent[]): ReadonlyMap<string, boolean> {
  return new Map(
    eventsOf(events, 'packet-sent').map(({ packet, lostAt }) => [packet.uid, lostAt !== undefined]),
  );
}

/** @returns how many packets both runs have sent */
function expectSameLuck(a: readonly TraceEvent[], b: readonly TraceEvent[]): number {
  const other = fatesOf(b);
  let shared = 0;
  for (const [uid, lost] of fatesOf(a)) {
    const there = other.get(uid);
    if (there === undefined) continue;
    shared++;
    expect([uid, there]).toEqual([uid, lost]);
  }
  return shared;
}

const steady = pairScenario({
  qos: 2,
  count: 40,
  ratePerSec: 100,
  seed: 11,
  network: { ...lossEverywhere(0.25), latencyMs: 40, jitterMs: 25, resendMs: 300 },
  broker: { receiveMaximum: 5 },
});

describe('luck', () => {
  test('does not hang on latency, jitter or re-send time: no packet of both runs has another fate', () => {
    const { events } = runChecked(steady);
    for (const changes of [
      { latencyMs: 3 },
      { latencyMs: 400 },
      { jitterMs: 0 },
      { resendMs: 111 },
    ]) {
      const other = { ...steady, network: { ...steady.network, ...changes } };
      expect(expectSameLuck(events, runChecked(other).events)).toBeGreaterThan(200);
    }
  });

  test('is the same for the first PUBLISH of each message on hop 1 at QoS 0, 1 and 2', () => {
    const firsts = ([0, 1, 2] as const).map((qos: Qos) => {
      const scenario = pairScenario({
        qos,
        count: 200,
        ratePerSec: 200,
        network: lossEverywhere(0.3),
      });
      const fates = fatesOf(runChecked(scenario).events);
      return Array.from({ length: 200 }, (_, i) => fates.get(`pub/p/${i + 1}:PUBLISH.1`));
    });
    expect(firsts[1]).toEqual(firsts[0]);
    expect(firsts[2]).toEqual(firsts[0]);
    expect(new Set(firsts[0])).toEqual(new Set([true, false]));
  });

  test('of everyone stays as it was when a publisher or a subscriber is added, before or after them', () => {
    const clients = [
      { id: 'p1', publishes: [pattern('n', 'a')] },
      { id: 's1', subscriptions: [{ filter: '#', qos: 2 }] },
    ];
    const added = [
      { id: 'a0', publishes: [pattern('n', 'a'), pattern('m', 'b')] },
      { id: 'z9', subscriptions: [{ filter: 'a', qos: 1 }] },
    ];
    const network = { ...lossEverywhere(0.3), jitterMs: 20 };
    const alone = runChecked(scenarioOf({ clients, network }));
    for (const more of [
      [...added, ...clients],
      [...clients, ...added],
    ]) {
      const crowd = runChecked(scenarioOf({ clients: more, network }));
      expect(expectSameLuck(alone.events, crowd.events)).toBeGreaterThan(100);
    }
  });

  test('of each subscriber, and of each hop of a client that is both, is its own', () => {
    const clients = [
      { id: 'both', publishes: [{ ...pattern('n', 't'), qos: 0, ratePerSec: 500, count: 2000 }] },
      { id: 's1' },
      { id: 's2' },
    ].map((client) => ({ ...client, subscriptions: [{ filter: 't', qos: 0 }] }));
    const network = { lossHop1Up: 0.5, lossHop2Down: 0.5 };
    // Without loss on hop 1 every message is forwarded; its luck on hop 2 is the same.
    const fates = fatesOf(runChecked(scenarioOf({ clients, network })).events);
    const forwarded = fatesOf(
      runChecked(scenarioOf({ clients, network: { ...network, lossHop1Up: 0 } })).events,
    );
    const lots = Array.from({ length: 2000 }, (_, i) => {
      const uid = `both/n/${i + 1}`;
      const onHop2 = ['both', 's1', 's2'].map((id) => forwarded.get(`${uid}:${id}.1:PUBLISH.1`));
      return [fates.get(`${uid}:PUBLISH.1`), ...onHop2];
    });
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const) {
      const same = lots.filter((lot) => lot[a] === lot[b]).length;
      expect(Math.abs(same / lots.length - 0.5)).toBeLessThan((3 * 0.5) / Math.sqrt(lots.length));
    }
  });

  test('of each forwarded copy is its own: those of one message share it no more than strangers do', () => {
    const network = { lossHop1Down: 0.5, lossHop2Down: 0.5 };
    const scenario = pairScenario({ qos: 1, subQos: 1, count: 2000, ratePerSec: 500, network });
    const fates = fatesOf(runChecked(scenario).events);
    const both = Array.from({ length: 2000 }, (_, i) =>
      [1, 2].map((copy) => fates.get(`pub/p/${i + 1}:sub.${copy}:PUBLISH.1`)),
    ).filter(([, second]) => second !== undefined);
    const same = both.filter(([first, second]) => first === second).length;
    expect(both.length).toBeGreaterThan(900);
    expect(Math.abs(same / both.length - 0.5)).toBeLessThan((3 * 0.5) / Math.sqrt(both.length));
  });

  test('at a higher loss still loses whatever is lost at a lower one', () => {
    const low = fatesOf(
      runChecked(pairScenario({ count: 100, network: lossEverywhere(0.1) })).events,
    );
    const high = fatesOf(
      runChecked(pairScenario({ count: 100, network: lossEverywhere(0.4) })).events,
    );
    for (const [uid, lost] of low)
      if (lost && high.has(uid)) expect([uid, high.get(uid)]).toEqual([uid, true]);
  });
});

describe('killing one packet', () => {
  const clients = ['1', '2'].flatMap((n) => [
    { id: `p${n}`, keepAliveSec: 0, publishes: [pattern('n', n)] },
    { id: `s${n}`, keepAliveSec: 0, subscriptions: [{ filter: n, qos: 2 }] },
  ]);
  const scenario = scenarioOf({ clients, network: { ...lossEverywhere(0.2), jitterMs: 30 } });
  const plain = new Run(scenario).advance(END).events;
  const victim = 'p1/n/5:PUBLISH.1';

  test('leaves the events of messages that share no state with it exactly as they were', () => {
    const sent = eventsOf(plain, 'packet-sent').find(({ packet }) => packet.uid === victim);
    if (sent === undefined) throw new Error('The victim is never sent');
    const kill = { at: sent.at, command: { kind: 'kill-packet', uid: victim } } as const;
    const killed = new Run(scenario, [kill]).advance(END).events;
    const ofOthers = (events: readonly TraceEvent[]) =>
      events.map(formatEvent).filter((line) => /"p2|"s2/.test(line));
    expect(ofOthers(killed)).toEqual(ofOthers(plain));
    expect(ofOthers(plain).length).toBeGreaterThan(100);
    expect(killed.map(formatEvent)).not.toEqual(plain.map(formatEvent));
    expect(
      expectSameLuck(
        plain.filter((e) => !isOf(e, victim)),
        killed,
      ),
    ).toBeGreaterThan(200);
  });

  test('leaves all events before it exactly as they were', () => {
    const at = fromMs(330);
    const kill = { at, command: { kind: 'kill-packet', uid: 'p1/n/3:PUBLISH.1' } } as const;
    const earlier = (events: readonly TraceEvent[]) =>
      events.filter((event) => event.at < at).map(formatEvent);
    expect(earlier(new Run(scenario, [kill]).advance(END).events)).toEqual(earlier(plain));
  });
});

function isOf(event: TraceEvent, uid: string): boolean {
  return 'packet' in event && event.packet.uid === uid;
}

function pattern(name: string, topic: string) {
  return { name, topic, qos: 2, payload: 'x', ratePerSec: 20, count: 20 };
}
