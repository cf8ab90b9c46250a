// How much a broker lets a client have in flight, send, and make it keep. Bounds on subscriptions,
// retained messages and sessions are in subscriptions.test.ts, retained.test.ts and connect.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, KEPT, messageOf, publishOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import type { ConnectPacket } from '../packets/packet.ts';
import { BROKER_DEFAULTS } from './options.ts';

interface Scene {
  readonly pair: MachinePair;
  readonly sub: RawConnection;
  readonly pub: RawConnection;
}

function scene(options: PairBrokerOptions = {}, facts: Partial<ConnectPacket> = {}): Scene {
  const pair = new MachinePair(options, []);
  const sub = pair.joinSubscribed('sub', '#', { ...KEPT, ...facts });
  return { pair, sub, pub: pair.join('pub') };
}

const discarded = (pair: MachinePair) =>
  pair
    .effectsOf('broker', 'discard-message')
    .map(({ messageUid, reason }) => `${messageUid} ${reason}`);

describe("a subscriber's Receive Maximum", () => {
  test('v5 [MQTT-3.3.4-9] [MQTT-4.9.0-2] is kept: PUBACK, PUBCOMP and PUBREC of 0x80 and more free a place', () => {
    const { sub, pub } = scene({}, { receiveMaximum: 2 });
    for (const uid of ['a', 'b', 'c', 'd', 'e']) pub.publish(uid, uid < 'c' ? 2 : 1);
    expect(sub.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
    sub.give(ackOf('PUBREC', 1));
    expect(sub.takeBrief()).toEqual(['PUBREL 1']);
    sub.give(ackOf('PUBCOMP', 1));
    expect(sub.takeBrief()).toEqual(['PUBLISH 3 c']);
    sub.give(ackOf('PUBREC', 2, { reasonCode: 0x97 }));
    expect(sub.takeBrief()).toEqual(['PUBLISH 4 d']);
    sub.give(ackOf('PUBACK', 3));
    expect(sub.takeBrief()).toEqual(['PUBLISH 5 e']);
  });

  test("v5 [MQTT-4.9.0-1] and the broker's own quota, whichever is lower; 3.1.1 has the broker's alone", () => {
    const count = (sendQuota: number, facts: Partial<ConnectPacket>): number => {
      const { sub, pub } = scene({ sendQuota }, facts);
      for (let i = 0; i < 9; i++) pub.publish(`${i}`, 1);
      return sub.takePublishes().length;
    };
    expect(count(5, { receiveMaximum: 3 })).toBe(3);
    expect(count(2, { receiveMaximum: 3 })).toBe(2);
    expect(count(5, {})).toBe(5);
    expect(count(5, { protocolVersion: 4 })).toBe(5);
  });

  test('v5 §4.9 may be another on each connection: a smaller one holds re-sends back, in their order', () => {
    const { pair, sub, pub } = scene({}, { receiveMaximum: 3 });
    for (const uid of ['a', 'b', 'c', 'd']) pub.publish(uid, 1);
    sub.end();
    const back = pair.join('sub', { ...KEPT, receiveMaximum: 1 });
    for (const [packetId, brief] of [
      [1, 'PUBLISH 1 dup a'],
      [2, 'PUBLISH 2 dup b'],
      [3, 'PUBLISH 3 dup c'],
      [4, 'PUBLISH 4 d'],
    ] as const) {
      expect(back.takeBrief()).toEqual([brief]);
      back.give(ackOf('PUBACK', packetId));
    }
  });
});

describe("the broker's Receive Maximum", () => {
  const give = (pub: RawConnection, ...ids: readonly number[]) =>
    pub.give(...ids.map((id) => publishOf(`m${id}`, 2, id)));

  test('v5 [MQTT-3.3.4-7] one QoS 2 message more than it ends the connection, 0x93', () => {
    const { pub } = scene({ receiveMaximum: 2 });
    give(pub, 1, 2, 2);
    expect(pub.takeBrief()).toEqual(['PUBREC 1', 'PUBREC 2', 'PUBREC 2']);
    pub.give(ackOf('PUBREL', 1));
    give(pub, 3);
    expect(pub.takeBrief()).toEqual(['PUBCOMP 1', 'PUBREC 3']);
    give(pub, 4);
    expect(pub.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x93 }]);
    expect(pub.closedBecause).toBe('more than 2 messages are unacknowledged');
  });

  test('QoS 1 is answered at once and does not count; 3.1.1 has no Receive Maximum', () => {
    const { pair, pub } = scene({ receiveMaximum: 1 });
    give(pub, 1).publish('x', 1).publish('y', 1);
    expect(pub.closedBecause).toBeUndefined();
    const old = pair.join('old', { protocolVersion: 4 });
    give(old, 1, 2, 3);
    expect([old.closedBecause, old.take().length]).toEqual([undefined, 3]);
  });
});

