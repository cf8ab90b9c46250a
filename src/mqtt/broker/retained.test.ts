// Retained messages: what is kept for a topic, who gets it, and with which flags.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../../base/time.ts';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { PublishPacket } from '../packets/packet.ts';
import { BROKER_DEFAULTS } from './options.ts';

const VERSIONS = [4, 5] as const;
const RETAIN = { retain: true } as const;

function scene(options: PairBrokerOptions = {}, protocolVersion: 4 | 5 = 5) {
  const pair = new MachinePair(options, []);
  return {
    pair,
    pub: pair.join('pub', { protocolVersion }),
    sub: pair.join('sub', { protocolVersion }),
  };
}

const factsOf = ({ message, qos, retain }: PublishPacket) => [message.payload, qos, retain];
const payloadsOf = (publishes: readonly PublishPacket[]) =>
  publishes.map(({ message }) => message.payload);

describe.each(VERSIONS)('in version %i', (version) => {
  test('v5 [MQTT-3.3.1-5] [MQTT-3.3.1-9], 3.1.1 [MQTT-3.3.1-5] [MQTT-3.3.1-6] [MQTT-3.3.1-8] a new subscription gets the last of each topic that matches, after SUBACK, with RETAIN 1', () => {
    const { pub, sub } = scene({}, version);
    pub.publish('old', 1, 'a/x', RETAIN).publish('new', 2, 'a/x', RETAIN);
    pub.publish('other', 0, 'a/y', RETAIN).publish('far', 1, 'b', RETAIN);
    sub.give(subscribeOf('a/+', { qos: 1 }));
    const [suback, ...rest] = sub.take();
    expect(suback?.type).toBe('SUBACK');
    const publishes = rest.filter((packet) => packet.type === 'PUBLISH');
    expect(publishes.map(factsOf)).toEqual([
      ['new', 1, true],
      ['other', 0, true],
    ]);
  });

  test.each([0, 1, 2] as const)(
    'v5 [MQTT-3.8.4-8], 3.1.1 [MQTT-3.8.4-6] one kept at QoS %i comes at the lower of that and the granted QoS',
    (kept) => {
      for (const qos of [0, 1, 2] as const) {
        const { pub, sub } = scene({}, version);
        pub.publish('a', kept, 't', RETAIN);
        sub.give(subscribeOf('t', { qos }));
        expect(sub.takePublishes().map(factsOf)).toEqual([['a', Math.min(kept, qos), true]]);
      }
    },
  );

  test('3.1.1 [MQTT-3.3.1-9], v5 [MQTT-3.3.1-12] who is subscribed already gets it with RETAIN 0', () => {
    const { pub, sub } = scene({}, version);
    sub.give(subscribeOf('t')).take();
    pub.publish('a', 1, 't', RETAIN);
    expect(sub.takePublishes().map(factsOf)).toEqual([['a', 1, false]]);
  });

  test('v5 [MQTT-3.3.1-8], 3.1.1 [MQTT-3.3.1-12] a message without RETAIN is not kept, and leaves what is', () => {
    const { pub, sub } = scene({}, version);
    pub.publish('kept', 1, 't', RETAIN).publish('passing', 1);
    sub.give(subscribeOf('t'));
    expect(payloadsOf(sub.takePublishes())).toEqual(['kept']);
  });

  test('v5 [MQTT-3.3.1-6] [MQTT-3.3.1-7], 3.1.1 [MQTT-3.3.1-10] [MQTT-3.3.1-11] an empty payload is sent as any message, removes what was kept, and is not kept', () => {
    for (const payload of ['', new Uint8Array()]) {
      const { pair, pub, sub } = scene({}, version);
      sub.give(subscribeOf('t')).take();
      pub.publish('a', 1, 't', RETAIN).publish('clear', 1, 't', { ...RETAIN, payload });
      pub.publish('clear again', 1, 't', { ...RETAIN, payload });
      expect(payloadsOf(sub.takePublishes())).toEqual(['a', payload, payload]);
      expect(sub.give(subscribeOf('t')).takeBrief()).toEqual(['SUBACK 1']);
      expect([pair.broker.retained.size, pair.broker.retainedBytes]).toEqual([0, 0]);
      const told = pair.effects.flatMap(({ effect: { kind } }) =>
        kind === 'retain-message' || kind === 'clear-retained' ? [kind] : [],
      );
      expect(told).toEqual(['retain-message', 'clear-retained']);
    }
  });

  test('3.1.1 [MQTT-3.3.1-7], v5 [MQTT-3.3.1-5] one of QoS 0 takes the place of what was kept, and is kept itself', () => {
    const { pub, sub } = scene({}, version);
    pub.publish('old', 2, 't', RETAIN).publish('new', 0, 't', RETAIN);
    sub.give(subscribeOf('t'));
    expect(sub.takePublishes().map(factsOf)).toEqual([['new', 0, true]]);
  });

  test('v5 [MQTT-3.8.4-4], 3.1.1 [MQTT-3.8.4-3] the same subscription again brings it again, as a message of its own', () => {
    const { pair, pub, sub } = scene({}, version);
    pub.publish('a', 1, 't', RETAIN);
    sub.give(subscribeOf('t'), subscribeOf('t'));
    const uids = sub.takeUids();
    expect(new Set(uids).size).toBe(2);
    expect(pair.effectsOf('broker', 'originate-message')).toMatchObject(
      uids.map((uid) => ({ origin: 'retained', clientId: 'sub', message: { uid } })),
    );
  });

  test('3.1.1 [MQTT-3.1.2-7], v5 §4.1 what a client had kept outlives its session', () => {
    const { pub, sub } = scene({}, version);
    pub.publish('a', 1, 't', RETAIN).end();
    sub.give(subscribeOf('t'));
    expect(payloadsOf(sub.takePublishes())).toEqual(['a']);
  });

  test('at QoS 2 it is kept when it is forwarded, on PUBREL or on PUBLISH', () => {
    for (const qos2Forward of ['pubrel', 'publish'] as const) {
      const { pair, pub } = scene({ qos2Forward }, version);
      const message = messageOf('a', 2, 't', RETAIN);
      pub.give(publishOf('a', 2, 1, { message }));
      expect(pair.broker.retained.size).toBe(qos2Forward === 'publish' ? 1 : 0);
      pub.give(ackOf('PUBREL', 1));
      expect(pair.broker.retained.size).toBe(1);
    }
  });
});

