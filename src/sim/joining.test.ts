// Clients that join a run and leave it for good: from when they count, what becomes of their sessions
// and of what was meant for them, and that nobody else's luck changes.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { DEFAULT_CLIENT } from '../scenario/defaults.ts';
import type { Command } from '../scenario/scenario.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { commandOf, lossEverywhere, type PairInput, pairScenario } from '../testing/scenarios.ts';
import type { ClientId, TraceEvent } from '../trace/event.ts';
import { MetricsFold } from '../trace/metrics.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { faultsOf } from './checkers/traceChecker.ts';
import { Run } from './run.ts';

type Given = readonly (readonly [number, Command])[];

/** Gives commands at times in milliseconds, and runs until 30 s. */
function play(input: PairInput, given: Given, isOver = true): readonly TraceEvent[] {
  const scenario = pairScenario({ network: { latencyMs: 10 }, ...input });
  const commands = given.map(([ms, command]) => ({ at: fromMs(ms), command }));
  const { events } = new Run(scenario, commands).advance(fromMs(30_000));
  expect(faultsOf(events, scenario, isOver)).toEqual([]);
  return events;
}

function joins(id: ClientId, settings: object = {}): Command {
  const subscriptions = [{ filter: 't', qos: 1 }];
  return commandOf({ kind: 'add-client', client: { id, subscriptions, ...settings } });
}

const leaves = (client: ClientId): Command => ({ kind: 'remove-client', client });
const publish: Command = { kind: 'publish', client: 'pub', topic: 't', qos: 1, payload: 'x' };
const offline: Command = { kind: 'take-offline', client: 'sub', how: 'reset' };
const pairsOf = (events: readonly TraceEvent[]) =>
  eventsOf(events, 'message-published').map(({ subscribers }) => subscribers.join());
const endsOf = (events: readonly TraceEvent[]) =>
  eventsOf(events, 'session-ended').map(({ at, client, reason }) => [at / 1000, client, reason]);
const lossesOf = (events: readonly TraceEvent[]) =>
  eventsOf(events, 'message-lost').map(({ at, subscriber, cause }) => [
    at / 1000,
    subscriber,
    cause,
  ]);

describe('a client that joins', () => {
  test('connects and subscribes at once, and gets what is published then', () => {
    const events = play({ count: 0 }, [
      [1000, joins('sub-2')],
      [2000, publish],
    ]);
    expect(eventsOf(events, 'client-added')).toMatchObject([{ at: 1_000_000, client: 'sub-2' }]);
    const subscribed = eventsOf(events, 'session-subscribed').at(-1);
    expect(subscribed).toMatchObject({ client: 'sub-2', at: 1_030_000 });
    const got = eventsOf(events, 'message-delivered').map(({ subscriber }) => subscriber);
    expect(got).toEqual(['sub', 'sub-2']);
  });

  test('is of the pairs of a message from its command on, subscribed or not, and of none before', () => {
    const given: Given = [
      [990, publish],
      [1000, joins('sub-2')],
      [1000, publish],
      [2000, publish],
    ];
    const events = play({ count: 0 }, given);
    expect(pairsOf(events)).toEqual(['sub', 'sub,sub-2', 'sub,sub-2']);
    // When the publisher has the PUBACK, and no copy of it is left.
    expect(lossesOf(events)).toEqual([[1020, 'sub-2', 'offline']]);
  });

  test('gets what comes of an earlier message as nobody had counted on', () => {
    const network = { latencyMs: 10, lossHop1Up: 0 };
    const drop: Command = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 };
    const events = play({ count: 0, network }, [
      [900, drop],
      [990, publish],
      [1000, joins('sub-2')],
    ]);
    expect(pairsOf(events)).toEqual(['sub']);
    expect(eventsOf(events, 'message-received')).toMatchObject([{ subscriber: 'sub-2' }]);
    expect(eventsOf(events, 'message-delivered')).toMatchObject([{ subscriber: 'sub' }]);
  });

  test('publishes its patterns from when it is connected and subscribed for the first time', () => {
    const pattern = {
      name: 'a',
      topic: 't',
      qos: 0,
      payload: '',
      ratePerSec: 1,
      startMs: 5,
      count: 2,
    };
    const joiner = joins('pub-2', { publishes: [pattern] });
    const cut: Command = { kind: 'cut-connection', client: 'pub-2' };
    const events = play({ count: 0 }, [
      [1000, joiner],
      [1500, cut],
    ]);
    const times = eventsOf(events, 'message-published').map(({ at }) => at / 1000);
    expect(times).toEqual([1045, 2045]);
    expect(eventsOf(events, 'pattern-started')).toMatchObject([{ at: 1_040_000, client: 'pub-2' }]);
    expect(eventsOf(events, 'pattern-ended')).toMatchObject([{ at: 2_045_000, pattern: 'a' }]);
  });

  test('before everyone is connected does not hold up the beginning', () => {
    const held = [
      [5, joins('sub-2')],
      [5, { kind: 'take-offline', client: 'sub-2', how: 'silent' }],
    ] as const;
    const [begun] = eventsOf(play({ count: 1 }, held, false), 'publishing-started');
    expect(begun?.at).toBe(eventsOf(play({ count: 1 }, []), 'publishing-started')[0]?.at);
  });

  test('has an id that nobody in the run has had, or is refused', () => {
    const broker: Command = {
      kind: 'add-client',
      client: { ...DEFAULT_CLIENT, id: 'broker', subscriptions: [], publishes: [] },
    };
    const given: Given = [
      [1000, joins('pub')],
      [1000, broker],
      [2000, leaves('sub')],
      [3000, joins('sub')],
    ];
    const events = play({ count: 0 }, given);
    expect(eventsOf(events, 'command-refused').map(({ reason }) => reason)).toEqual([
      'pub is, or was, in this run',
      'broker is, or was, in this run',
      'sub is, or was, in this run',
    ]);
  });

  test('takes the network as it is: its re-send timer too', () => {
    const set: Command = { kind: 'set-network', changes: { resend: 'reconnect' } };
    const drop: Command = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 };
    const hand = { ...publish, client: 'pub-2' } as const;
    const events = play(
      { count: 0 },
      [
        [900, set],
        [1000, joins('pub-2')],
        [2000, drop],
        [2000, hand],
      ],
      false,
    );
    expect(eventsOf(events, 'timer-set').filter(({ timer }) => timer === 're-send')).toEqual([]);
  });
});

