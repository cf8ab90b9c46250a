// What a PUBLISH leads to: its answer, whom it reaches in which order, and what becomes of one that
// the broker does not take.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { KEPT, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { Qos } from '../packets/packet.ts';

const VERSIONS = [4, 5] as const;
const broker = (options: PairBrokerOptions = {}) => new MachinePair(options, []);

describe.each(VERSIONS)('a PUBLISH in version %i', (protocolVersion) => {
  test.each([
    [0, []],
    [1, ['PUBACK 7']],
    [2, ['PUBREC 7']],
  ] as const)(
    '3.1.1 [MQTT-3.3.4-1] [MQTT-2.3.1-6], v5 [MQTT-3.3.4-1] [MQTT-2.2.1-5] at QoS %i is answered with %j, under its identifier',
    (qos, answers) => {
      const client = broker().join('c', { protocolVersion });
      client.give(publishOf('m', qos, qos === 0 ? 0 : 7));
      expect(client.takeBrief()).toEqual(answers);
    },
  );

  test('3.1.1 [MQTT-3.3.2-3], v5 [MQTT-3.3.2-3] reaches nobody by a Topic Filter that does not match', () => {
    const pair = broker();
    const filters = ['a/b', 'a/+', 'a/#', '#', 'a', 'a/b/c', 'b/#', '+', '+/c', '/a/b'];
    const subs = filters.map((filter) => pair.joinSubscribed(filter, filter, { protocolVersion }));
    pair.join('pub', { protocolVersion }).publish('m', 1, 'a/b');
    const reached = filters.filter((_, i) => subs[i]?.takeUids().length === 1);
    expect(reached).toEqual(['a/b', 'a/+', 'a/#', '#']);
  });

  test('3.1.1 [MQTT-4.5.0-1], v5 [MQTT-4.5.0-1] is added to every session that is subscribed, connected or not', () => {
    const pair = broker();
    const kept = { protocolVersion, ...KEPT };
    pair.joinSubscribed('away', 't', kept).end();
    const here = pair.joinSubscribed('here', 't', kept);
    pair.joinSubscribed('elsewhere', 'u', kept);
    pair.join('pub', { protocolVersion }).publish('m', 1);
    expect(here.takeUids()).toEqual(['m']);
    const heldFor = (clientId: string) => {
      const sender = pair.broker.sessions.get(clientId)?.sender;
      return (sender?.entries.size ?? 0) + (sender?.waiting.length ?? 0);
    };
    expect(['here', 'away', 'elsewhere'].map(heldFor)).toEqual([1, 1, 0]);
  });

  test.each([0, 1, 2] as const)(
    '3.1.1 [MQTT-4.6.0-5] [MQTT-4.6.0-6], v5 [MQTT-4.6.0-5] [MQTT-4.6.0-6] at QoS %i reaches each subscriber in the order of the others, whatever the topic',
    (qos: Qos) => {
      const pair = broker({ sendQuota: 3 });
      const sub = pair.joinSubscribed('sub', '#', { protocolVersion });
      const pub = pair.join('pub', { protocolVersion });
      const uids = Array.from({ length: 9 }, (_, i) => `m${i}`);
      const got: string[] = [];
      for (const [i, uid] of uids.entries()) pub.publish(uid, qos, `t/${i % 2}`);
      for (let taken = sub.take(); taken.length > 0; taken = sub.take()) {
        for (const packet of taken) {
          if (packet.type === 'PUBREL') sub.give({ ...packet, type: 'PUBCOMP' });
          if (packet.type !== 'PUBLISH') continue;
          got.push(packet.messageUid);
          const { packetId, messageUid, copy, attempt } = packet;
          const answer = { packetId, messageUid, copy, attempt, reasonCode: 0 };
          if (qos > 0) sub.give({ ...answer, type: qos === 1 ? 'PUBACK' : 'PUBREC' });
        }
      }
      expect(got).toEqual(uids);
    },
  );
});

describe('in 3.1.1', () => {
  test('3.1.1 [MQTT-3.3.1-7] RETAIN at QoS 0 takes the place of what the topic had retained', () => {
    const pair = broker();
    const pub = pair.join('pub', { protocolVersion: 4 });
    pub.publish('old', 2, 't', { retain: true }).publish('new', 0, 't', { retain: true });
    const sub = pair.join('sub', { protocolVersion: 4 }).give(subscribeOf('t'));
    expect(sub.takePublishes()).toMatchObject([{ qos: 0, message: { payload: 'new' } }]);
  });

  test.each([1, 2] as const)(
    '3.1.1 [MQTT-3.3.5-2] [MQTT-4.8.0-2] a PUBLISH at QoS %i that the broker cannot take ends its connection, unanswered',
    (qos) => {
      const pair = broker({ limits: { bytesPerSession: 4, bytesTotal: 4 } });
      const sub = pair.joinSubscribed('sub', '#', { protocolVersion: 4 });
      const pub = pair.join('pub', { protocolVersion: 4 });
      const message = messageOf('m', qos, 'topic', { retain: true });
      pub.give(publishOf('m', qos, 7, { message }));
      expect(pub.take()).toEqual([]);
      expect(pub.closedBecause).toBeDefined();
      expect(sub.take()).toEqual([]);
    },
  );
});
