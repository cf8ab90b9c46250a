// What if: one command more changes nothing before it, and after it nothing that shares no state with
// what it changes, whatever the command and the network.
import { describe, expect, test } from 'vitest';
import { addTime, fromMs, type SimTime } from '../base/time.ts';
import type { Command, Scenario } from '../scenario/scenario.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { faultsOf } from './checkers/traceChecker.ts';
import { World } from './world.ts';

const pattern = { name: 'n', topic: 'a', qos: 2, payload: 'x', ratePerSec: 20, count: 30 } as const;

/** `pa` → `sa` and `pb` → `sb`, each pair on a topic of its own. */
function twoPairs(network: object, patience = {}) {
  const pair = (name: string) => {
    const topic = { ...pattern, topic: name };
    const publishes = [topic, { ...topic, name: 'm', qos: 1 }, { ...topic, name: 'l', qos: 0 }];
    return [
      { id: `p${name}`, publishes, ...patience },
      { id: `s${name}`, subscriptions: [{ filter: name, qos: 2 }], ...patience },
    ];
  };
  return scenarioOf({ seed: 9, network, clients: [...pair('a'), ...pair('b')] });
}

const NETWORKS = [
  ['lossy', { model: 'lossy', ...lossEverywhere(0.2), jitterMs: 30, resendMs: 200 }],
  [
    'lossy with bursts, copies and re-ordering',
    {
      ...lossEverywhere(0.2),
      burstMs: 60,
      duplication: 0.2,
      reordering: 0.2,
      reorderMs: 90,
      resendMs: 200,
    },
  ],
  ['tcp', { model: 'tcp', ...lossEverywhere(0.2), jitterMs: 30 }],
  ['tcp with a slow link', { model: 'tcp', ...lossEverywhere(0.1), bytesPerSec: 4000 }],
] as const;

const client = 'sa';
const OWN: readonly Command[] = [
  { kind: 'publish', client: 'pa', topic: 'a', qos: 2, payload: 'one more' },
  { kind: 'cut-connection', client },
  { kind: 'cut-connection', client: 'pa' },
  { kind: 'black-hole', client },
  { kind: 'take-offline', client, how: 'disconnect', forMs: 500 },
  { kind: 'take-offline', client: 'pa', how: 'reset', forMs: 500 },
  { kind: 'take-offline', client, how: 'silent' },
  { kind: 'bring-online', client },
  { kind: 'crash-client', client, store: 'kept', restartMs: 300 },
  { kind: 'crash-client', client: 'pa', store: 'lost', restartMs: 300 },
  { kind: 'change-client', client, changes: { handlerMs: 70, acknowledge: 'last' } },
  { kind: 'change-client', client, changes: { withholds: ['PUBREC', 'PUBACK'] } },
  { kind: 'start-publishing', client: 'pa', pattern: { ...pattern, name: 'more', startMs: 0 } },
  { kind: 'stop-publishing', client: 'pa', name: 'n' },
];

const SHARED: readonly Command[] = [
  { kind: 'set-network', changes: { latencyMs: 5, lossHop1Up: 0.6 } },
  { kind: 'set-network', changes: { model: 'tcp' } },
  { kind: 'set-network', changes: { model: 'lossy', resend: 'timer' } },
  { kind: 'crash-broker', restartMs: 200 },
  { kind: 'drop-next', packetType: 'PUBLISH', hop: 2 },
];

describe.each(NETWORKS)('%s: one command more', (_, network) => {
  const plain = runWith(network);

  test.each(OWN)(
    'leaves all before it, and the other pair, exactly as they were: %j',
    (command) => {
      const changed = runWith(network, command);
      expectSameBefore(plain, changed);
      expectSameForOthers(plain, changed);
      expect(faultsOf(changed.events, changed.scenario, false)).toEqual([]);
    },
  );

  test.each(SHARED)('leaves all before it exactly as it was: %j', (command) => {
    const changed = runWith(network, command);
    expectSameBefore(plain, changed);
    expect(faultsOf(changed.events, changed.scenario, false)).toEqual([]);
  });

  test('that kills a packet leaves the other pair exactly as it was', () => {
    const isOnItsWay = (event: TraceEvent): boolean =>
      (event.kind === 'packet-sent' || event.kind === 'segment-sent') && event.dueAt !== undefined;
    const next = plain.events.find((event) => {
      const isLate = event.at > plain.at && isOnItsWay(event);
      return isLate && 'packet' in event && event.packet.messageUid?.startsWith('pa/n/') === true;
    });
    if (next === undefined || !('packet' in next)) throw new Error('Nothing is sent');
    const kill = { kind: 'kill-packet', uid: next.packet.uid } as const;
    const killed = runWith(network, kill, next.at);
    expect(killed.events).toContainEqual({ at: next.at, kind: 'command-applied', command: kill });
    expectSameForOthers(plain, killed);
  });
});

describe('a drop-next command', () => {
  test('loses the next packet of its type, and everyone else keeps their luck', () => {
    const network = { ...lossEverywhere(0.2), resendMs: 60_000 };
    const plain = runWith(network).events;
    const drop = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 } as const;
    const dropped = runWith(network, drop).events;
    const lostByRule = eventsOf(dropped, 'packet-lost').filter(({ cause }) => cause === 'rule');
    expect(lostByRule).toHaveLength(1);
    const fates = new Map(eventsOf(plain, 'packet-sent').map((e) => [e.packet.uid, e.lostAt]));
    for (const { packet, lostAt } of eventsOf(dropped, 'packet-sent')) {
      if (packet.uid === lostByRule[0]?.packet.uid || !fates.has(packet.uid)) continue;
      expect([packet.uid, lostAt === undefined]).toEqual([
        packet.uid,
        fates.get(packet.uid) === undefined,
      ]);
    }
  });
});

interface Played {
  readonly scenario: Scenario;
  readonly events: readonly TraceEvent[];
  /** When the command is given, or would be. */
  readonly at: SimTime;
}

/** @param given when; absent: in the middle of all */
function runWith(network: object, command?: Command, given?: SimTime): Played {
  const scenario = twoPairs(network);
  const events: TraceEvent[] = [];
  const tell = (event: TraceEvent): void => void events.push(event);
  const world = new World(scenario, { tell, tellMore: tell });
  while (world.publishingSince === undefined) world.step();
  const since = world.publishingSince;
  const at = given ?? addTime(since, fromMs(812.345));
  world.advance(at);
  if (command !== undefined) world.apply(command);
  world.advance(addTime(since, fromMs(3000)));
  return { scenario, events, at };
}

function expectSameBefore(plain: Played, changed: Played): void {
  const own = ({ events }: Played) =>
    events
      .filter(({ at, kind }) => at <= plain.at && !kind.startsWith('command-'))
      .map(formatEvent);
  const lines = own(plain);
  expect(lines.length).toBeGreaterThan(300);
  expect(own(changed).slice(0, lines.length)).toEqual(lines);
}

/** All that is told of `pb` and `sb`. */
function expectSameForOthers(plain: Played, changed: Played): void {
  const own = ({ events }: Played) =>
    events.map(formatEvent).filter((line) => /"[ps]b["/:]/.test(line));
  const lines = own(plain);
  expect(lines.length).toBeGreaterThan(300);
  expect(own(changed)).toEqual(lines);
}
