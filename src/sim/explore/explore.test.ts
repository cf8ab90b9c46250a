// The exhaustive search against a slow one that knows no order of decisions, and what it proves of
// each level.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { SearchLimits } from '../../lab/exploration.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { pairScenario } from '../../testing/scenarios.ts';
import type { PacketUid, Qos, TraceEvent } from '../../trace/event.ts';
import { World } from '../world.ts';
import { exploreAll } from './explore.ts';
import { play } from './play.ts';
import { commandsOf, search } from './search.ts';

const QOS: readonly Qos[] = [0, 1, 2];
const LEVELS = QOS.flatMap((qos) => QOS.map((subQos) => [qos, subQos] as const));

function limits(some: Partial<SearchLimits>): SearchLimits {
  return { drops: 0, cuts: 0, crashes: 0, cleanReconnects: 0, ...some };
}

function exploreAt(qos: Qos, subQos: Qos, some: Partial<SearchLimits>, network: object = {}) {
  const scenario = pairScenario({ qos, subQos, network });
  return exploreAll({ scenario, messages: 1, limits: limits(some) });
}

/** The packets that a run loses when each of `doomed` is dropped as soon as it is sent. */
function playDoomed(scenario: Scenario, doomed: ReadonlySet<PacketUid>): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  const take = (event: TraceEvent): void => {
    events.push(event);
  };
  const world = new World(scenario, { tell: take, tellMore: take });
  let seen = 0;
  while (!world.settled) {
    world.advance(world.nextAt as SimTime);
    for (; seen < events.length; seen++) {
      const event = events[seen];
      if (event?.kind !== 'packet-sent' || !doomed.has(event.packet.uid)) continue;
      world.apply({ kind: 'kill-packet', uid: event.packet.uid });
    }
  }
  return events;
}

/** Every set of packets that can be dropped together, by adding one after the other in any order. */
function countSlowly(scenario: Scenario, drops: number): number {
  const known = new Set<string>(['']);
  const waiting: PacketUid[][] = [[]];
  for (let set = waiting.pop(); set !== undefined; set = waiting.pop()) {
    const doomed = new Set(set);
    if (doomed.size === drops) continue;
    for (const event of playDoomed(scenario, doomed)) {
      if (event.kind !== 'packet-sent' || event.packet.messageUid === undefined) continue;
      if (doomed.has(event.packet.uid)) continue;
      const larger = [...set, event.packet.uid].sort();
      const name = larger.join(' ');
      // What has to be dropped for it to be sent at all must have been.
      const lost = playDoomed(scenario, new Set(larger)).filter((e) => e.kind === 'packet-lost');
      if (known.has(name) || lost.length < larger.length) continue;
      known.add(name);
      waiting.push(larger);
    }
  }
  return known.size;
}

describe('the search', () => {
  test.each(LEVELS)('at QoS %i to %i finds as many runs as a slow enumeration', (qos, subQos) => {
    const scenario = pairScenario({ qos, subQos });
    for (const drops of [0, 1, 2, 3]) {
      const { runs } = exploreAll({ scenario, messages: 1, limits: limits({ drops }) });
      expect(runs).toBe(countSlowly(scenario, drops));
    }
  });

  test('of two messages, too', () => {
    const scenario = pairScenario({ qos: 2, count: 2 });
    const { runs } = exploreAll({ scenario, messages: 2, limits: limits({ drops: 2 }) });
    expect(runs).toBe(countSlowly(scenario, 2));
  });

  test('meets no run twice, and each can be played again from its commands', () => {
    const scenario = pairScenario({ qos: 1 });
    const met = new Set<string>();
    for (const { decisions, events } of search(scenario, limits({ drops: 2, cuts: 1 }))) {
      const commands = commandsOf(decisions);
      met.add(JSON.stringify(commands));
      expect(play(scenario, commands)).toEqual(events);
      expect(decisions.filter(({ kind }) => kind === 'drops').length).toBeLessThanOrEqual(2);
      expect(decisions.filter(({ kind }) => kind === 'cuts').length).toBeLessThanOrEqual(1);
    }
    expect(met.size).toBe(exploreAt(1, 2, { drops: 2, cuts: 1 }).runs);
    expect(met.size).toBeGreaterThan(100);
  });
});

describe('with up to four packets lost', () => {
  test('QoS 0 delivers at most once', () => {
    const { runs, outcomes, shortest } = exploreAt(0, 0, { drops: 4 });
    expect({ runs, outcomes }).toEqual({
      runs: 3,
      outcomes: { exactlyOnce: 1, moreThanOnce: 0, never: 2, pending: 0 },
    });
    expect(shortest.never?.drops).toEqual([
      { hop: 1, direction: 'up', type: 'PUBLISH', attempt: 1 },
    ]);
  });

  test('QoS 1 delivers at least once, and more often when a PUBACK is lost', () => {
    const { runs, outcomes, shortest } = exploreAt(1, 1, { drops: 4 });
    expect(runs).toBeGreaterThan(200);
    expect(outcomes).toMatchObject({ never: 0, pending: 0 });
    expect(outcomes.moreThanOnce).toBeGreaterThan(outcomes.exactlyOnce);
    expect(shortest.moreThanOnce?.drops).toHaveLength(1);
    expect(shortest.moreThanOnce?.drops[0]?.type).toBe('PUBACK');
  });

  test('QoS 2 delivers exactly once in every run', () => {
    const { runs, outcomes } = exploreAt(2, 2, { drops: 4 });
    expect(runs).toBeGreaterThan(700);
    expect(outcomes).toEqual({ exactlyOnce: runs, moreThanOnce: 0, never: 0, pending: 0 });
  });
});

describe('with faults', () => {
  test('QoS 2 stands a cut and a crash of whoever keeps its state', () => {
    const { runs, outcomes } = exploreAt(2, 2, { drops: 1, cuts: 1, crashes: 1 });
    expect(runs).toBeGreaterThan(2000);
    expect(outcomes.exactlyOnce).toBe(runs);
  });

  test('QoS 2 does not stand a clean reconnect', () => {
    const { outcomes, shortest } = exploreAt(2, 2, { drops: 1, cleanReconnects: 1 });
    expect(outcomes.never).toBeGreaterThan(0);
    expect(shortest.never?.faults).toEqual(['cleanReconnects']);
  });

  test('without a timer, what is lost and never asked for stays under way', () => {
    const { outcomes, shortest } = exploreAt(1, 1, { drops: 1 }, { resend: 'reconnect' });
    expect(outcomes.pending).toBeGreaterThan(0);
    expect(shortest.pending?.drops[0]?.type).toBe('PUBLISH');
  });
});
