// A publisher, a broker and a subscriber that keep their sessions, while connections are cut at any
// moment and nothing is sent again but on reconnect: what each level promises, and the order.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../testing/machinePair.ts';
import type { Qos } from './packets/packet.ts';

type Action =
  | { readonly do: 'publish'; readonly qos: Qos; readonly topic: string }
  | { readonly do: 'cut' | 'connect'; readonly id: string }
  | { readonly do: 'run'; readonly ms: number }
  | { readonly do: 'restart' };

const ids = fc.constantFrom('pub', 'sub');
const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('publish' as const),
        qos: fc.constantFrom<Qos>(0, 1, 2, 2),
        topic: fc.constantFrom('t', 'u'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), id: ids }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('connect' as const), id: ids }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('run' as const),
        ms: fc.integer({ min: 1, max: 45 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  ),
  { maxLength: 60, size: 'max' },
);

const handOver = fc.constantFrom('pubrel' as const, 'publish' as const);
const acknowledge = fc.constantFrom('first' as const, 'last' as const);
const settings = fc.record({
  protocolVersion: fc.constantFrom(4 as const, 5 as const),
  granted: fc.constantFrom<Qos>(1, 2),
  sendQuota: fc.integer({ min: 1, max: 4 }),
  receiveMaximum: fc.integer({ min: 1, max: 4 }),
  topicAliasMaximum: fc.constantFrom(0, 1, 5),
  brokerHandOver: handOver,
  clientHandOver: handOver,
  brokerAcknowledge: acknowledge,
  clientAcknowledge: acknowledge,
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

interface Published {
  readonly uid: string;
  readonly qos: Qos;
  readonly topic: string;
}

/** Plays a history, then connects everyone and lets all come to rest. */
function play(drawn: Settings, list: readonly Action[]) {
  const { protocolVersion, granted, sendQuota, receiveMaximum, topicAliasMaximum } = drawn;
  const limits = { sendQuota, receiveMaximum, topicAliasMaximum };
  const client = {
    ...limits,
    protocolVersion,
    qos2HandOver: drawn.clientHandOver,
    acknowledge: drawn.clientAcknowledge,
  };
  const { brokerHandOver: qos2Forward, brokerAcknowledge } = drawn;
  const pair = new MachinePair({ ...limits, qos2Forward, acknowledge: brokerAcknowledge }, [
    { ...client, clientId: 'pub' },
    { ...client, clientId: 'sub', subscriptions: [{ filter: '#', qos: granted }] },
  ]).connect('pub', 'sub');
  const published: Published[] = [];
  for (const action of list) {
    if (action.do === 'publish') {
      const uid = `${published.length}`;
      published.push({ uid, qos: action.qos, topic: action.topic });
      pair.publish('pub', uid, action.qos, action.topic);
    } else if (action.do === 'run') pair.run(action.ms);
    else if (action.do === 'restart') pair.restart('kept');
    else if (action.do === 'cut') pair.cut(action.id);
    else if (pair.clients.get(action.id)?.connection === undefined) pair.open(action.id);
  }
  pair.reconnect('pub', 'sub').run();
  return { pair, published, delivered: pair.deliveredTo('sub') };
}

function holds(check: (result: ReturnType<typeof play>, drawn: Settings) => void): void {
  const property = fc.property(settings, actions, (drawn, list) => {
    check(play(drawn, list), drawn);
  });
  fc.assert(property, { seed: 13, numRuns: 300 });
}

describe('under any cuts of the connections and restarts of the broker with its store', () => {
  test('QoS 2 comes exactly once, QoS 1 at least once, QoS 0 at most once, and no level is higher than granted', () => {
    let repeats = 0;
    holds(({ published, delivered }, { granted }) => {
      const times = new Map<string, number>();
      for (const uid of delivered) times.set(uid, (times.get(uid) ?? 0) + 1);
      for (const { uid, qos } of published) {
        const count = times.get(uid) ?? 0;
        if (qos === 0) expect(count).toBeLessThanOrEqual(1);
        else if (qos === 2 && granted === 2) expect(count).toBe(1);
        else expect(count).toBeGreaterThanOrEqual(1);
        if (count > 1) repeats++;
      }
    });
    // The cuts did hurt.
    expect(repeats).toBeGreaterThan(50);
  });

  test('v5 [MQTT-4.6.0-5] [MQTT-4.6.0-6], 3.1.1 [MQTT-4.6.0-5] [MQTT-4.6.0-6] first deliveries of a topic and level come in the order of publishing', () => {
    holds(({ published, delivered }) => {
      const firsts = [...new Set(delivered)];
      for (const topic of ['t', 'u']) {
        for (const level of [0, 1, 2]) {
          const own = published.filter(({ qos, topic: on }) => qos === level && on === topic);
          const order = own.map(({ uid }) => uid).filter((uid) => firsts.includes(uid));
          expect(firsts.filter((uid) => order.includes(uid))).toEqual(order);
        }
      }
    });
  });

  test('every exchange is over in the end: no identifier is held, nothing waits, no entry is stored', () => {
    holds(({ pair }) => {
      const open = new Map<string, number>();
      for (const { node, effect } of pair.effects) {
        if (effect.kind !== 'store-entry' && effect.kind !== 'release-entry') continue;
        // A broker that starts again tells anew of what it holds.
        if (node === 'broker') continue;
        const change = effect.kind === 'store-entry' ? 1 : -1;
        open.set(node, (open.get(node) ?? 0) + change);
      }
      expect([...open.values()].filter((count) => count !== 0)).toEqual([]);
      const senders = [
        ...pair.broker.sessions.values(),
        ...[...pair.clients.values()].map(({ state }) => state),
      ];
      for (const { sender, receiver } of senders) {
        expect([sender.entries.size, sender.waiting.length, sender.unsent.size]).toEqual([0, 0, 0]);
        expect([receiver.entries.size, receiver.bytes]).toEqual([0, 0]);
      }
    });
  });

  test('v5 [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1] neither side ever takes what the other does for a fault', () => {
    holds(({ pair }) => {
      const reasons = pair.effects.flatMap(({ effect }) =>
        effect.kind === 'close-connection' ? [effect.reason] : [],
      );
      expect(
        reasons.filter((reason) => !/^the broker goes on with a session/.test(reason)),
      ).toEqual([]);
    });
  });
});
