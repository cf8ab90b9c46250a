// Several subscriptions of one client that match one message, and their Subscription Identifiers.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { subscribeOf } from '../../testing/messages.ts';
import type { PublishPacket } from '../packets/packet.ts';
import { OVERLAP_COPY } from './routing.ts';

function scene(overlapping: 'one' | 'each') {
  const pair = new MachinePair({ overlapping }, []);
  const sub = pair.join('sub');
  const pub = pair.join('pub');
  return { pair, sub, pub };
}

const FILTERS = [
  subscribeOf('a/#', { qos: 0, id: 10 }),
  subscribeOf('a/b', { qos: 2, id: 20 }),
  subscribeOf('+/b', { qos: 1 }),
  subscribeOf('other', { qos: 2, id: 40 }),
];

const factsOf = ({ qos, copy, subscriptionIds }: PublishPacket) => [qos, copy, subscriptionIds];

describe('one copy', () => {
  test('v5 [MQTT-3.3.4-2] [MQTT-3.3.4-3] [MQTT-3.3.4-4], 3.1.1 [MQTT-3.3.5-1] comes at the highest QoS of those that match, with all their identifiers', () => {
    const { sub, pub } = scene('one');
    sub.give(...FILTERS).take();
    pub.publish('m', 2, 'a/b');
    expect(sub.takePublishes().map(factsOf)).toEqual([[2, 1, [20, 10]]]);
  });

  test('v5 [MQTT-3.3.1-13] has RETAIN as published when one of them asks for it', () => {
    const { sub, pub } = scene('one');
    sub.give(subscribeOf('#'), subscribeOf('t', { retainAsPublished: true })).take();
    pub.publish('a', 0, 't', { retain: true }).publish('b', 0, 'u', { retain: true });
    expect(sub.takePublishes().map(({ retain }) => retain)).toEqual([true, false]);
  });

  test('v5 §3.3.4 has the same identifier twice when two of them have it', () => {
    const { sub, pub } = scene('one');
    sub.give(subscribeOf('t', { id: 7 }), subscribeOf('#', { id: 7 })).take();
    pub.publish('m', 0);
    expect(sub.takePublishes()).toMatchObject([{ subscriptionIds: [7, 7] }]);
  });

  test('v5 [MQTT-3.8.3-3] comes of those without No Local when its own client published it', () => {
    const { sub } = scene('one');
    sub.give(subscribeOf('t', { noLocal: true, id: 1, qos: 2 }));
    sub.give(subscribeOf('#', { id: 2, qos: 0 })).take();
    sub.publish('m', 2);
    expect(sub.takePublishes().map(factsOf)).toEqual([[0, 1, [2]]]);
  });
});

describe('one copy for each', () => {
  test('v5 [MQTT-3.3.4-2] [MQTT-3.3.4-5] comes at the QoS of its own subscription, with its identifier, and is told apart', () => {
    const { sub, pub } = scene('each');
    sub.give(...FILTERS).take();
    pub.publish('m', 2, 'a/b');
    expect(sub.takePublishes().map(factsOf)).toEqual([
      [2, 1, [20]],
      [0, 1 + OVERLAP_COPY, [10]],
      [1, 1 + 2 * OVERLAP_COPY, undefined],
    ]);
  });

  test('is told apart from those of a repeated PUBLISH', () => {
    const { sub, pub } = scene('each');
    sub.give(subscribeOf('t'), subscribeOf('#')).take();
    pub.publish('m', 1);
    const copies = sub.takePublishes().map(({ copy }) => copy);
    expect(new Set(copies.map((copy) => copy % OVERLAP_COPY))).toEqual(new Set([1]));
    expect(new Set(copies).size).toBe(2);
  });

  test('counts apart for each client', () => {
    const { pair, sub, pub } = scene('each');
    const other = pair.joinSubscribed('other', '#');
    sub.give(subscribeOf('t'), subscribeOf('#')).take();
    pub.publish('m', 0);
    expect(sub.takePublishes()).toHaveLength(2);
    expect(other.takePublishes()).toMatchObject([{ copy: 1 }]);
  });
});

describe('a shared subscription beside others of its own', () => {
  test('brings copies of its own, told apart, also where one copy is asked for', () => {
    for (const overlapping of ['one', 'each'] as const) {
      const { sub, pub } = scene(overlapping);
      sub.give(subscribeOf('t', { id: 1 }), subscribeOf('$share/g/t', { id: 2 }));
      sub.give(subscribeOf('$share/h/#', { id: 3 })).take();
      pub.publish('m', 1);
      expect(sub.takePublishes().map(factsOf)).toEqual([
        [1, 1, [1]],
        [1, 1 + OVERLAP_COPY, [2]],
        [1, 1 + 2 * OVERLAP_COPY, [3]],
      ]);
    }
  });
});

describe('a Subscription Identifier', () => {
  test('v5 [MQTT-3.8.4-3] goes with its subscription when that is replaced without one', () => {
    const { sub, pub } = scene('one');
    sub.give(subscribeOf('t', { id: 5 })).take();
    pub.publish('a', 0);
    sub.give(subscribeOf('t')).take();
    pub.publish('b', 0);
    expect(sub.take()).toHaveLength(1);
    const { sub: other, pub: publisher } = scene('one');
    other.give(subscribeOf('t', { id: 5 }), subscribeOf('t')).take();
    publisher.publish('c', 0);
    expect(other.takePublishes()[0]?.subscriptionIds).toBeUndefined();
  });

  test('is kept with the session, and not sent to a 3.1.1 client that takes it over', () => {
    const { pair, pub } = scene('one');
    const kept = { cleanStart: false, sessionExpirySec: 100 };
    pair
      .join('s', kept)
      .give(subscribeOf('t', { id: 5 }))
      .end();
    const back = pair.join('s', kept);
    pub.publish('a', 0);
    expect(back.takePublishes()).toMatchObject([{ subscriptionIds: [5] }]);
    const old = pair.join('s', { ...kept, protocolVersion: 4 });
    pub.publish('b', 0);
    expect(old.takePublishes()[0]?.subscriptionIds).toBeUndefined();
  });
});