describe.each(['lossy', 'tcp'] as const)('over %s, nobody else’s luck changes', (model) => {
  const network = {
    ...lossEverywhere(0.3),
    model,
    latencyMs: 20,
    jitterMs: 15,
    burstMs: 40,
    cutsPerMin: 20,
  };
  const input = { qos: 2, count: 40, ratePerSec: 4, network } as const;

  /** What becomes of all that the old clients publish on hop 1, and get on hop 2. */
  function fatesOf(events: readonly TraceEvent[]): readonly string[] {
    const others = (event: TraceEvent) => !formatEvent(event).includes('x-');
    const told = events.filter((event) => {
      return (
        'packet' in event || event.kind === 'connection-closed' || event.kind === 'tcp-ack-sent'
      );
    });
    return told.filter(others).map((event) => formatEvent(event).replace(/"connection":\d+,?/, ''));
  }

  test('when somebody joins, and leaves again', () => {
    const alone = play(input, [], false);
    const wanted = { subscriptions: [{ filter: 't', qos: 2 }], sessionExpirySec: 3600 };
    const joined = play(
      input,
      [
        [3000, joins('x-1', wanted)],
        [6500, leaves('x-1')],
      ],
      false,
    );
    expect(fatesOf(joined)).toEqual(fatesOf(alone));
    expect(joined.length).toBeGreaterThan(alone.length);
  });
});