describe('the queue of a subscriber', () => {
  function away(options: PairBrokerOptions): Scene {
    const all = scene(options);
    all.sub.end();
    return all;
  }

  test.each([
    ['newest', ['a', 'b'], ['c queueFull', 'd queueFull']],
    ['oldest', ['c', 'd'], ['a queueFull', 'b queueFull']],
  ] as const)('drops the %s when it is full, silently to clients', (queueDrop, left, gone) => {
    const { pair, pub } = away({ queueLimit: 2, queueDrop });
    for (const uid of ['a', 'b', 'c', 'd']) pub.publish(uid, 1);
    expect(pub.take()).toHaveLength(4);
    expect(discarded(pair)).toEqual(gone);
    expect(pair.join('sub', KEPT).takeUids()).toEqual(left);
  });

  test('is for a full quota as for being away', () => {
    const { pair, sub, pub } = scene({ queueLimit: 1, sendQuota: 1 });
    for (const uid of ['a', 'b', 'c']) pub.publish(uid, 1);
    expect(discarded(pair)).toEqual(['c queueFull']);
    sub.give(ackOf('PUBACK', 1));
    expect(sub.takeUids()).toEqual(['a', 'b']);
  });

  test('has a bound on bytes of topic and payload', () => {
    const { pair, pub } = away({ limits: { bytesPerSession: 10 } });
    pub.publish('a', 1, 't', { payload: 'xxxxx' }).publish('b', 1, 't', { payload: 'xxxxx' });
    pub.publish('c', 1, 't', { payload: 'xxx' });
    expect(discarded(pair)).toEqual(['b queueFull']);
    expect(pair.join('sub', KEPT).takeUids()).toEqual(['a', 'c']);
  });
});

describe('bytes held as QoS 2', () => {
  const held = (packetId: number, payload: string) =>
    publishOf('m', 2, packetId, { message: messageOf('m', 2, 't', { payload }) });

  test('beyond the bound are refused with PUBREC 0x97, and what is released makes room', () => {
    const { pub } = scene({ limits: { bytesPerSession: 10 } });
    const codeOf = (packetId: number, payload: string) => {
      pub.give(held(packetId, payload));
      const [packet] = pub.take();
      return packet?.type === 'PUBREC' ? packet.reasonCode : packet;
    };
    expect([codeOf(1, 'xxxxx'), codeOf(2, 'xxxxx'), codeOf(1, 'xxxxx')]).toEqual([0, 0x97, 0]);
    pub.give(ackOf('PUBREL', 1)).take();
    expect(codeOf(2, 'xxxxx')).toBe(0);
  });

  test('3.1.1 [MQTT-3.3.5-2] [MQTT-4.8.0-2] end the connection in 3.1.1, which cannot say no', () => {
    const { pair } = scene({ limits: { bytesPerSession: 10 } });
    const pub = pair.join('old', { protocolVersion: 4 }).give(held(1, 'x'.repeat(10)));
    expect([pub.take(), pub.closedBecause]).toEqual([[], 'too many QoS 2 messages are held']);
  });

  test('do not count when only the identifier is held', () => {
    const { pub } = scene({ limits: { bytesPerSession: 10 }, qos2Forward: 'publish' });
    pub.give(held(1, 'xxxxx'), held(2, 'xxxxx'));
    expect(pub.takeBrief()).toEqual(['PUBREC 1', 'PUBREC 2']);
  });
});

