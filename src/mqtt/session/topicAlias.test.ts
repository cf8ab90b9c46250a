// Topic Aliases, each way: those that the other side sets, and those that this side sets. On whole
// connections: ../broker/alias.test.ts and ../client/faults.test.ts.
import { describe, expect, test } from 'vitest';
import { deliveryOf, messageOf, publishOf } from '../../testing/messages.ts';
import { SenderHarness } from '../../testing/senderHarness.ts';
import type { PublishPacket } from '../packets/packet.ts';
import { isFault, resolveAlias } from './topicAlias.ts';

/** With the topic left out, as it comes from bytes. */
function aliased(uid: string, topicAlias: number): PublishPacket {
  const message = { ...messageOf(uid, 0, '', { payload: 'xyz' }) };
  return publishOf(uid, 0, 0, { message, topicAlias, omitsTopic: true });
}

function setting(uid: string, topicAlias: number, topic: string): PublishPacket {
  return publishOf(uid, 0, 0, { message: messageOf(uid, 0, topic), topicAlias });
}

describe('an alias that the other side sets', () => {
  test('v5 [MQTT-3.3.2-10] [MQTT-3.3.2-12] stands for its Topic Name, may be set anew, and counts its bytes', () => {
    const aliases = new Map<number, string>();
    const first = setting('a', 3, 'long/topic');
    expect(resolveAlias(aliases, 3, first)).toBe(first);
    const used = resolveAlias(aliases, 3, aliased('b', 3));
    expect(used).toMatchObject({ message: { uid: 'b', topic: 'long/topic', bytes: 13 } });
    resolveAlias(aliases, 3, setting('c', 3, 'other'));
    expect(resolveAlias(aliases, 3, aliased('d', 3))).toMatchObject({
      message: { topic: 'other', bytes: 8 },
    });
  });

  test('counts the bytes of a topic once also in a packet that still has it', () => {
    const aliases = new Map([[1, 't']]);
    const message = messageOf('a', 0, 't', { payload: 'xyz' });
    const packet = publishOf('a', 0, 0, { message, topicAlias: 1, omitsTopic: true });
    expect(resolveAlias(aliases, 3, packet)).toMatchObject({ message: { topic: 't', bytes: 4 } });
  });

  test('v5 [MQTT-3.3.2-8] [MQTT-3.3.2-9] [MQTT-3.3.2-11] of 0, or above the maximum, is a fault, 0x94', () => {
    for (const alias of [0, 4]) {
      const result = resolveAlias(new Map(), 3, setting('a', alias, 't'));
      expect(isFault(result) && result.reasonCode).toBe(0x94);
    }
    const none = resolveAlias(new Map(), 0, setting('a', 1, 't'));
    expect(isFault(none) && none.reasonCode).toBe(0x94);
  });

  test('v5 §3.3.2.3.4 that was not set is a fault, 0x82', () => {
    const result = resolveAlias(new Map(), 3, aliased('a', 2));
    expect(isFault(result) && result.reasonCode).toBe(0x82);
  });
});

describe('an alias that this side sets', () => {
  const fieldsOf = ({ topicAlias, omitsTopic }: PublishPacket) => [topicAlias, omitsTopic];
  const deliveryTo = (uid: string, topic: string, bytes = 10) => ({
    ...deliveryOf(uid, 0),
    message: messageOf(uid, 0, topic, { bytes }),
  });

  function senderOf(own: number, peer: number): SenderHarness {
    const sender = new SenderHarness({ topicAliasMaximum: own });
    sender.connect({ topicAliasMaximum: peer, maximumPacketSize: 1000 }).take();
    return sender;
  }

  test('is set with the first PUBLISH of a topic and stands alone in the next; the topics after the last alias go without', () => {
    const sender = senderOf(2, 9);
    for (const topic of ['t', 'u', 'v', 't', 'v', 'u']) {
      sender.send(topic, 0, deliveryTo(topic, topic));
    }
    expect(sender.takePublishes().map(fieldsOf)).toEqual([
      [1, undefined],
      [2, undefined],
      [undefined, undefined],
      [1, true],
      [undefined, undefined],
      [2, true],
    ]);
  });

  test("v5 [MQTT-3.1.2-26] [MQTT-3.1.2-27] [MQTT-3.2.2-17] [MQTT-3.2.2-18] none exceeds the other side's Topic Alias Maximum, nor this side's own", () => {
    const count = (own: number, peer: number): number => {
      const sender = senderOf(own, peer);
      for (const topic of 'abcdef') sender.send(topic, 0, deliveryTo(topic, topic));
      return sender.takePublishes().filter(({ topicAlias }) => topicAlias !== undefined).length;
    };
    expect([count(5, 2), count(2, 5), count(5, 0), count(0, 5)]).toEqual([2, 2, 0, 0]);
  });

  test('3.1.1 has none', () => {
    const sender = senderOf(5, 5).connect({ version: 4, topicAliasMaximum: 5 });
    sender.take();
    expect(sender.send('a', 0).takePublishes().map(fieldsOf)).toEqual([[undefined, undefined]]);
  });

  test('is not set by a packet that is too large to be sent', () => {
    for (const qos of [0, 1] as const) {
      const sender = senderOf(5, 5);
      sender.send('large', qos, deliveryTo('large', 't', 2000)).take();
      sender.send('b', 0, deliveryTo('b', 't'));
      expect(sender.takePublishes().map(fieldsOf)).toEqual([[1, undefined]]);
    }
  });

  test('stays set when a packet is too large that only uses it', () => {
    const sender = senderOf(5, 5).send('a', 0, deliveryTo('a', 't'));
    sender.send('large', 0, deliveryTo('large', 't', 2000)).send('b', 0, deliveryTo('b', 't'));
    expect(sender.takePublishes().map(fieldsOf)).toEqual([
      [1, undefined],
      [1, true],
    ]);
  });

  test('is used by re-sends too, and set anew by the first of a new connection', () => {
    const sender = senderOf(5, 5).send('a', 1).send('b', 1).disconnect();
    sender.take();
    sender.connect({ topicAliasMaximum: 5 });
    expect(sender.takePublishes().map(fieldsOf)).toEqual([
      [1, undefined],
      [1, true],
    ]);
  });
});

describe('the remaining properties of a PUBLISH', () => {
  test('v5 [MQTT-3.3.2-6] Message Expiry Interval is what the publisher set less the time that it waited, in whole seconds', () => {
    const message = messageOf('a', 1, 't', { expirySec: 10 });
    const sender = new SenderHarness().disconnect();
    sender.send('a', 1, { message, expiresAt: 10_000_000 }).at(3400).connect();
    expect(sender.takePublishes()).toMatchObject([{ expirySec: 7 }]);
    sender.disconnect().at(12_000).connect();
    expect(sender.takePublishes()).toMatchObject([{ dup: true, expirySec: 0 }]);
  });

  test('of a message that does not wait here, as the client sends it, is unaltered', () => {
    const message = messageOf('a', 1, 't', { expirySec: 10 });
    const sender = new SenderHarness().send('a', 1, { message });
    expect(sender.takePublishes()).toMatchObject([{ expirySec: 10 }]);
  });

  test('are not sent in 3.1.1', () => {
    const message = messageOf('a', 1, 't', { expirySec: 10 });
    const sender = new SenderHarness().connect({ version: 4 });
    const [packet] = sender.send('a', 1, { message, subscriptionIds: [3] }).takePublishes();
    expect([packet?.expirySec, packet?.subscriptionIds]).toEqual([undefined, undefined]);
  });
});
