// Shared subscriptions: each message goes to one member of the group, and on to another when that one
// is gone for good.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, KEPT, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import type { ConnectPacket, Qos } from '../packets/packet.ts';

const SHARED = '$share/g/t';

interface Scene {
  readonly pair: MachinePair;
  readonly pub: RawConnection;
  readonly members: readonly RawConnection[];
}

/** `m0`, `m1`, … share topic t. */
function groupOf(
  count: number,
  options: PairBrokerOptions = {},
  facts: Partial<ConnectPacket> & { readonly qos?: Qos } = {},
): Scene {
  const pair = new MachinePair(options, []);
  const members = Array.from({ length: count }, (_, i) =>
    pair.joinSubscribed(`m${i}`, SHARED, { ...KEPT, ...facts }),
  );
  return { pair, pub: pair.join('pub'), members };
}

const takeAll = (members: readonly RawConnection[]) => members.map((one) => one.takeUids());

function publishAll(pub: RawConnection, qos: Qos, ...uids: readonly string[]): void {
  for (const uid of uids) pub.publish(uid, qos);
}

describe('who gets a message', () => {
  test('v5 §4.8.2 one member for each message, in turn', () => {
    for (const protocolVersion of [4, 5] as const) {
      const { pub, members } = groupOf(3, {}, { protocolVersion });
      publishAll(pub, 0, 'a', 'b', 'c', 'd');
      expect(takeAll(members)).toEqual([['a', 'd'], ['b'], ['c']]);
    }
  });

  test('groups are apart: by their names, and by their filters', () => {
    const { pair, pub, members } = groupOf(1);
    const others = ['$share/h/t', '$share/g/#', 't'].map((filter) =>
      pair.joinSubscribed(`of ${filter}`, filter),
    );
    publishAll(pub, 0, 'a', 'b');
    expect(takeAll([...members, ...others])).toEqual(Array(4).fill(['a', 'b']));
  });

  test('one who is connected before one who is away', () => {
    const { pair, pub, members } = groupOf(3);
    members[1]?.end();
    publishAll(pub, 1, 'a', 'b', 'c');
    expect(takeAll(members)).toEqual([['a', 'c'], [], ['b']]);
    expect(pair.join('m1', KEPT).take()).toEqual([]);
  });

  test('in turn also when all are away: it waits for one of them', () => {
    const { pair, pub, members } = groupOf(2);
    for (const member of members) member.end();
    publishAll(pub, 1, 'a', 'b', 'c');
    const back = ['m0', 'm1'].map((id) => pair.join(id, KEPT));
    expect(takeAll(back)).toEqual([['a', 'c'], ['b']]);
  });

  test('v5 [MQTT-4.8.2-3] each at the QoS that it is granted', () => {
    const { pair, pub, members } = groupOf(1, {}, { qos: 0 });
    const second = pair.joinSubscribed('second', SHARED, { qos: 1 });
    publishAll(pub, 2, 'a', 'b');
    expect(members[0]?.takePublishes()).toMatchObject([{ messageUid: 'a', qos: 0 }]);
    expect(second.takePublishes()).toMatchObject([{ messageUid: 'b', qos: 1 }]);
  });

  test('nobody after the last has left, and the rest after one has', () => {
    const { pub, members } = groupOf(2);
    const unsubscribe = { type: 'UNSUBSCRIBE', packetId: 2, filters: [SHARED] } as const;
    members[0]?.give(unsubscribe);
    publishAll(pub, 0, 'a', 'b');
    expect(takeAll(members)).toEqual([[], ['a', 'b']]);
    members[1]?.give(unsubscribe);
    publishAll(pub, 0, 'c');
    expect(takeAll(members)).toEqual([[], []]);
    pub.take();
    // v5 §3.4.2.1: there is no subscription left.
    expect(pub.give(publishOf('d', 1, 1)).take()).toMatchObject([{ reasonCode: 0x10 }]);
  });

  test('v5 [MQTT-3.8.4-3] who subscribes again has its options replaced, and is a member once', () => {
    const { pub, members } = groupOf(2);
    members[0]?.give(subscribeOf(SHARED, { qos: 0, id: 9 })).take();
    publishAll(pub, 1, 'a', 'b', 'c');
    expect(members[0]?.takePublishes()).toMatchObject([
      { messageUid: 'a', qos: 0, subscriptionIds: [9] },
      { messageUid: 'c' },
    ]);
    expect(members[1]?.takeUids()).toEqual(['b']);
  });
});

