// Who gets a message: filters, overlapping subscriptions, and routes that change.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import type { Subscription } from '../packets/packet.ts';

function brokerWith(...subscribers: readonly (readonly Subscription[])[]): MachinePair {
  const clients = subscribers.map((subscriptions, i) => ({ clientId: `s${i}`, subscriptions }));
  const pair = new MachinePair({}, [{ clientId: 'pub' }, ...clients]);
  return pair.connect('pub', ...clients.map(({ clientId }) => clientId));
}

describe('a message', () => {
  test('v5 [MQTT-3.3.2-3] [MQTT-4.5.0-1], 3.1.1 [MQTT-3.3.2-3] [MQTT-4.5.0-1] goes to each session with a matching filter, in the order of the sessions, and to no other', () => {
    const pair = brokerWith(
      [{ filter: 'a/+', qos: 1 }],
      [{ filter: 'b/#', qos: 1 }],
      [{ filter: '#', qos: 1 }],
    );
    pair.publish('pub', 'm', 1, 'a/b').run();
    const to = pair.packets.filter(({ packet, from }) => {
      return from === 'broker' && packet.type === 'PUBLISH';
    });
    expect(to.map((sent) => sent.to)).toEqual(['s0', 's2']);
  });

  test('v5 [MQTT-4.6.0-5] [MQTT-4.6.0-6], 3.1.1 [MQTT-4.6.0-5] [MQTT-4.6.0-6] comes in the order in which it was published: of a topic and level, through queue and reconnect', () => {
    const pair = new MachinePair({ sendQuota: 2 }, [
      { clientId: 'pub' },
      { clientId: 's0', subscriptions: [{ filter: '#', qos: 2 }] },
    ]);
    pair.connect('pub', 's0');
    const uids = Array.from({ length: 30 }, (_, i) => `${i}`);
    for (const uid of uids) {
      if (uid === '10') pair.run().cut('s0');
      if (uid === '20') pair.connect('s0');
      pair.publish('pub', uid, Number(uid) % 2 === 0 ? 1 : 2);
    }
    pair.run();
    const [even, odd] = [0, 1].map((rest) => uids.filter((uid) => Number(uid) % 2 === rest));
    const got = pair.deliveredTo('s0');
    expect(got.filter((uid) => even?.includes(uid))).toEqual(even);
    expect(got.filter((uid) => odd?.includes(uid))).toEqual(odd);
  });

  test('that nobody has subscribed to is acknowledged all the same', () => {
    const pair = brokerWith().publish('pub', 'm', 2).run();
    expect(pair.effectsOf('pub', 'complete-handshake')).toHaveLength(1);
    expect(pair.packetsFrom('broker', 'PUBLISH')).toEqual([]);
  });

  test('is sent once at the highest QoS granted when filters of one client overlap', () => {
    const pair = brokerWith([
      { filter: 'a/#', qos: 0 },
      { filter: 'a/b', qos: 2 },
      { filter: '+/b', qos: 1 },
    ]);
    pair.publish('pub', 'm', 2, 'a/b').run();
    expect(pair.packetsFrom('broker', 'PUBLISH')).toMatchObject([{ qos: 2 }]);
    expect(pair.deliveredTo('s0')).toEqual(['m']);
  });

  test('goes back to its publisher when that has subscribed', () => {
    const subscriptions = [{ filter: 't', qos: 2 }] as const;
    const pair = new MachinePair({}, [{ clientId: 'both', subscriptions }]).connect('both');
    pair.publish('both', 'm', 2).run();
    expect(pair.deliveredTo('both')).toEqual(['m']);
  });

  test('reaches a session that has subscribed since the last message of its topic', () => {
    const pair = brokerWith([]).publish('pub', 'a', 1).run();
    expect(pair.deliveredTo('s0')).toEqual([]);
    const subscriptions = [{ filter: 't', qos: 1 }] as const;
    pair.give('s0', { type: 'SUBSCRIBE', packetId: 1, subscriptions }).publish('pub', 'b', 1).run();
    expect(pair.deliveredTo('s0')).toEqual(['b']);
  });

  test('reaches no session that a clean connect has ended since', () => {
    const pair = new MachinePair({}, [
      { clientId: 'pub' },
      { clientId: 's0', cleanStart: true, subscriptions: [{ filter: 't', qos: 1 }] },
    ]);
    pair.connect('pub', 's0').publish('pub', 'a', 1).run().cut('s0');
    pair
      .loseIf(({ type }) => type === 'SUBSCRIBE')
      .connect('s0')
      .publish('pub', 'b', 1)
      .run();
    expect(pair.deliveredTo('s0')).toEqual(['a']);
  });
});
