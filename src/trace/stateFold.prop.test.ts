// The state at an instant against the whole trace: what is kept must show what the whole would show.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloneGraph } from '../base/cloneGraph.ts';
import { fromSec, type SimTime } from '../base/time.ts';
import { DEFAULT_NETWORK } from '../scenario/defaults.ts';
import { drawRun } from '../testing/drawRun.ts';
import { presetScenario, runScenario } from '../testing/presetRun.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import { tellEnding } from './ending.ts';
import type { PacketRecord, TraceEvent } from './event.ts';
import { dueAtOf, shareAt } from './flights.ts';
import { StateFold } from './stateFold.ts';
import { TraceIndex } from './traceIndex.ts';

function foldOf(events: readonly TraceEvent[]): StateFold {
  const fold = new StateFold();
  for (const event of events) fold.add(event);
  return fold;
}

function indexOf(events: readonly TraceEvent[]): TraceIndex {
  const index = new TraceIndex();
  index.append(events);
  return index;
}

/** All that views ask of an instant. */
function seenAt(index: TraceIndex, t: SimTime, clients: readonly string[]) {
  const flights = index.flightsAt(t);
  const stores = index.storesAt(t);
  const held = index.heldAt(t);
  const uids = new Set([
    ...[...flights, ...held].map(({ packet }) => packet.messageUid ?? ''),
    ...stores.map(({ entry }) => entry.messageUid),
  ]);
  return {
    flights,
    held,
    stores: stores.map(({ resends, until, ...span }) => {
      return { ...span, resend: resends.findLast(({ setAt }) => setAt <= t) };
    }),
    letters: flights.map(({ packet }) => index.letterOf(packet)),
    messages: [...uids].map((uid) => [index.message(uid), tellEnding(index, uid, t)?.arrived]),
    losses: index.losses.filter(({ messageUid, at }) => uids.has(messageUid) && at <= t),
    conditions: ['broker', ...clients].map((node) => index.conditionAt(node, t)),
    absences: index.absences
      .overlapping(t, t)
      .filter(({ until }) => until === undefined || until > t)
      .map(({ until, ...absence }) => absence),
    names: clients.map((client) => index.nameOf(client)),
    network: index.networkAt(t, DEFAULT_NETWORK),
    members: index.clientsAt(t, []),
    everyone: index.allClients([]),
    patterns: index.patternsAt(t),
    shares: flights.map((flight) => [shareAt(flight, t), dueAtOf(flight, t)]),
  };
}

/** Cuts a trace after each of some shares of it, and looks at instants from there on. */
function expectSameFrom(events: readonly TraceEvent[], cuts: readonly number[]): void {
  const whole = indexOf(events);
  const clients = [...whole.publishers, ...whole.subscribers];
  for (const share of cuts) {
    const cut = Math.floor(share * events.length);
    const state = foldOf(events.slice(0, cut)).state();
    const index = new TraceIndex(state);
    index.append(events.slice(cut));
    expect(index.eventCount).toBe(events.length);
    const rest = events.slice(cut);
    const step = Math.max(1, Math.floor(rest.length / 12));
    for (let i = 0; i < rest.length; i += i < 20 ? 4 : step) {
      const t = rest[i]?.at ?? state.at;
      expect(seenAt(index, t, clients), `cut after ${cut}, at ${t}`).toEqual(
        seenAt(whole, t, clients),
      );
    }
    const { ordinals, messageCount } = state;
    expect(index.messages.slice(ordinals.length)).toEqual(whole.messages.slice(messageCount));
    expect([...index.subscribers, ...index.publishers]).toEqual([
      ...whole.subscribers,
      ...whole.publishers,
    ]);
  }
}

