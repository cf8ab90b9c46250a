// Topic Aliases on a broker's connections, each way. What one is: ../session/topicAlias.test.ts.
import { describe, expect, test } from 'vitest';
import { connectedPair, MachinePair } from '../../testing/machinePair.ts';
import { KEPT, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { PublishPacket, Qos } from '../packets/packet.ts';

function aliased(uid: string, topicAlias: number, topic = '', qos: Qos = 0): PublishPacket {
  const message = messageOf(uid, qos, topic);
  const omitted = topic === '' ? { omitsTopic: true } : {};
  return publishOf(uid, qos, qos === 0 ? 0 : topicAlias, { message, topicAlias, ...omitted });
}

function scene(topicAliasMaximum: number, subscriberMaximum?: number) {
  const pair = new MachinePair({ topicAliasMaximum }, []);
  const limit = subscriberMaximum === undefined ? {} : { topicAliasMaximum: subscriberMaximum };
  const sub = pair.joinSubscribed('sub', '#', { ...KEPT, ...limit });
  return { pair, sub, pub: pair.join('pub', KEPT) };
}

describe('that a client sets', () => {
  test('v5 [MQTT-3.3.2-12] every one from 1 to the maximum is taken, and stands for its topic', () => {
    const { sub, pub } = scene(2);
    pub.give(aliased('a', 1, 'one'), aliased('b', 2, 'two', 1), aliased('c', 2), aliased('d', 1));
    const topics = sub.takePublishes().map(({ message }) => message.topic);
    expect(topics).toEqual(['one', 'two', 'two', 'one']);
  });

  test('v5 [MQTT-3.3.2-9] above the maximum, or any where none is allowed, ends the connection: 0x94', () => {
    for (const [maximum, alias] of [
      [2, 3],
      [0, 1],
      [2, 0],
    ] as const) {
      const { pub } = scene(maximum);
      pub.give(aliased('a', alias, 'one'));
      expect(pub.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x94 }]);
      expect(pub.closedBecause).toBeDefined();
    }
  });

  test('that was never set ends the connection: 0x82', () => {
    const { pub } = scene(2);
    pub.give(aliased('a', 2));
    expect(pub.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x82 }]);
  });

  test('v5 [MQTT-3.3.2-7] is forgotten with its connection, though the session is kept', () => {
    const { pair, pub } = scene(2);
    pub.give(aliased('a', 1, 'one')).end();
    const back = pair.join('pub', KEPT).give(aliased('b', 1));
    expect(back.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x82 }]);
  });

  test('is its own: another client does not know it', () => {
    const { pair, pub } = scene(2);
    pub.give(aliased('a', 1, 'one'));
    const other = pair.join('other').give(aliased('b', 1));
    expect(other.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x82 }]);
  });

  test('gives a retained message, and a QoS 2 message held until PUBREL, its topic', () => {
    const { pair, pub } = scene(2);
    pub.give(aliased('a', 1, 'one'));
    const message = messageOf('b', 2, '', { retain: true });
    const facts = { message, topicAlias: 1, omitsTopic: true };
    pub.give(publishOf('b', 2, 1, facts));
    pub.give({ ...publishOf('b', 2, 1), type: 'PUBREL', reasonCode: 0 });
    expect(pair.broker.retained.get('one')?.message.uid).toBe('b');
  });
});

describe('that the broker sets', () => {
  const topicsTo = (maximum: number, subscriberMaximum?: number) => {
    const { sub, pub } = scene(maximum, subscriberMaximum);
    for (const topic of ['a', 'b', 'c', 'a', 'b', 'c']) pub.publish(topic, 0, topic);
    return sub
      .takePublishes()
      .map(({ topicAlias, omitsTopic }) => (omitsTopic ? -1 : 1) * (topicAlias ?? 0));
  };

  test("v5 [MQTT-3.1.2-26] [MQTT-3.1.2-27] [MQTT-3.3.2-11] do not exceed the client's maximum, nor its own", () => {
    expect(topicsTo(9, 2)).toEqual([1, 2, 0, -1, -2, 0]);
    expect(topicsTo(2, 9)).toEqual([1, 2, 0, -1, -2, 0]);
    expect(topicsTo(9)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(topicsTo(0, 9)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('v5 [MQTT-3.3.2-7] are set anew on each connection', () => {
    const { pair, sub, pub } = scene(9, 9);
    pub.publish('a', 0);
    sub.end();
    const back = pair.join('sub', { ...KEPT, topicAliasMaximum: 9 });
    pub.publish('b', 0);
    const [packet] = back.takePublishes();
    expect([packet?.topicAlias, packet?.omitsTopic]).toEqual([1, undefined]);
  });
});

test('two machines that use them deliver the same as two that do not', () => {
  const messages = (topicAliasMaximum: number) => {
    const options = { topicAliasMaximum };
    const pair = connectedPair({ broker: options, pub: options, sub: options });
    pair.give('sub', subscribeOf('#', { packetId: 9 }));
    for (const [i, topic] of ['a', 'b', 'a', 'c', 'b', 'a'].entries()) {
      pair.publish('pub', `m${i}`, (i % 3) as Qos, topic);
    }
    pair.run().reconnect('pub', 'sub');
    pair.publish('pub', 'last', 1, 'a').run();
    return pair.effectsOf('sub', 'deliver-message').map(({ message }) => message);
  };
  expect(messages(2)).toEqual(messages(0));
});