describe('a client that leaves', () => {
  const waiting: Given = [
    [1000, offline],
    [1500, publish],
  ];

  test('says DISCONNECT with a Session Expiry Interval of 0, which ends its session in 5.0', () => {
    const events = play({ count: 0 }, [[1000, leaves('sub')]]);
    const [last] = eventsOf(events, 'packet-sent').filter((e) => e.packet.type === 'DISCONNECT');
    // Fixed header, Reason Code, and five bytes of property behind their length.
    expect(last?.packet).toMatchObject({ from: 'sub', bytes: 9 });
    expect(endsOf(events)).toEqual([[1010, 'sub', 'disconnected']]);
  });

  test('in 3.1.1 has its session ended by an administrator when its connection is gone', () => {
    const events = play({ count: 0, protocolVersion: 4 }, [[1000, leaves('sub')]]);
    expect(endsOf(events)).toEqual([[1010, 'sub', 'removed']]);
  });

  test.each([4, 5] as const)(
    'without a connection has it ended at once, and what waited for it is lost: version %i',
    (protocolVersion) => {
      const events = play({ count: 0, protocolVersion }, [...waiting, [2000, leaves('sub')]]);
      expect(endsOf(events)).toEqual([[2000, 'sub', 'removed']]);
      expect(lossesOf(events)).toEqual([[2000, 'sub', 'stateLost']]);
      expect(eventsOf(events, 'session-released').at(-1)).toMatchObject({ reason: 'stateLost' });
    },
  );

  test('in a black hole is not waited for', () => {
    const hole: Command = { kind: 'black-hole', client: 'sub' };
    const events = play({ count: 0 }, [
      [1000, hole],
      [1500, publish],
      [2000, leaves('sub')],
    ]);
    expect(endsOf(events)).toEqual([[2000, 'sub', 'removed']]);
    expect(lossesOf(events)).toEqual([[2000, 'sub', 'stateLost']]);
  });

  test('whose DISCONNECT is lost has its will published, and its session ended with its connection', () => {
    const drop: Command = { kind: 'drop-next', packetType: 'DISCONNECT', hop: 2 };
    const will = { topic: 't', payload: 'gone', qos: 0, retain: false };
    const input = { count: 0, client: { will } };
    const events = play(input, [
      [900, drop],
      [1000, leaves('sub')],
    ]);
    expect(eventsOf(events, 'message-originated')).toMatchObject([{ origin: 'will' }]);
    expect(endsOf(events)).toEqual([[1010, 'sub', 'removed']]);
    expect(eventsOf(play(input, [[1000, leaves('sub')]]), 'message-originated')).toEqual([]);
  });

  test('is of no pairs from then on; what is for it and still on its way to the broker is lost there', () => {
    const events = play({ count: 0 }, [
      [1000, publish],
      [1000, leaves('sub')],
      [2000, publish],
    ]);
    expect(pairsOf(events)).toEqual(['sub', '']);
    expect(eventsOf(events, 'message-lost')).toHaveLength(1);
  });

  test('stops publishing; what the broker has of it goes on, and what it had not sent is lost', () => {
    const network = { latencyMs: 10, resendMs: 5000 };
    const drop: Command = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 };
    const input = { qos: 1, count: 100, network } as const;
    const events = play(input, [
      [1000, offline],
      [1041, drop],
      [1150, leaves('pub')],
      [2000, { kind: 'bring-online', client: 'sub' }],
    ]);
    const published = eventsOf(events, 'message-published');
    expect(published.at(-1)?.at).toBeLessThan(1_150_000);
    expect(eventsOf(events, 'pattern-ended')).toMatchObject([{ at: 1_150_000, client: 'pub' }]);
    expect(lossesOf(events)).toEqual([[1150, 'sub', 'stateLost']]);
    expect(eventsOf(events, 'message-delivered')).toHaveLength(published.length - 1);
  });

  test('is unknown to later commands', () => {
    const events = play({ count: 0 }, [
      [1000, leaves('sub')],
      [1005, leaves('sub')],
      [2000, offline],
    ]);
    const [first, second] = eventsOf(events, 'command-refused');
    expect(first?.reason).toBe('there is no client sub');
    expect(second?.reason).toBe('there is no client sub');
  });

  test('before everyone is connected is not waited for', () => {
    const events = play({ count: 1, network: { latencyMs: 500 } }, [[10, leaves('sub')]]);
    // CONNECT and CONNACK of the publisher alone.
    expect(eventsOf(events, 'publishing-started')).toMatchObject([{ at: 1_000_000 }]);
  });

  test('while it is down does not start again', () => {
    const crash: Command = { kind: 'crash-client', client: 'sub', store: 'kept', restartMs: 500 };
    const events = play({ count: 0 }, [
      [1000, crash],
      [1200, leaves('sub')],
    ]);
    expect(eventsOf(events, 'node-restarted')).toEqual([]);
  });
});

describe('a broker that is down when a client leaves', () => {
  const crash: Command = { kind: 'crash-broker', restartMs: 1000 };

  test('ends its session when it is back with it', () => {
    const events = play({ count: 0 }, [
      [1000, offline],
      [1500, publish],
      [2000, crash],
      [2500, leaves('sub')],
    ]);
    expect(endsOf(events)).toEqual([[3000, 'sub', 'removed']]);
    expect(lossesOf(events)).toEqual([[3000, 'sub', 'stateLost']]);
  });

  test('or that goes back to what it saved ends it once more, and a pair is lost when no save holds it', () => {
    const broker = { store: 'autosave', autosaveSec: 4 };
    const given: Given = [
      [1000, offline],
      [1500, publish],
      [5000, leaves('sub')],
      [6000, crash],
    ];
    const events = play({ count: 0, broker }, given);
    expect(endsOf(events)).toEqual([
      [5000, 'sub', 'removed'],
      [7000, 'sub', 'removed'],
    ]);
    // Saved at 4 s, and without it at 8 s.
    expect(lossesOf(events)).toEqual([[8000, 'sub', 'stateLost']]);
  });
});

test('pairs are delivered, lost or pending, whoever comes and goes', () => {
  const network = { ...lossEverywhere(0.3), latencyMs: 30 };
  const comings = [1, 2, 3].flatMap(
    (n): Given => [
      [n * 1000, joins(`s-${n}`)],
      [n * 1000 + 1700, leaves(n === 2 ? 'sub' : `s-${n}`)],
    ],
  );
  const given = comings.toSorted(([a], [b]) => a - b);
  const events = play({ qos: 1, count: 50, ratePerSec: 10, network }, given, false);
  const metrics = new MetricsFold();
  for (const event of events) metrics.add(event);
  const { delivered, lost, pending } = metrics.report(fromMs(30_000)).levels[1];
  const pairs = eventsOf(events, 'message-published').flatMap(({ subscribers }) => subscribers);
  expect(delivered + lost + pending).toBe(pairs.length);
  expect(pending).toBe(0);
  expect(lost).toBeGreaterThan(0);
});