describe('a member whose session ends', () => {
  /** `m0` has `uids` in flight or waiting, and its session ends. */
  function endFirst(scene: Scene, how: 'expires' | 'clean' | 'disconnected'): void {
    const [first] = scene.members;
    if (how === 'clean') scene.pair.join('m0', { cleanStart: true });
    else if (how === 'disconnected') first?.disconnect(0, 0);
    else {
      first?.end();
      scene.pair.run(3_600_000);
    }
  }

  /** Only `m0` is there to take them, then `m1` comes. */
  function firstAlone(qos: Qos, options: PairBrokerOptions, ...uids: readonly string[]): Scene {
    const scene = groupOf(1, options);
    publishAll(scene.pub, qos, ...uids);
    scene.members[0]?.take();
    const second = scene.pair.joinSubscribed('m1', SHARED, KEPT);
    return { ...scene, members: [...scene.members, second] };
  }

  test.each(['expires', 'clean', 'disconnected'] as const)(
    'v5 §4.8.2 leaves what it has not acknowledged at QoS 1 to another: its session %s',
    (how) => {
      const scene = firstAlone(1, {}, 'a', 'b');
      endFirst(scene, how);
      expect(scene.members[1]?.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
      const discarded = scene.pair.effectsOf('broker', 'discard-message');
      const reason = how === 'expires' ? 'expired' : 'stateLost';
      expect(discarded).toMatchObject([{ messageUid: 'a', peer: 'm0', reason }, { reason }]);
      const sent = scene.pair.effectsOf('broker', 'send-packet');
      expect(sent.filter(({ because }) => because === 'shared-subscription')).toHaveLength(2);
    },
  );

  test('v5 [MQTT-4.8.2-5] takes what it has in flight at QoS 2 with it, and leaves what was not sent', () => {
    const scene = firstAlone(2, { sendQuota: 2 }, 'a', 'b', 'c', 'd');
    scene.members[0]?.give(ackOf('PUBREC', 1));
    endFirst(scene, 'clean');
    expect(scene.members[1]?.takeUids()).toEqual(['c', 'd']);
  });

  test('v5 [MQTT-4.8.2-4] that is only away has its QoS 2 message completed when it comes back', () => {
    const scene = firstAlone(2, {}, 'a');
    scene.members[0]?.end();
    expect(scene.members[1]?.take()).toEqual([]);
    expect(scene.pair.join('m0', KEPT).takeBrief()).toEqual(['PUBLISH 1 dup a']);
  });

  test('v5 [MQTT-4.8.2-3] [MQTT-3.3.4-3] leaves them to another by that one’s options', () => {
    const scene = groupOf(1, {}, { qos: 1 });
    const message = messageOf('a', 2, 't', { retain: true });
    scene.pub.give(publishOf('a', 2, 1, { message }), ackOf('PUBREL', 1));
    const second = scene.pair.join('m1', KEPT);
    second.give(subscribeOf(SHARED, { qos: 2, id: 4, retainAsPublished: true })).take();
    endFirst(scene, 'clean');
    expect(second.takePublishes()).toMatchObject([
      { qos: 2, dup: false, retain: true, subscriptionIds: [4] },
    ]);
  });

  test('leaves nothing of its own subscriptions to others', () => {
    const scene = groupOf(1);
    scene.members[0]?.give(subscribeOf('own'));
    scene.pub.publish('a', 1, 'own');
    const second = scene.pair.joinSubscribed('m1', SHARED, KEPT);
    endFirst(scene, 'clean');
    expect(second.take()).toEqual([]);
  });

  test('v5 [MQTT-3.3.2-5] leaves nothing to others that has expired', () => {
    const scene = groupOf(1);
    scene.pub.publish('a', 1, 't', { expirySec: 10 }).publish('b', 1);
    const second = scene.pair.joinSubscribed('m1', SHARED, KEPT);
    endFirst(scene, 'expires');
    expect(second.takeUids()).toEqual(['b']);
  });

  test('leaves them waiting for one who is away when nobody else is there, and to nobody when there is none', () => {
    const scene = firstAlone(1, {}, 'a');
    scene.members[1]?.end();
    endFirst(scene, 'clean');
    expect(scene.pair.join('m1', KEPT).takeUids()).toEqual(['a']);
    const alone = groupOf(1);
    publishAll(alone.pub, 1, 'a');
    endFirst(alone, 'clean');
    expect(alone.pair.effectsOf('broker', 'discard-message')).toHaveLength(1);
  });
});

test('v5 [MQTT-4.8.2-6] a message that a member refuses goes to nobody else', () => {
  for (const qos of [1, 2] as const) {
    const { pub, members } = groupOf(2);
    publishAll(pub, qos, 'a');
    members[0]?.give(ackOf(qos === 1 ? 'PUBACK' : 'PUBREC', 1, { reasonCode: 0x97 }));
    expect(takeAll(members)).toEqual([['a'], []]);
    members[0]?.disconnect(0, 0);
    expect(takeAll(members)).toEqual([[], []]);
  }
});

test('v5 §4.8.2 a retained message is not sent to a new member', () => {
  const { pair, pub } = groupOf(0);
  pub.publish('kept', 1, 't', { retain: true });
  expect(pair.join('m').give(subscribeOf(SHARED)).takeBrief()).toEqual(['SUBACK 1']);
});

test('v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1] a shared # matches no topic that begins with $', () => {
  const { pair, pub } = groupOf(0);
  const member = pair.joinSubscribed('m', '$share/g/#');
  pub.publish('a', 0, '$SYS/a').publish('b', 0, 'b');
  expect(member.takeUids()).toEqual(['b']);
});
