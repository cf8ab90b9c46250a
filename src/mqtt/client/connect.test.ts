// What a client says of itself in CONNECT, and what it makes of CONNACK.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../../base/time.ts';
import { ClientHarness, CONNACK, OPENED, packetsIn } from '../../testing/clientHarness.ts';
import { connectedPair, MachinePair } from '../../testing/machinePair.ts';
import { ackOf, briefOf, messageOf, publishOf, willOf } from '../../testing/messages.ts';
import type { ClientOptions } from './options.ts';

const connectPacket = (options: Partial<ClientOptions>) =>
  packetsIn(new ClientHarness(options).step(OPENED))[0];

describe('CONNECT', () => {
  const limits = { receiveMaximum: 5, topicAliasMaximum: 3, maximumPacketSize: 900 };

  test('says in 5.0 what the client takes, where that is less than what a broker assumes', () => {
    expect(connectPacket({ ...limits, sessionExpirySec: 60 })).toMatchObject({
      protocolVersion: 5,
      sessionExpirySec: 60,
      ...limits,
    });
    const plain = connectPacket({ cleanStart: true, sessionExpirySec: 0 });
    expect(plain).toEqual({
      type: 'CONNECT',
      protocolVersion: 5,
      clientId: 'c',
      cleanStart: true,
      keepAliveSec: 0,
      sessionExpirySec: 0,
    });
  });

  test('says nothing of it in 3.1.1', () => {
    const packet = connectPacket({ protocolVersion: 4, ...limits, sessionExpirySec: 60 });
    expect(packet).toEqual({
      type: 'CONNECT',
      protocolVersion: 4,
      clientId: 'c',
      cleanStart: false,
      keepAliveSec: 0,
      sessionExpirySec: 0,
    });
  });

  test('v5 [MQTT-3.1.2-9], 3.1.1 [MQTT-3.1.2-9] has the will, with its delay in 5.0 alone', () => {
    const will = willOf('w', { qos: 1, retain: true, delaySec: 9 });
    expect(connectPacket({ will })).toMatchObject({ will });
    expect(connectPacket({ will, protocolVersion: 4 })).toMatchObject({
      will: { ...will, delaySec: 0 },
    });
  });
});

describe('CONNACK', () => {
  test("v5 [MQTT-3.1.2-21] [MQTT-3.2.2-21] the broker's Keep Alive is used in place of the client's", () => {
    const client = new ClientHarness({ keepAliveSec: 60 });
    const effects = client.connect({ serverKeepAliveSec: 10 });
    expect(effects).toContainEqual(
      expect.objectContaining({
        key: expect.objectContaining({ timer: 'keep-alive' }),
        at: fromSec(10),
      }),
    );
    expect(client.connect({}).filter((effect) => effect.kind === 'set-timer')).toMatchObject([
      { at: fromSec(60) },
    ]);
    const silent = new ClientHarness({ keepAliveSec: 60 }).connect({ serverKeepAliveSec: 0 });
    expect(silent.filter((effect) => effect.kind === 'set-timer')).toEqual([]);
  });

  test('with a Keep Alive for a client that has none: it pings when that is over, and not before', () => {
    const pair = new MachinePair({ serverKeepAliveSec: 10 }, [{ clientId: 'c' }]);
    pair.run(7000).connect('c').run(25_000);
    const times = pair.packets.filter(({ from }) => from === 'c').map(({ atMs }) => atMs);
    expect(times).toEqual([7000, 17_000, 27_000]);
  });

  test('v5 [MQTT-3.1.3-7] [MQTT-3.1.3-2] an assigned Client Identifier is the one that it comes back with', () => {
    const pair = new MachinePair({}, [{ clientId: '' }]).connect('').reconnect('');
    const ids = pair.packetsFrom('', 'CONNECT').map(({ clientId }) => clientId);
    expect(ids).toEqual(['', 'assigned-1']);
    expect(pair.packetsFrom('broker', 'CONNACK')).toMatchObject([
      { assignedClientId: 'assigned-1' },
      { sessionPresent: true },
    ]);
  });

  test("v5 [MQTT-4.9.0-1] the broker's Receive Maximum holds its messages back", () => {
    const client = new ClientHarness().connected({ receiveMaximum: 1 });
    const briefs = ['a', 'b'].map((uid) =>
      packetsIn(client.publish(messageOf(uid, 1))).map(briefOf),
    );
    expect(briefs).toEqual([['PUBLISH 1 a'], []]);
    expect(packetsIn(client.receive(ackOf('PUBACK', 1))).map(briefOf)).toEqual(['PUBLISH 2 b']);
  });

  test("v5 [MQTT-3.2.2-15] what is larger than the broker's Maximum Packet Size is not sent", () => {
    const client = new ClientHarness().connected({ maximumPacketSize: 30 });
    const large = messageOf('a', 1, 't', { payload: 'x'.repeat(40) });
    expect(client.publish(large).at(-1)).toMatchObject({ reason: 'tooLarge' });
    expect(packetsIn(client.publish(messageOf('b', 1)))).toHaveLength(1);
  });

  test('v5 [MQTT-3.2.2-17] [MQTT-3.2.2-18] it sets Topic Aliases up to its own limit and the broker’s', () => {
    const aliases = (own: number, broker: number | undefined) => {
      const told = broker === undefined ? {} : { topicAliasMaximum: broker };
      const client = new ClientHarness({ topicAliasMaximum: own }).connected(told);
      const packets = ['a', 'b', 'c'].flatMap((topic) =>
        packetsIn(client.publish(messageOf(topic, 0, topic))),
      );
      return packets.map((packet) => packet.type === 'PUBLISH' && packet.topicAlias);
    };
    expect(aliases(9, 2)).toEqual([1, 2, undefined]);
    expect(aliases(1, 2)).toEqual([1, undefined, undefined]);
    expect(aliases(9, undefined)).toEqual([undefined, undefined, undefined]);
  });
});

