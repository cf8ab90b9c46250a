// How much a broker lets its clients make it retain.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';

const RETAIN = { retain: true } as const;

function scene(options: PairBrokerOptions, protocolVersion: 4 | 5 = 5) {
  const pair = new MachinePair(options, []);
  return { pair, pub: pair.join('pub', { protocolVersion }), sub: pair.join('sub') };
}

describe('the bounds on what is retained', () => {
  const bounds = { limits: { retainedMessages: 2, retainedBytes: 40 } };

  test('refuse one more topic, or more bytes, with 0x97; replacing and clearing have room', () => {
    const { pair, pub } = scene(bounds);
    const give = (packetId: number, topic: string, payload: string) => {
      const message = messageOf('m', 1, topic, { ...RETAIN, payload });
      pub.give(publishOf('m', 1, packetId, { message }));
      const [answer] = pub.take();
      return answer?.type === 'PUBACK' ? answer.reasonCode : answer;
    };
    const codes = [give(1, 'a', 'x'), give(2, 'b', 'x'), give(3, 'c', 'x'), give(4, 'a', 'y')];
    expect(codes).toEqual([0x10, 0x10, 0x97, 0x10]);
    expect(give(5, 'a', 'z'.repeat(38))).toBe(0x97);
    expect(give(6, 'a', 'z'.repeat(37))).toBe(0x10);
    expect(pair.broker.retainedBytes).toBe(40);
    expect([give(7, 'b', ''), give(8, 'c', 'x')]).toEqual([0x10, 0x10]);
    expect([...pair.broker.retained.keys()]).toEqual(['a', 'c']);
  });

  test('3.1.1 [MQTT-3.3.5-2] [MQTT-4.8.0-2] end the connection where there is no Reason Code to send: QoS 0, and 3.1.1', () => {
    for (const [version, qos] of [
      [5, 0],
      [4, 0],
      [4, 1],
      [4, 2],
    ] as const) {
      const { pub } = scene({ limits: { retainedMessages: 0 } }, version);
      const message = messageOf('m', qos, 't', RETAIN);
      pub.give(publishOf('m', qos, qos === 0 ? 0 : 1, { message }));
      expect(pub.closedBecause).toBe('there is no room for a retained message');
      const told = version === 5 ? [{ type: 'DISCONNECT', reasonCode: 0x97 }] : [];
      expect(pub.take()).toEqual(told);
    }
  });

  test('hold also for QoS 2 messages that are let in side by side: what has no room at PUBREL is forwarded and not kept', () => {
    const { pair, pub, sub } = scene({ limits: { retainedMessages: 1 } });
    sub.give(subscribeOf('#')).take();
    const given = ['a', 'b'].map((topic, i) =>
      publishOf(topic, 2, i + 1, { message: messageOf(topic, 2, topic, RETAIN) }),
    );
    pub.give(...given, ackOf('PUBREL', 1), ackOf('PUBREL', 2));
    expect(sub.takeUids()).toEqual(['a', 'b']);
    expect([...pair.broker.retained.keys()]).toEqual(['a']);
  });
});
