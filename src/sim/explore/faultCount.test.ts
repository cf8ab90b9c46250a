// The search with faults against a slow one, which adds a loss or a cut anywhere to a run that it has,
// before or after what is there, and looks whether all of it came about.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { Command, Scenario } from '../../scenario/scenario.ts';
import { pairScenario } from '../../testing/scenarios.ts';
import type { PacketUid, Qos, TraceEvent } from '../../trace/event.ts';
import { World } from '../world.ts';
import { exploreAll } from './explore.ts';

interface Cut {
  readonly at: SimTime;
  readonly client: string;
}

interface Wish {
  readonly doomed: readonly PacketUid[];
  readonly cuts: readonly Cut[];
}

const LATE = 600_000_000;

/** Undefined: not all of what is wished comes about. */
function play(scenario: Scenario, { doomed, cuts }: Wish): readonly TraceEvent[] | undefined {
  const events: TraceEvent[] = [];
  const take = (event: TraceEvent): void => {
    events.push(event);
  };
  const world = new World(scenario, { tell: take, tellMore: take });
  const kills = new Map<PacketUid, SimTime>();
  let seen = 0;
  let killed = 0;
  const note = (): void => {
    for (; seen < events.length; seen++) {
      const event = events[seen];
      if (event?.kind !== 'packet-sent' || event.arrivesAt === undefined) continue;
      const { uid } = event.packet;
      if (!doomed.includes(uid)) continue;
      kills.set(uid, Math.floor((event.at + event.arrivesAt) / 2) as SimTime);
    }
  };
  const give = (at: SimTime, command: Command): void => {
    world.advance(at);
    world.apply(command);
    note();
  };
  const waiting = [...cuts];
  for (;;) {
    const kill = Math.min(...kills.values());
    const [cut] = waiting;
    const next = Math.min(world.nextAt, kill, cut?.at ?? Infinity);
    if (next === Infinity || next > LATE) break;
    if (world.settled && kills.size === 0 && cut === undefined) break;
    world.advance(next as SimTime);
    note();
    for (const [uid, at] of kills) {
      if (at !== next) continue;
      kills.delete(uid);
      give(at, { kind: 'kill-packet', uid });
      if (events.some((e) => e.kind === 'packet-lost' && e.packet.uid === uid && e.at === at)) {
        killed++;
      }
    }
    if (cut?.at !== next) continue;
    const happened = events.some(
      (e) => e.at === next && e.kind !== 'command-applied' && !isKill(e),
    );
    if (!happened) return undefined;
    for (const { at, client } of cuts.filter((each) => each.at === next)) {
      give(at, { kind: 'cut-connection', client: client as never });
      waiting.shift();
    }
  }
  const isRefused = events.some(({ kind }) => kind === 'command-refused');
  const isWhole = killed === doomed.length && waiting.length === 0 && !isRefused;
  const causes = events.filter(isKill).length;
  return isWhole && causes === doomed.length ? events : undefined;
}

function isKill(event: TraceEvent): boolean {
  return event.kind === 'packet-lost' && event.cause === 'killed';
}

function countSlowly(scenario: Scenario, drops: number): number {
  const clients = scenario.clients.map(({ id }) => id);
  const none: Wish = { doomed: [], cuts: [] };
  const known = new Set([JSON.stringify(none)]);
  const waiting: Wish[] = [none];
  for (let wish = waiting.pop(); wish !== undefined; wish = waiting.pop()) {
    const { doomed, cuts } = wish;
    const events = play(scenario, wish) ?? [];
    const first = events.findIndex(({ kind }) => kind === 'message-published');
    const more: Wish[] = [];
    if (doomed.length < drops) {
      for (const event of events) {
        if (event.kind !== 'packet-sent' || event.packet.messageUid === undefined) continue;
        if (doomed.includes(event.packet.uid)) continue;
        more.push({ doomed: [...doomed, event.packet.uid].sort(), cuts });
      }
    }
    if (cuts.length === 0) {
      const instants = new Set(events.slice(first).map(({ at }) => at));
      for (const at of instants) {
        for (const client of clients) more.push({ doomed, cuts: [{ at, client }] });
      }
    }
    for (const larger of more) {
      const name = JSON.stringify(larger);
      if (known.has(name) || play(scenario, larger) === undefined) continue;
      known.add(name);
      waiting.push(larger);
    }
  }
  return known.size;
}

describe('the search with a cut', () => {
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
      const scenario = pairScenario({ qos: qos as Qos });
      const limits = { drops, cuts: 1, crashes: 0, cleanReconnects: 0 };
      const { runs } = exploreAll({ scenario, messages: 1, limits });
      expect(runs).toBeGreaterThan(3);
      expect(runs).toBe(countSlowly(scenario, drops));
    },
  );
});
