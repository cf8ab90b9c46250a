// The search with faults against a slow one, which adds a loss or a fault anywhere to a run that it has,
// before or after what is there, and looks whether all of it came about.
import { describe, expect, test } from 'vitest';
import { addTime, fromSec, type SimTime } from '../../base/time.ts';
import { type FaultKind, RESTART_MS } from '../../lab/exploration.ts';
import type { Command, Scenario } from '../../scenario/scenario.ts';
import { pairScenario } from '../../testing/scenarios.ts';
import type { PacketUid, Qos, TraceEvent } from '../../trace/event.ts';
import { World } from '../world.ts';
import { exploreAll } from './explore.ts';

interface Fault {
  readonly at: SimTime;
  readonly commands: readonly Command[];
}

interface Wish {
  readonly doomed: readonly PacketUid[];
  /** In order. */
  readonly faults: readonly Fault[];
}

/** Nothing that is still waited for then comes of what was done. */
const LATE = fromSec(600);

/** Undefined: not all of what is wished comes about. */
function play(scenario: Scenario, { doomed, faults }: Wish): readonly TraceEvent[] | undefined {
  const events: TraceEvent[] = [];
  const take = (event: TraceEvent): void => {
    events.push(event);
  };
  const world = new World(scenario, { tell: take, tellMore: take });
  const kills = new Map<PacketUid, SimTime>();
  let seen = 0;
  let killed = 0;
  let end = LATE;
  const note = (): void => {
    for (; seen < events.length; seen++) {
      const event = events[seen];
      if (event?.kind !== 'packet-sent' || event.arrivesAt === undefined) continue;
      const { uid } = event.packet;
      if (!doomed.includes(uid)) continue;
      kills.set(uid, Math.floor((event.at + event.arrivesAt) / 2) as SimTime);
    }
  };
  const give = (at: SimTime, commands: readonly Command[]): void => {
    world.advance(at);
    for (const command of commands) world.apply(command);
    end = addTime(at, LATE);
    note();
  };
  const waiting = [...faults];
  for (;;) {
    const kill = Math.min(...kills.values());
    const [fault] = waiting;
    const next = Math.min(world.nextAt, kill, fault?.at ?? Infinity);
    if (next === Infinity || next > end) break;
    if (world.settled && kills.size === 0 && fault === undefined) break;
    world.advance(next as SimTime);
    note();
    for (const [uid, at] of kills) {
      if (at !== next) continue;
      kills.delete(uid);
      give(at, [{ kind: 'kill-packet', uid }]);
      if (events.some((e) => e.kind === 'packet-lost' && e.packet.uid === uid && e.at === at)) {
        killed++;
      }
    }
    if (fault?.at !== next) continue;
    const happened = events.some((e) => e.at === next && !isKill(e));
    if (!happened) return undefined;
    for (const { at, commands } of faults.filter((each) => each.at === next)) {
      give(at, commands);
      waiting.shift();
    }
  }
  const isRefused = events.some(({ kind }) => kind === 'command-refused');
  const isWhole = killed === doomed.length && waiting.length === 0 && !isRefused;
  const causes = events.filter((e) => e.kind === 'packet-lost' && e.cause === 'killed').length;
  return isWhole && causes === doomed.length ? events : undefined;
}

/** What a loss does to a run by itself. */
function isKill(event: TraceEvent): boolean {
  if (event.kind === 'packet-lost') return event.cause === 'killed';
  return event.kind === 'command-applied' && event.command.kind === 'kill-packet';
}

const FAULTS: Readonly<Record<FaultKind, (clients: readonly string[]) => readonly Command[][]>> = {
  cuts: (clients) => clients.map((client) => [{ kind: 'cut-connection', client: client as never }]),
  crashes: (clients) => [
    [{ kind: 'crash-broker', restartMs: RESTART_MS }],
    ...clients.map((client): Command[] => [
      { kind: 'crash-client', client: client as never, store: 'kept', restartMs: RESTART_MS },
    ]),
  ],
  cleanReconnects: (clients) =>
    clients.map((client) => [
      { kind: 'change-client', client: client as never, changes: { cleanStart: true } },
      { kind: 'cut-connection', client: client as never },
    ]),
};

/** With up to so many losses, and up to one fault. */
function countSlowly(scenario: Scenario, kind: FaultKind, drops: number): number {
  const faults = FAULTS[kind](scenario.clients.map(({ id }) => id));
  const none: Wish = { doomed: [], faults: [] };
  const known = new Set([JSON.stringify(none)]);
  const waiting: Wish[] = [none];
  let count = 1;
  for (let wish = waiting.pop(); wish !== undefined; wish = waiting.pop()) {
    const { doomed } = wish;
    const events = play(scenario, wish) ?? [];
    const first = events.findIndex((event) => event.kind === 'message-published');
    const more: Wish[] = [];
    if (doomed.length < drops) {
      for (const event of events) {
        if (event.kind !== 'packet-sent' || event.packet.messageUid === undefined) continue;
        if (doomed.includes(event.packet.uid)) continue;
        more.push({ ...wish, doomed: [...doomed, event.packet.uid].sort() });
      }
    }
    if (wish.faults.length === 0) {
      for (const at of new Set(events.slice(first).map((event) => event.at))) {
        for (const commands of faults) more.push({ doomed, faults: [{ at, commands }] });
      }
    }
    for (const larger of more) {
      const name = JSON.stringify(larger);
      if (known.has(name)) continue;
      known.add(name);
      if (play(scenario, larger) === undefined) continue;
      count++;
      waiting.push(larger);
    }
  }
  return count;
}

function expectAsSlowly(scenario: Scenario, messages: 1 | 2, kind: FaultKind, drops: number): void {
  const limits = { cuts: 0, crashes: 0, cleanReconnects: 0, drops, [kind]: 1 };
  const { runs } = exploreAll({ scenario, messages, limits });
  expect(runs).toBeGreaterThan(3);
  expect(runs).toBe(countSlowly(scenario, kind, drops));
}

describe.each(['cuts', 'crashes', 'cleanReconnects'] as const)(
  'the search with one of %s',
  (kind) => {
    test.each([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ] as const)(
      'at QoS %i with up to %i losses finds as many runs as a slow enumeration',
      (qos, drops) => {
        expectAsSlowly(pairScenario({ qos: qos as Qos }), 1, kind, drops);
      },
    );

    test.each([0, 1, 2] as const)('of two messages at QoS %i, too', (qos) => {
      expectAsSlowly(pairScenario({ qos, count: 2 }), 2, kind, 0);
    });
  },
);