/** One direction of TCP, with what lies before it unsaid: losses, gaps, re-sends in vain, a cut. */
function tinyTcp(luck: readonly number[]): TraceEvent[] {
  const events: TraceEvent[] = [
    { kind: 'connection-opened', at: 0 as SimTime, client: 'pub', connection: 1 },
    { kind: 'connection-opened', at: 0 as SimTime, client: 'sub', connection: 2 },
  ];
  let at = 0;
  const later = new Map<number, TraceEvent[]>();
  const plan = (event: TraceEvent) => {
    later.set(event.at, [...(later.get(event.at) ?? []), event]);
  };
  const packets: PacketRecord[] = [];
  const arrivals: number[] = [];
  for (const [nth, draw] of luck.entries()) {
    at += 10 + (draw % 40);
    const now = at as SimTime;
    const messageUid = `pub/p/${nth}`;
    const packet: PacketRecord = {
      ...{
        uid: `${messageUid}:PUBLISH.1`,
        from: 'pub',
        to: 'broker',
        connection: 1,
        hop: 1,
        type: 'PUBLISH',
      },
      ...{ qos: 0, level: 0, dup: false, packetId: 0, messageUid, copy: 1, attempt: 1 },
      ...{ reasonCode: 0, bytes: 10, because: 'qos0-once' },
    };
    packets.push(packet);
    const facts = { messageUid, publisher: 'pub', topic: 't', qos: 0, payload: 'x' } as const;
    plan({ kind: 'message-published', at: now, ...facts, subscribers: [] });
    plan({ kind: 'packet-sent', at: now, packet });
    const lost = (draw >> 3) % 4;
    for (let n = 1; n <= lost + 1 + ((draw >> 6) % 2); n++) {
      const sentAt = (at + (n - 1) * 70) as SimTime;
      const dueAt = (sentAt + 50) as SimTime;
      const common = { packet, transmission: n };
      const why = n === 1 ? 'first' : 'timeout';
      if (n <= lost) {
        const lostAt = (sentAt + 20) as SimTime;
        plan({ kind: 'segment-sent', at: sentAt, ...common, why, lostAt, dueAt });
        plan({ kind: 'segment-lost', at: lostAt, ...common, cause: 'network' });
      } else {
        plan({ kind: 'segment-sent', at: sentAt, ...common, why, arrivesAt: dueAt, dueAt });
        plan({ kind: 'segment-arrived', at: dueAt, ...common });
      }
    }
    arrivals.push(at + lost * 70 + 50);
  }
  const end = arrivals[Math.floor(arrivals.length * 0.8)] ?? 0;
  let delivered = 0;
  for (const now of [...later.keys()].sort((a, b) => a - b)) {
    const time = { at: now as SimTime };
    for (const event of now <= end ? (later.get(now) ?? []) : []) {
      if (event.kind !== 'segment-arrived') {
        events.push(event);
        continue;
      }
      const nth = packets.indexOf(event.packet);
      const gap = arrivals.findIndex((arrival, i) => i < nth && arrival > now);
      const isHeld = gap >= 0 && nth >= delivered;
      events.push(isHeld ? { ...event, awaits: packets[gap]?.uid ?? '' } : event);
      const [from, to, uid] = ['broker', 'pub', event.packet.uid];
      const arrivesAt = (now + 50) as SimTime;
      // Acknowledgements of these are lost, so that what has arrived comes again.
      const isAcked = event.transmission > 1 || (luck[nth] ?? 0) % 3 > 0;
      const ack = { from, to, answers: uid, transmission: event.transmission, dueAt: arrivesAt };
      if (!isHeld) {
        for (; delivered < packets.length && (arrivals[delivered] ?? Infinity) <= now; delivered++)
          events.push({
            ...time,
            kind: 'packet-arrived',
            packet: packets[delivered] as PacketRecord,
          });
      }
      events.push({ ...time, kind: 'tcp-ack-sent', ...ack, ...(isAcked ? { arrivesAt } : {}) });
    }
    if (now !== end) continue;
    const facts = {
      client: 'pub',
      connection: 1,
      end: 'both',
      by: 'network',
      reason: 'cut',
    } as const;
    events.push({ ...time, kind: 'connection-closed', ...facts });
    for (const packet of packets.slice(delivered)) {
      if (events.some((e) => e.kind === 'packet-sent' && e.packet === packet)) {
        events.push({ ...time, kind: 'packet-lost', packet, cause: 'connection' });
      }
    }
  }
  events.push({ kind: 'client-offline', at: (end + 100) as SimTime, client: 'pub' });
  return events;
}

/** A graph as JSON can have it, less what is to be left out. */
function everythingIn(value: unknown, leftOut: string): unknown {
  if (value instanceof Map || value instanceof Set) return everythingIn([...value], leftOut);
  if (Array.isArray(value)) return value.map((item) => everythingIn(item, leftOut));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== leftOut);
  return Object.fromEntries(fields.map(([name, field]) => [name, everythingIn(field, leftOut)]));
}