describe('a session that the broker has not kept', () => {
  /** `a` unacknowledged, `b` released, `held` received, `waits` not sent: then Session Present 0. */
  function lost(options: Partial<ClientOptions>) {
    const client = new ClientHarness({ sendQuota: 2, ...options }).connected();
    for (const [uid, qos] of [
      ['a', 1],
      ['b', 2],
      ['waits', 1],
    ] as const) {
      client.publish(messageOf(uid, qos));
    }
    client.receive(ackOf('PUBREC', 2));
    client.receive(publishOf('held', 2, 9));
    const effects = client.connect({ sessionPresent: false });
    const discarded = effects.flatMap((effect) =>
      effect.kind === 'discard-message' ? [`${effect.messageUid} ${effect.reason}`] : [],
    );
    return { client, discarded, sent: packetsIn(effects).map(briefOf) };
  }

  test('v5 [MQTT-3.2.2-5], 3.1.1 §3.2.2.2 is discarded: what was sent is lost, what was not sent goes out', () => {
    for (const protocolVersion of [4, 5] as const) {
      const { client, discarded, sent } = lost({ protocolVersion });
      expect(discarded).toEqual(['held stateLost', 'a stateLost']);
      expect(sent).toEqual(['PUBLISH 3 waits']);
      expect(client.state.receiver.entries.size).toBe(0);
    }
  });

  test('is sent again all the same by a client that does so, its received identifiers forgotten', () => {
    const { client, discarded, sent } = lost({ sessionLost: 'resend' });
    expect(discarded).toEqual(['held stateLost']);
    expect(sent).toEqual(['PUBLISH 1 dup a', 'PUBREL 2']);
    client.receive(ackOf('PUBACK', 1));
    expect(client.state.sender.entries.size).toBe(2);
  });

  test('can double what is sent again all the same: the broker does not know the identifier any more', () => {
    for (const [sessionLost, times] of [
      ['discard', 1],
      ['resend', 2],
    ] as const) {
      const broker = { qos2Forward: 'publish' } as const;
      const pair = connectedPair({ broker, pub: { sessionLost } });
      pair.dropNth('PUBREC', 1, 'broker').publish('pub', 'm', 2).run();
      pair.restart('lost').connect('sub', 'pub');
      expect(pair.deliveredTo('sub')).toHaveLength(times);
    }
  });
});

test('3.1.1 [MQTT-3.1.4-5], v5 [MQTT-3.1.4-6] a refused client takes nothing from the connection any more', () => {
  const client = new ClientHarness();
  client.step(OPENED);
  client.receive({ ...CONNACK, reasonCode: 0x87 });
  expect(client.receive(publishOf('a', 1, 1))).toEqual([]);
  expect(client.state.phase.kind).toBe('connecting');
});