describe('a retained message', () => {
  test('v5 [MQTT-3.3.2-5] [MQTT-3.3.2-6] that expires has the rest of its time, and is gone at that instant', () => {
    const { pair, pub, sub } = scene();
    pub.publish('a', 1, 't', { ...RETAIN, expirySec: 10 });
    pair.run(4000);
    sub.give(subscribeOf('t'));
    expect(sub.takePublishes()).toMatchObject([{ expirySec: 6 }]);
    pair.run(6000);
    expect(pair.now).toBe(fromSec(10));
    expect(sub.give(subscribeOf('t')).takeBrief()).toEqual(['SUBACK 1']);
    expect(pair.effectsOf('broker', 'clear-retained')).toMatchObject([{ topic: 't' }]);
    expect([pair.broker.retained.size, pair.broker.retainedBytes]).toEqual([0, 0]);
  });

  test('v5 [MQTT-3.3.4-3] comes with the identifier of the subscription that asks for it', () => {
    const { pub, sub } = scene();
    pub.publish('a', 1, 't', RETAIN);
    sub.give(subscribeOf('#', { id: 3 })).take();
    sub.give(subscribeOf('t', { id: 5 }));
    expect(sub.takePublishes()).toMatchObject([{ subscriptionIds: [5] }]);
  });

  test('v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1] whose topic begins with $ does not come to #', () => {
    const { pub, sub } = scene();
    pub.publish('a', 1, '$a', RETAIN);
    expect(sub.give(subscribeOf('#')).takeBrief()).toEqual(['SUBACK 1']);
    expect(sub.give(subscribeOf('$a')).takePublishes()).toHaveLength(1);
  });

  test('waits in the queue like any other', () => {
    const { pub, sub } = scene({ sendQuota: 1 });
    for (const topic of ['a', 'b', 'c']) pub.publish(topic, 1, topic, RETAIN);
    sub.give(subscribeOf('#'));
    expect(payloadsOf(sub.takePublishes())).toEqual(['a']);
    sub.give(ackOf('PUBACK', 1));
    expect(payloadsOf(sub.takePublishes())).toEqual(['b']);
  });
});

describe('a SUBSCRIBE that matches what is retained many times over', () => {
  const filters = (length: number) =>
    Array.from({ length }, (_, i) => ({ filter: `${'+/'.repeat(i)}#`, qos: 0 as const }));

  test('is answered whole, however many messages that makes', () => {
    const { pair, pub, sub } = scene();
    for (let i = 0; i < 3000; i++) pub.publish('m', 0, `a/b/c/${i}`, RETAIN);
    const overlapping = Array.from({ length: 60 }, () => filters(3)).flat();
    sub.give({ type: 'SUBSCRIBE', packetId: 1, subscriptions: overlapping });
    expect(sub.takePublishes()).toHaveLength(180 * 3000);
    expect(pair.broker.connections.size).toBe(2);
  });

  test('sets free little more than eight times all of them where there is a limit: then filters get 0x97', () => {
    const limits = { ...BROKER_DEFAULTS.limits, retainedMessages: 10 };
    const { pub, sub } = scene({ limits });
    for (let i = 0; i < 10; i++) pub.publish('m', 0, `a/b/c/${i}`, RETAIN);
    const subscriptions = Array.from({ length: 10 }, () => ({ filter: '#', qos: 0 as const }));
    sub.give({ type: 'SUBSCRIBE', packetId: 1, subscriptions });
    const [suback, ...publishes] = sub.take();
    expect(suback).toMatchObject({ reasonCodes: [...Array(9).fill(0), 0x97] });
    expect(publishes).toHaveLength(90);
  });
});