describe('Maximum Packet Size of a subscriber', () => {
  test('v5 [MQTT-3.1.2-24] [MQTT-3.1.2-25] larger packets are not sent, as if they were complete, and the next goes on', () => {
    for (const qos of [0, 1, 2] as const) {
      const { pair, sub, pub } = scene({ sendQuota: 1 }, { maximumPacketSize: 30 });
      pub.publish('large', qos, 't', { payload: 'x'.repeat(40) }).publish('small', qos);
      expect(sub.takeUids()).toEqual(['small']);
      expect(discarded(pair)).toEqual(['large tooLarge']);
    }
  });

  test('v5 [MQTT-3.1.2-24] [MQTT-3.14.4-1] an answer that is larger is not sent either: the connection ends, and nothing is sent after that', () => {
    const pair = new MachinePair({}, []);
    pair.join('pub').publish('r', 1, 'f7', { retain: true });
    const sub = pair.join('sub', { maximumPacketSize: 20 });
    const filters = Array.from({ length: 30 }, (_, i) => ({ filter: `f${i}`, qos: 0 as const }));
    sub.give({ type: 'SUBSCRIBE', packetId: 1, subscriptions: filters });
    expect(sub.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x95 }]);
    expect(sub.closedBecause).toMatch(/Maximum Packet Size/);
  });

  test('does not count in 3.1.1, nor for others', () => {
    const { pair, pub } = scene({}, { maximumPacketSize: 30 });
    const other = pair.joinSubscribed('other', '#');
    pub.publish('large', 1, 't', { payload: 'x'.repeat(40) });
    expect(other.takeUids()).toEqual(['large']);
  });
});

describe('what all sessions together store', () => {
  test('is bounded: a message beyond it is refused, until there is room again', () => {
    const limits = { ...BROKER_DEFAULTS.limits, bytesTotal: 500 };
    const { pair, sub, pub } = scene({ limits });
    const facts = { payload: 'x'.repeat(40), bytes: 41 };
    for (const uid of ['a', 'b', 'c']) pub.publish(uid, 1, 't', facts);
    expect(pub.take()).toMatchObject([0, 0, 0x97].map((reasonCode) => ({ reasonCode })));
    expect(pair.broker.storedBytes).toBe(2 * (41 + 400));
    sub.give(ackOf('PUBACK', 1));
    pub.publish('d', 1, 't', facts);
    expect(pub.take()).toMatchObject([{ type: 'PUBACK', reasonCode: 0 }]);
    sub.give(ackOf('PUBACK', 2), ackOf('PUBACK', 3));
    expect(pair.broker.storedBytes).toBe(0);
  });

  test('does not refuse QoS 0, of which nothing is stored', () => {
    const { sub, pub } = scene({ limits: { ...BROKER_DEFAULTS.limits, bytesTotal: 1 } });
    pub.publish('a', 0);
    expect([sub.takeUids(), pub.closedBecause]).toEqual([['a'], undefined]);
  });
});

describe('the re-send timer', () => {
  const resendAfter = fromMs(1000);

  test('gives up after its limit, and goes on with the next', () => {
    const { pair, sub, pub } = scene({ resendAfter, resendLimit: 2, sendQuota: 1 });
    pub.publish('a', 1).publish('b', 1);
    pair.run(3000);
    expect(sub.takeBrief()).toEqual([
      'PUBLISH 1 a',
      'PUBLISH 1 dup a',
      'PUBLISH 1 dup a',
      'PUBLISH 2 b',
    ]);
    expect(discarded(pair)).toEqual(['a gaveUp']);
  });

  test('v5 [MQTT-4.4.0-1] is not there unless it is asked for', () => {
    const { pair, sub, pub } = scene();
    pub.publish('a', 1).publish('b', 2);
    pair.run(86_400_000);
    expect(sub.takePublishes()).toHaveLength(2);
  });
});
