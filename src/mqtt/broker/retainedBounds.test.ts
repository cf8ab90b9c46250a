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

  test('pass a message on without keeping it where there is no Reason Code to send: QoS 0, and 3.1.1', () => {
    for (const [version, qos] of [
      [5, 0],
      [4, 0],
      [4, 1],
    ] as const) {
      const { pair, pub, sub } = scene({ limits: { retainedMessages: 0 } }, version);
      sub.give(subscribeOf('#')).take();
      const message = messageOf('m', qos, 't', RETAIN);
      pub.give(publishOf('m', qos, qos === 0 ? 0 : 1, { message }));
      expect([pub.closedBecause, sub.takeUids()]).toEqual([undefined, ['m']]);
      expect(pair.broker.retained.size).toBe(0);
    }
  });

  test('do not count what has expired', () => {
    const { pair, pub } = scene({ limits: { retainedMessages: 1 } });
    const message = messageOf('old', 1, 'old', { ...RETAIN, expirySec: 1 });
    pub.give(publishOf('old', 1, 1, { message }));
    pair.run(1000);
    pub.give(publishOf('new', 1, 2, { message: messageOf('new', 1, 'new', RETAIN) }));
    expect([...pair.broker.retained.keys()]).toEqual(['new']);
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