describe('from the state at an instant on, the trace shows what the whole trace shows', () => {
  test.each(['mixed', 'default', 'lost-puback', 'lost-pubrec'])('of the preset %s', (name) => {
    const { index } = runScenario(presetScenario(name), 20);
    const cuts = Array.from({ length: 20 }, (_, i) => i / 20);
    expectSameFrom(index.events, cuts);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('of the run drawn from seed %i', (seed) => {
    expectSameFrom(drawRun(seed).events, [0.07, 0.2, 0.41, 0.5, 0.66, 0.9]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'with crashes, cuts and silence, over TCP and without: seed %i',
    (seed) => {
      for (const model of ['lossy', 'tcp'] as const) {
        const events = hostileRun(seed, model);
        expect(events.some(({ kind }) => kind === 'segment-sent')).toBe(true);
        expectSameFrom(events, [0.1, 0.23, 0.37, 0.5, 0.61, 0.78, 0.93]);
      }
    },
  );

  test('of TCP, with gaps, re-sends in vain and a cut (property)', () => {
    const luck = fc.array(fc.nat({ max: 1023 }), { minLength: 1, maxLength: 25 });
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    const property = fc.property(luck, cuts, (draws, shares) => {
      expectSameFrom(tinyTcp(draws), shares);
    });
    fc.assert(property, { seed: 5, numRuns: 150 });
  });
});

/** Everything that may go wrong, by the engine itself. */
function hostileRun(seed: number, model: 'lossy' | 'tcp'): readonly TraceEvent[] {
  const at = (ms: number, command: object) => ({ atMs: ms, command });
  const scenario = scenarioOf({
    seed,
    network: { model, ...lossEverywhere(0.15), latencyMs: 60, jitterMs: 30, cutsPerMin: 6 },
    broker: { store: (['memory', 'autosave', 'persistent'] as const)[seed % 3], autosaveSec: 5 },
    clients: [
      {
        ...{ id: 'pub', keepAliveSec: 3 },
        publishes: ([0, 1, 2] as const).map((qos) => {
          return { name: `p${qos}`, topic: 't', qos, payload: 'x', ratePerSec: 3, count: 60 };
        }),
      },
      { id: 'sub', keepAliveSec: 3, handlerMs: 100, subscriptions: [{ filter: 't', qos: 2 }] },
    ],
    script: [
      at(3000, { kind: 'crash-broker', restartMs: 900 }),
      at(7000, { kind: 'black-hole', client: 'sub' }),
      at(15_000, { kind: 'crash-client', client: 'sub', store: 'lost', restartMs: 500 }),
      at(17_000, { kind: 'take-offline', client: 'pub', how: 'silent', forMs: 2000 }),
      at(19_000, { kind: 'set-network', changes: { model: model === 'tcp' ? 'lossy' : 'tcp' } }),
    ],
  });
  return runScenario(scenario, 25).index.events;
}

function busyRun(model: 'lossy' | 'tcp'): TraceIndex {
  const network = { model, ...lossEverywhere(0.1), jitterMs: 20 };
  const publishes = ([0, 1, 2] as const).map((qos) => {
    return { name: `p${qos}`, topic: 't', qos, payload: 'x', ratePerSec: 10 };
  });
  const clients = [
    { id: 'pub', publishes },
    { id: 'sub', subscriptions: [{ filter: 't', qos: 2 }] },
  ];
  return runScenario(scenarioOf({ seed: 4, network, clients }), 120).index;
}

describe('the state', () => {
  const index = busyRun('lossy');

  test.each(['lossy', 'tcp'] as const)('does not grow with the run: %s', (model) => {
    const { events } = busyRun(model);
    const sizes = [0.25, 0.5, 0.75, 1].map((share) => {
      const fold = foldOf(events.slice(0, Math.floor(events.length * share)));
      return fold.state().events.length;
    });
    expect(Math.max(...sizes)).toBeLessThan(400);
    // A copy has all that the fold holds on to, whatever it is for.
    const held = JSON.stringify(everythingIn(foldOf(events), 'metrics')).length;
    const early = JSON.stringify(
      everythingIn(foldOf(events.slice(0, events.length / 4)), 'metrics'),
    );
    expect(held).toBeLessThan(3 * early.length);
  });

  test('has counters and the number of messages as the whole trace has', () => {
    const fold = foldOf(index.events);
    expect(fold.messageCount).toBe(index.messages.length);
    expect(fold.metrics.report(fromSec(120)).levels[1].published).toBeGreaterThan(1000);
  });

  test('of a copy goes its own way from there on', () => {
    const half = Math.floor(index.events.length / 2);
    const fold = foldOf(index.events.slice(0, half));
    const before = fold.state();
    const copy = cloneGraph(fold, new Map());
    for (const event of index.events.slice(half)) copy.add(event);
    expect(fold.state()).toEqual(before);
    const whole = foldOf(index.events);
    expect(copy.state()).toEqual(whole.state());
    expect(copy.metrics.report(fromSec(121))).toEqual(whole.metrics.report(fromSec(121)));
  });
});

test('a fork keeps the state that an index has started from', () => {
  const { index } = runScenario(presetScenario('mixed'), 20);
  const cut = Math.floor(index.events.length / 2);
  const started = new TraceIndex(foldOf(index.events.slice(0, cut)).state());
  started.append(index.events.slice(cut));
  started.truncate(cut + 10);
  const short = new TraceIndex(started.start);
  short.append(index.events.slice(cut, cut + 10));
  expect(started.events).toEqual(short.events);
  expect(started.eventCount).toBe(cut + 10);
});
