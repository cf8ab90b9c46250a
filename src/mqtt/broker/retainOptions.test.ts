// Retain Handling and Retain As Published: what a subscription asks for of retained messages (v5
// §3.8.3.1).
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, KEPT, subscribeOf } from '../../testing/messages.ts';
import type { RetainHandling } from '../packets/packet.ts';

const RETAIN = { retain: true } as const;

function scene() {
  const pair = new MachinePair({}, []);
  return { pair, pub: pair.join('pub'), sub: pair.join('sub') };
}

describe('Retain Handling', () => {
  const played = (retainHandling: RetainHandling): readonly number[] => {
    const { pub, sub } = scene();
    pub.publish('a', 1, 't', RETAIN);
    const unsubscribe = { type: 'UNSUBSCRIBE', packetId: 2, filters: ['t'] } as const;
    const count = () => sub.take().filter(({ type }) => type === 'PUBLISH').length;
    const first = sub.give(subscribeOf('t', { retainHandling })) && count();
    const again = sub.give(subscribeOf('t', { retainHandling })) && count();
    const anew = sub.give(unsubscribe, subscribeOf('t', { retainHandling })) && count();
    return [first, again, anew];
  };

  test.each([
    [0, 'v5 [MQTT-3.3.1-9] at each SUBSCRIBE', [1, 1, 1]],
    [1, 'v5 [MQTT-3.3.1-10] at a subscription that was not there', [1, 0, 1]],
    [2, 'v5 [MQTT-3.3.1-11] never', [0, 0, 0]],
  ] as const)('%i sends what is retained %s', (handling, _, counts) => {
    expect(played(handling)).toEqual(counts);
  });

  test('v5 [MQTT-3.3.1-10] 1 finds the subscription of a kept session there', () => {
    const { pair, pub } = scene();
    pub.publish('a', 1, 't', RETAIN);
    const ask = subscribeOf('t', { retainHandling: 1 });
    pair
      .join('s', KEPT)
      .give(ask, { ...ackOf('PUBACK', 1) })
      .end();
    expect(pair.join('s', KEPT).give(ask).takeBrief()).toEqual(['SUBACK 1']);
  });

  test('counts for each filter of a SUBSCRIBE by itself', () => {
    const { pub, sub } = scene();
    pub.publish('a', 0, 'a', RETAIN).publish('b', 0, 'b', RETAIN);
    const filters = [
      { filter: 'a', qos: 1, retainHandling: 2 },
      { filter: 'b', qos: 1 },
    ] as const;
    sub.give(subscribeOf(filters));
    expect(sub.takePublishes().map(({ message }) => message.payload)).toEqual(['b']);
  });
});

describe('Retain As Published', () => {
  test.each([
    [false, true, false],
    [true, true, true],
    [true, false, false],
  ])(
    'v5 [MQTT-3.3.1-12] [MQTT-3.3.1-13] %s: a message published with RETAIN %s comes with RETAIN %s',
    (retainAsPublished, retain, expected) => {
      const { pub, sub } = scene();
      sub.give(subscribeOf('t', { retainAsPublished })).take();
      pub.publish('a', 1, 't', { retain });
      expect(sub.takePublishes()).toMatchObject([{ retain: expected }]);
    },
  );

  test('is kept with what waits for a client that is away', () => {
    const { pair, pub } = scene();
    pair
      .join('s', KEPT)
      .give(subscribeOf('t', { retainAsPublished: true }))
      .end();
    pub.publish('a', 1, 't', RETAIN);
    expect(pair.join('s', KEPT).takePublishes()).toMatchObject([{ retain: true }]);
  });
});
