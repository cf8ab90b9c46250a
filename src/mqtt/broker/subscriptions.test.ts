// SUBSCRIBE and UNSUBSCRIBE: what is granted, replaced, refused and taken back. Several subscriptions
// of one client that match are overlap.test.ts's, retained messages retained.test.ts's.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, KEPT, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { ProtocolVersion } from '../packets/packet.ts';
import { FILTER_LEVELS_MAX } from '../topic/subscriptionTree.ts';

const VERSIONS: readonly ProtocolVersion[] = [4, 5];

function scene(options: PairBrokerOptions = {}, protocolVersion: ProtocolVersion = 5) {
  const pair = new MachinePair(options, []);
  const sub = pair.join('sub', { ...KEPT, protocolVersion });
  const pub = pair.join('pub', { protocolVersion });
  return { pair, sub, pub };
}

const unsubscribe = (...filters: readonly string[]) =>
  ({ type: 'UNSUBSCRIBE', packetId: 9, filters }) as const;

describe.each(VERSIONS)('SUBSCRIBE in version %i', (version) => {
  test('v5 [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-5] [MQTT-3.8.4-6] [MQTT-3.8.4-7] [MQTT-3.9.3-1], 3.1.1 [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-4] [MQTT-3.8.4-5] [MQTT-3.9.3-1] with several filters is answered once, with what each is granted, in order', () => {
    const { pair, sub, pub } = scene({}, version);
    const filters = [
      { filter: 'a', qos: 2 },
      { filter: 'b', qos: 0 },
      { filter: 'c/#', qos: 1 },
    ] as const;
    sub.give(subscribeOf(filters, { packetId: 77 }));
    expect(sub.take()).toEqual([{ type: 'SUBACK', packetId: 77, reasonCodes: [2, 0, 1] }]);
    pub.publish('a', 2, 'a').publish('b', 2, 'b').publish('c', 2, 'c/d').publish('d', 2, 'd');
    expect(sub.takePublishes().map(({ qos, messageUid }) => [messageUid, qos])).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 1],
    ]);
    expect(pair.effectsOf('broker', 'add-subscription')).toMatchObject([
      { clientId: 'sub', filter: 'a', qos: 2 },
      { filter: 'b', qos: 0 },
      { filter: 'c/#', qos: 1 },
    ]);
  });

  test('is granted no more than the broker grants', () => {
    const { sub, pub } = scene({ grantedQosMax: 1 }, version);
    const filters = ([0, 1, 2] as const).map((qos) => ({ filter: `t${qos}`, qos }));
    sub.give(subscribeOf(filters));
    expect(sub.take()).toMatchObject([{ reasonCodes: [0, 1, 1] }]);
    pub.publish('a', 2, 't2');
    expect(sub.takePublishes()).toMatchObject([{ qos: 1 }]);
  });

  test('v5 [MQTT-3.8.4-3], 3.1.1 [MQTT-3.8.4-3] with a filter that is there already replaces it: one copy, at the new QoS', () => {
    const { sub, pub } = scene({}, version);
    sub.give(subscribeOf('t', { qos: 0 }), subscribeOf('t', { qos: 2 })).take();
    pub.publish('a', 2);
    expect(sub.takePublishes()).toMatchObject([{ qos: 2 }]);
    sub.give(subscribeOf('t', { qos: 0 })).take();
    pub.publish('b', 2);
    expect(sub.takePublishes()).toMatchObject([{ qos: 0 }]);
  });

  test('beyond the bound is refused with a reason; a filter that is there already is not beyond it', () => {
    const { sub, pub } = scene({ limits: { subscriptionsPerSession: 2 } }, version);
    const filters = ['a', 'b', 'c', 'a'].map((filter) => ({ filter, qos: 1 }) as const);
    sub.give(subscribeOf(filters));
    const refused = version === 5 ? 0x97 : 0x80;
    expect(sub.take()).toMatchObject([{ reasonCodes: [1, 1, refused, 1] }]);
    pub.publish('c', 0, 'c');
    expect(sub.take()).toEqual([]);
    sub.give(unsubscribe('a'), subscribeOf('c'));
    expect(sub.take()).toMatchObject([{}, { reasonCodes: [2] }]);
  });

  test('to a filter of very many levels is refused, so that it cannot cost much memory', () => {
    const { sub } = scene({}, version);
    const levels = (count: number) => Array(count).fill('a').join('/');
    sub.give(
      subscribeOf(levels(FILTER_LEVELS_MAX)),
      subscribeOf(levels(FILTER_LEVELS_MAX + 1)),
      subscribeOf('/'.repeat(65_534)),
    );
    const refused = version === 5 ? 0x97 : 0x80;
    expect(sub.take()).toMatchObject([
      { reasonCodes: [2] },
      { reasonCodes: [refused] },
      { reasonCodes: [refused] },
    ]);
  });

  test('v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1] to # gets nothing whose topic begins with $', () => {
    const { sub, pub } = scene({}, version);
    sub.give(subscribeOf('#'), subscribeOf('+/a')).take();
    pub.publish('a', 0, '$SYS/a').publish('b', 0, 'b/$SYS');
    expect(sub.takeUids()).toEqual(['b']);
    sub.give(subscribeOf('$SYS/+')).take();
    pub.publish('c', 0, '$SYS/a');
    expect(sub.takeUids()).toEqual(['c']);
  });
});

