// What becomes of publish() without a connection, and of what a client's queue has no room for.
import { describe, expect, test } from 'vitest';
import { ClientHarness, OPENED, packetsIn } from '../../testing/clientHarness.ts';
import { connectedPair } from '../../testing/machinePair.ts';
import { ackOf, briefOf, messageOf } from '../../testing/messages.ts';
import type { Qos } from '../packets/packet.ts';
import type { ClientOptions } from './options.ts';

const LEVELS: readonly Qos[] = [0, 1, 2];

function publishAll(client: ClientHarness): readonly string[] {
  return LEVELS.flatMap((qos) =>
    client.publish(messageOf(`q${qos}`, qos)).flatMap((effect) => {
      if (effect.kind === 'discard-message') return [`${effect.messageUid} ${effect.reason}`];
      return effect.kind === 'store-entry' ? [`${effect.entry.messageUid} waits`] : [];
    }),
  );
}

describe('publish() away', () => {
  test.each([
    ['queue', ['q0 offline', 'q1 waits', 'q2 waits'], ['PUBLISH 1 q1', 'PUBLISH 2 q2']],
    [
      'queueAll',
      ['q0 waits', 'q1 waits', 'q2 waits'],
      ['PUBLISH q0', 'PUBLISH 1 q1', 'PUBLISH 2 q2'],
    ],
    ['refuse', ['q0 offline', 'q1 offline', 'q2 offline'], []],
  ] as const)('with "%s": %j, and back it sends %j', (offlinePublish, said, sent) => {
    for (const isConnecting of [false, true]) {
      const client = new ClientHarness({ offlinePublish });
      if (isConnecting) client.step(OPENED);
      expect(publishAll(client)).toEqual(said);
      expect(packetsIn(client.connect()).map(briefOf)).toEqual(sent);
    }
  });

  test('with "refuse" still keeps what was published before', () => {
    const client = new ClientHarness({ offlinePublish: 'refuse', sendQuota: 1 }).connected();
    client.publish(messageOf('a', 1));
    client.publish(messageOf('b', 1));
    client.step({ kind: 'connection-closed' });
    expect(packetsIn(client.connect({ sessionPresent: true })).map(briefOf)).toEqual([
      'PUBLISH 1 dup a',
    ]);
    expect(packetsIn(client.receive(ackOf('PUBACK', 1))).map(briefOf)).toEqual(['PUBLISH 2 b']);
  });

  test('what waited comes through to the subscriber, in order, whatever the level', () => {
    const pair = connectedPair({ pub: { offlinePublish: 'queueAll' } }).cut('pub');
    for (const [uid, qos] of [
      ['a', 1],
      ['b', 0],
      ['c', 1],
      ['d', 0],
    ] as const) {
      pair.publish('pub', uid, qos);
    }
    pair.connect('pub');
    expect(pair.deliveredTo('sub')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('v5 [MQTT-4.6.0-6] at QoS 0 is not overtaken by what is published at QoS 0 when it is back', () => {
    const client = new ClientHarness({ offlinePublish: 'queueAll', sendQuota: 1 });
    client.publish(messageOf('a', 1));
    client.publish(messageOf('b', 0));
    expect(packetsIn(client.connect()).map(briefOf)).toEqual(['PUBLISH 1 a']);
    expect(packetsIn(client.publish(messageOf('c', 0)))).toEqual([]);
    const sent = packetsIn(client.receive(ackOf('PUBACK', 1))).map(briefOf);
    expect(sent).toEqual(['PUBLISH b', 'PUBLISH c']);
    expect(packetsIn(client.publish(messageOf('d', 0))).map(briefOf)).toEqual(['PUBLISH d']);
  });
});

describe('its queue', () => {
  const waiting = (options: Partial<ClientOptions>) => {
    const client = new ClientHarness(options);
    const discarded = ['a', 'b', 'c'].flatMap((uid) =>
      client
        .publish(messageOf(uid, 1))
        .flatMap((effect) => (effect.kind === 'discard-message' ? [effect.messageUid] : [])),
    );
    return [discarded, [...client.state.sender.waiting].map(({ message }) => message.uid)];
  };

  test('has no bound unless it is given one, and drops the newest or the oldest', () => {
    expect(waiting({})).toEqual([[], ['a', 'b', 'c']]);
    expect(waiting({ queueLimit: 2 })).toEqual([['c'], ['a', 'b']]);
    expect(waiting({ queueLimit: 2, queueDrop: 'oldest' })).toEqual([['a'], ['b', 'c']]);
  });
});

describe('the re-send timer', () => {
  test('gives a message up after its limit', () => {
    const resendAfter = 1_000_000 as never;
    const pair = connectedPair({ pub: { resendAfter, resendLimit: 3 } });
    pair
      .loseIf(({ type }) => type === 'PUBLISH')
      .publish('pub', 'a', 1)
      .run();
    expect(pair.packetsFrom('pub', 'PUBLISH')).toHaveLength(4);
    expect(pair.effectsOf('pub', 'discard-message')).toMatchObject([
      { messageUid: 'a', reason: 'gaveUp' },
    ]);
    expect(pair.now / 1e6).toBeCloseTo(4, 1);
  });
});
