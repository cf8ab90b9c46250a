// Why messages are lost or come twice, in whole runs: what ends a session, a queue, a patience; and
// what is counted apart from publish() calls.
import { describe, expect, test } from 'vitest';
import type { Command, Scenario } from '../scenario/scenario.ts';
import { type CheckedRun, eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { scenarioOf } from '../testing/scenarios.ts';

const topic = 't';

interface Parts {
  readonly pub?: object;
  readonly sub?: object;
  readonly broker?: object;
  readonly network?: object;
  readonly protocolVersion?: 4 | 5;
  readonly script?: readonly (readonly [atMs: number, command: Command])[];
}

/** `pub` → broker → `sub`, who listens at QoS 2; latency 50 ms, keep-alive off. */
function pairOf({ pub, sub, script = [], ...rest }: Parts): Scenario {
  const quiet = { keepAliveSec: 0 };
  return scenarioOf({
    ...rest,
    clients: [
      { id: 'pub', ...quiet, ...pub },
      { id: 'sub', ...quiet, subscriptions: [{ filter: topic, qos: 2 }], ...sub },
    ],
    script: script.map(([atMs, command]) => ({ atMs, command })),
  });
}

const publish = (qos: 0 | 1 | 2, payload = 'x'): Command => ({
  kind: 'publish',
  client: 'pub',
  topic,
  qos,
  payload,
});
const cut = (client: string): Command => ({ kind: 'cut-connection', client });
const drop = (packetType: 'PUBACK' | 'PUBREC' | 'PUBLISH', hop: 1 | 2): Command => ({
  kind: 'drop-next',
  packetType,
  hop,
});

const losses = ({ events }: CheckedRun) => eventsOf(events, 'message-lost').map((e) => e.cause);
const duplicates = ({ events }: CheckedRun) =>
  eventsOf(events, 'message-delivered').flatMap(({ cause }) => cause ?? []);

describe('a message is lost', () => {
  test('as stateLost when its subscriber comes back clean: what waited for it is gone', () => {
    const script = [
      [0, cut('sub')],
      [100, publish(1)],
    ] as const;
    const kept = runChecked(pairOf({ script }));
    expect(losses(kept)).toEqual([]);
    // A clean client has no session to wait in; one that was kept and is begun anew loses the queue.
    const clean = runChecked(pairOf({ script, sub: { cleanStart: true } }));
    expect(losses(clean)).toEqual(['stateLost']);
  });

  test('as offline when its subscriber has no session at all by then', () => {
    const script = [
      [0, cut('sub')],
      [100, publish(1)],
    ] as const;
    const run = runChecked(pairOf({ script, sub: { sessionExpirySec: 0 } }));
    expect(losses(run)).toEqual(['offline']);
    expect(eventsOf(run.events, 'session-ended')).toMatchObject([{ reason: 'disconnected' }]);
  });

  test('as expired when its Message Expiry Interval is over before its subscriber is back', () => {
    const pattern = { name: 'p', topic, qos: 1, payload: 'x', ratePerSec: 1, count: 1 };
    const late = { ...pattern, startMs: 100, expirySec: 0 };
    const script = [[0, cut('sub')]] as const;
    const run = runChecked(pairOf({ script, pub: { publishes: [late] } }));
    expect(losses(run)).toEqual(['expired']);
    const inTime = { ...late, expirySec: 60 };
    expect(losses(runChecked(pairOf({ script, pub: { publishes: [inTime] } })))).toEqual([]);
  });

  test('at the instant at which it expires, not when somebody looks', () => {
    const pattern = {
      name: 'p',
      topic,
      qos: 1,
      payload: 'x',
      ratePerSec: 1,
      count: 1,
      expirySec: 1,
    };
    const stuck = { receiveMaximum: 1 };
    const script = [[0, { kind: 'drop-next', packetType: 'PUBACK', hop: 2 } as const]] as const;
    const network = { resendMs: 60_000 };
    const run = runChecked(
      pairOf({
        script: [...script, [0, publish(1, 'first')]],
        network,
        broker: stuck,
        pub: { publishes: [{ ...pattern, startMs: 10 }] },
      }),
    );
    const [lost] = eventsOf(run.events, 'message-lost');
    const arrived = eventsOf(run.events, 'packet-arrived').find(
      ({ packet }) => packet.messageUid === 'pub/p/1',
    );
    expect(lost).toMatchObject({ messageUid: 'pub/p/1', cause: 'expired' });
    expect((lost?.at ?? 0) - (arrived?.at ?? 0)).toBe(1_000_000);
  });

  test('as queueFull: the newest, or the oldest where the broker is told so', () => {
    const script = [
      [0, cut('sub')],
      [100, publish(1, 'a')],
      [110, publish(1, 'b')],
    ] as const;
    const lostUid = (broker: object) =>
      eventsOf(runChecked(pairOf({ script, broker })).events, 'message-lost').map((e) => [
        e.messageUid,
        e.cause,
      ]);
    expect(lostUid({ queueLimit: 1 })).toEqual([['pub/hand/2', 'queueFull']]);
    const oldest = { queueLimit: 1, queueDrop: 'oldest' };
    expect(lostUid(oldest)).toEqual([['pub/hand/1', 'queueFull']]);
  });

  test('as gaveUp when its sender has sent it as often as it may', () => {
    const network = { lossHop1Up: 1, resendMs: 100 };
    const run = runChecked(pairOf({ script: [[0, publish(1)]], network, pub: { resendLimit: 2 } }));
    expect(losses(run)).toEqual(['gaveUp']);
    const sent = eventsOf(run.events, 'packet-sent').filter((e) => e.packet.type === 'PUBLISH');
    expect(sent).toHaveLength(3);
  });

  test('as offline when its publisher has no connection and refuses to wait', () => {
    const script = [
      [0, cut('pub')],
      [100, publish(1)],
    ] as const;
    const run = runChecked(pairOf({ script, pub: { offlinePublish: 'refuse' } }));
    expect(losses(run)).toEqual(['offline']);
    const queued = runChecked(pairOf({ script, pub: { offlinePublish: 'queue' } }));
    expect(losses(queued)).toEqual([]);
  });

  test('at QoS 0 without a connection, unless its publisher queues every level', () => {
    const script = [
      [0, cut('pub')],
      [100, publish(0)],
    ] as const;
    expect(losses(runChecked(pairOf({ script })))).toEqual(['offline']);
    const all = runChecked(pairOf({ script, pub: { offlinePublish: 'queueAll' } }));
    expect(losses(all)).toEqual([]);
  });

  test('although QoS 2 was acknowledged, when the broker lost the session between PUBREC and PUBREL', () => {
    const script = [
      [0, drop('PUBREC', 1)],
      [0, publish(2)],
      [80, cut('pub')],
    ] as const;
    const clean = { cleanStart: true, sessionLost: 'discard' };
    expect(losses(runChecked(pairOf({ script, pub: clean })))).toEqual(['stateLost']);
    expect(losses(runChecked(pairOf({ script })))).toEqual([]);
  });
});

describe('a message comes twice', () => {
  test('as stateLost at QoS 2, where the publisher sends again what a clean broker has forwarded', () => {
    const script = [
      [0, drop('PUBREC', 1)],
      [0, publish(2)],
      [80, cut('pub')],
    ] as const;
    const pub = { cleanStart: true, sessionLost: 'resend' };
    const twice = runChecked(pairOf({ script, pub, broker: { qos2Forward: 'publish' } }));
    expect(duplicates(twice)).toEqual(['stateLost']);
    const once = runChecked(pairOf({ script, pub, broker: { qos2Forward: 'pubrel' } }));
    expect(duplicates(once)).toEqual([]);
  });

  test('as overlappingSubscription where the broker makes a copy for each', () => {
    const subscriptions = [
      { filter: topic, qos: 1 },
      { filter: '#', qos: 1 },
    ];
    const script = [[0, publish(1)]] as const;
    const each = runChecked(
      pairOf({ script, sub: { subscriptions }, broker: { overlapping: 'each' } }),
    );
    expect(duplicates(each)).toEqual(['overlappingSubscription']);
    expect(duplicates(runChecked(pairOf({ script, sub: { subscriptions } })))).toEqual([]);
  });

  test('as brokerResend when the connection ends before its PUBACK, on reconnect alone', () => {
    const script = [
      [0, publish(1)],
      [120, cut('sub')],
    ] as const;
    const run = runChecked(pairOf({ script, network: { resend: 'reconnect' } }));
    expect(duplicates(run)).toEqual(['brokerResend']);
    const sent = eventsOf(run.events, 'packet-sent').filter(
      ({ packet }) => packet.type === 'PUBLISH' && packet.hop === 2,
    );
    expect(sent.map(({ packet }) => [packet.dup, packet.because])).toEqual([
      [false, 'qos1-publish'],
      [true, 'reconnect-resend'],
    ]);
  });
});

describe('what the broker originates is counted apart', () => {
  test('a will: its packets have no level, and its delivery is no delivery of a pair', () => {
    const will = { topic, payload: 'gone', qos: 1 };
    const run = runChecked(pairOf({ script: [[0, cut('pub')]], pub: { will } }));
    expect(eventsOf(run.events, 'message-originated')).toMatchObject([
      { origin: 'will', client: 'pub', topic, payload: 'gone', qos: 1 },
    ]);
    expect(eventsOf(run.events, 'message-received')).toMatchObject([{ subscriber: 'sub', qos: 1 }]);
    expect(eventsOf(run.events, 'message-delivered')).toEqual([]);
    const { published, delivered, packetsSent } = run.metrics.levels['1'];
    expect([published, delivered, packetsSent.PUBLISH]).toEqual([0, 0, 0]);
  });

  test('a will with a delay is not published when its client is back before', () => {
    const will = { topic, payload: 'gone', qos: 1, delaySec: 10 };
    const run = runChecked(pairOf({ script: [[0, cut('pub')]], pub: { will } }));
    expect(eventsOf(run.events, 'message-originated')).toEqual([]);
  });

  test('a retained message, for a subscription that begins anew on each connection', () => {
    const publishes = [
      { name: 'p', topic, qos: 1, payload: 'on', ratePerSec: 1, count: 1, retain: true },
    ];
    const sub = { cleanStart: true };
    const script = [
      [3000, cut('sub')],
      [6000, publish(0)],
    ] as const;
    const run = runChecked(pairOf({ script, pub: { publishes }, sub }));
    expect(eventsOf(run.events, 'broker-retained')).toMatchObject([{ topic }]);
    expect(eventsOf(run.events, 'message-originated')).toMatchObject([{ origin: 'retained' }]);
    const replays = eventsOf(run.events, 'packet-sent').filter(({ packet }) => packet.retain);
    expect(replays.map(({ packet }) => packet.hop)).toEqual([1, 2]);
    expect(run.metrics.levels['1'].duplicates).toBe(0);
  });
});