describe.each(VERSIONS)('UNSUBSCRIBE in version %i', (version) => {
  test('v5 [MQTT-3.10.4-1] [MQTT-3.10.4-4] [MQTT-3.10.4-5] [MQTT-3.10.4-6] [MQTT-3.11.3-1], 3.1.1 [MQTT-3.10.4-1] [MQTT-3.10.4-4] [MQTT-3.10.4-5] [MQTT-3.10.4-6] is answered once with its identifier; 5.0 says for each filter whether it was there', () => {
    const { pair, sub, pub } = scene({}, version);
    sub.give(subscribeOf('a'), subscribeOf('b/+')).take();
    sub.give(unsubscribe('x', 'a', 'b/c', 'a'));
    const reasonCodes = version === 5 ? [0x11, 0, 0x11, 0x11] : [];
    expect(sub.take()).toEqual([{ type: 'UNSUBACK', packetId: 9, reasonCodes }]);
    expect(pair.effectsOf('broker', 'remove-subscription')).toMatchObject([
      { clientId: 'sub', filter: 'a' },
    ]);
    pub.publish('a', 0, 'a').publish('b', 0, 'b/c');
    expect(sub.takeUids()).toEqual(['b']);
  });

  test('v5 [MQTT-3.10.4-2] [MQTT-3.10.4-3], 3.1.1 [MQTT-3.10.4-2] [MQTT-3.10.4-3] lets nothing new come, and completes what was sent', () => {
    const { sub, pub } = scene({}, version);
    sub.give(subscribeOf('t')).take();
    pub.publish('a', 2);
    sub.give(unsubscribe('t'));
    pub.publish('b', 2);
    expect(sub.takeBrief()).toEqual(['PUBLISH 1 a', 'UNSUBACK 9']);
    sub.give(ackOf('PUBREC', 1), ackOf('PUBCOMP', 1));
    expect(sub.takeBrief()).toEqual(['PUBREL 1']);
  });

  test('v5 [MQTT-3.10.4-3], 3.1.1 [MQTT-3.10.4-3] and completes after a reconnect too', () => {
    const { pair, sub, pub } = scene({}, version);
    sub.give(subscribeOf('t'));
    pub.publish('a', 1);
    sub.give(unsubscribe('t')).end();
    const back = pair.join('sub', { ...KEPT, protocolVersion: version });
    expect(back.takeBrief()).toEqual(['PUBLISH 1 dup a']);
  });
});

describe('No Local', () => {
  test('v5 [MQTT-3.8.3-3] keeps a message from the client that published it, and from no other', () => {
    const { sub, pub } = scene();
    sub.give(subscribeOf('t', { noLocal: true })).take();
    pub.give(subscribeOf('t', { noLocal: false })).take();
    sub.give(publishOf('mine', 0, 0));
    pub.publish('theirs', 0);
    expect(sub.takeUids()).toEqual(['theirs']);
    expect(pub.takeUids()).toEqual(['mine', 'theirs']);
  });

  test('v5 §3.4.2.1 leaves it a subscription: PUBACK does not say that there is none', () => {
    const { sub } = scene();
    sub.give(subscribeOf('t', { noLocal: true })).take();
    sub.give(publishOf('mine', 1, 4));
    expect(sub.take()).toMatchObject([{ type: 'PUBACK', reasonCode: 0 }]);
  });
});

describe('Reason Code 0x10, nobody is subscribed', () => {
  test.each([
    [5, 'pubrel', [0x10, 0]],
    [5, 'publish', [0x10, 0x10]],
    [4, 'publish', [0, 0]],
  ] as const)(
    'v5 §3.4.2.1, §3.5.2.1 in version %i, forwarding QoS 2 on %s: PUBACK and PUBREC say %j, since PUBREC knows it only if it forwards at once',
    (version, qos2Forward, codes) => {
      const { sub, pub } = scene({ qos2Forward }, version);
      const codesOf = () => pub.take().map((packet) => 'reasonCode' in packet && packet.reasonCode);
      pub.give(publishOf('a', 1, 1), publishOf('b', 2, 2));
      expect(codesOf()).toEqual(codes);
      sub.give(subscribeOf('t'));
      pub.give(publishOf('c', 1, 3), publishOf('d', 2, 4));
      expect(codesOf()).toEqual([0, 0]);
    },
  );
});
