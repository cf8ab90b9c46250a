// What a client ends its connection for, and how it says goodbye.
import { describe, expect, test } from 'vitest';
import { ClientHarness, OPENED } from '../../testing/clientHarness.ts';
import { connectedPair, MachinePair } from '../../testing/machinePair.ts';
import {
  ackOf,
  briefOf,
  connectOf,
  messageOf,
  publishOf,
  subscribeOf,
  willOf,
} from '../../testing/messages.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import type { ClientOptions } from './options.ts';

const VERSIONS: readonly ProtocolVersion[] = [4, 5];

/** What the client does about packets that come one after the other: about the last one. */
function reaction(packets: readonly Packet[], options: Partial<ClientOptions>) {
  const client = new ClientHarness(options).connected();
  client.publish(messageOf('mine', 2));
  const effects = packets.map((packet) => client.receive(packet));
  return effects.at(-1);
}

const ended = (version: ProtocolVersion, reasonCode: number, reason: unknown) => {
  const disconnect = {
    kind: 'send-packet',
    packet: { type: 'DISCONNECT', reasonCode },
    because: 'disconnect-reason',
  };
  const close = { kind: 'close-connection', connection: 0, reason };
  return version === 5 ? [disconnect, close] : [close];
};

describe.each(VERSIONS)('a fault of the broker, in version %i', (protocolVersion) => {
  const misplaced: readonly Packet[] = [
    connectOf('c'),
    { type: 'CONNACK', sessionPresent: false, reasonCode: 0 },
    subscribeOf('t'),
    { type: 'UNSUBSCRIBE', packetId: 1, filters: ['t'] },
    { type: 'PINGREQ' },
    { type: 'AUTH', reasonCode: 0x18 },
  ];

  test.each(misplaced.map((packet) => [briefOf(packet), packet] as const))(
    'v5 §4.13.1 [MQTT-3.2.0-2] [MQTT-4.12.0-6], 3.1.1 [MQTT-4.8.0-1] %s ends the connection; 5.0 says 0x82 before',
    (_, packet) => {
      const says = `${packet.type} is not for a client at this point`;
      expect(reaction([packet], { protocolVersion })).toMatchObject(
        ended(protocolVersion, 0x82, says),
      );
    },
  );

  test.each([
    ['PUBACK', []],
    ['PUBCOMP', []],
    ['PUBACK', [ackOf('PUBREC', 1)]],
  ] as const)(
    'v5 §4.13.1, 3.1.1 [MQTT-4.8.0-1] so does %s for what awaits another answer, after %j',
    (type, before) => {
      expect(reaction([...before, ackOf(type, 1)], { protocolVersion })).toMatchObject(
        ended(protocolVersion, 0x82, expect.stringContaining(type)),
      );
    },
  );

  test('v5 §4.13.1, 3.1.1 [MQTT-4.8.0-1] so do bytes that are no packet', () => {
    const client = new ClientHarness({ protocolVersion }).connected();
    const fault = { reasonCode: 0x81, says: 'wrong' };
    const effects = client.step({ kind: 'malformed-received', fault });
    expect(effects).toMatchObject(ended(protocolVersion, 0x81, 'wrong'));
    const fresh = new ClientHarness({ protocolVersion });
    fresh.step(OPENED);
    // Before CONNACK there is nothing to say.
    expect(fresh.step({ kind: 'malformed-received', fault })).toMatchObject(ended(4, 0, 'wrong'));
    const away = new ClientHarness({ protocolVersion });
    expect(away.step({ kind: 'malformed-received', fault })).toEqual([]);
  });
});

describe('a PUBLISH of 5.0', () => {
  const aliased = (topicAlias: number, topic = '') => {
    const omitted = topic === '' ? { omitsTopic: true } : {};
    return publishOf('a', 0, 0, { message: messageOf('a', 0, topic), topicAlias, ...omitted });
  };

  test('v5 [MQTT-3.3.4-9] with one QoS 2 message more than Receive Maximum ends the connection: 0x93', () => {
    const packets = [
      publishOf('a', 2, 1),
      publishOf('b', 2, 2),
      publishOf('a', 2, 1, { dup: true }),
    ];
    expect(reaction(packets, { receiveMaximum: 2 })).toMatchObject([
      { packet: { type: 'PUBREC' } },
    ]);
    expect(reaction([...packets, publishOf('c', 2, 3)], { receiveMaximum: 2 })).toMatchObject(
      ended(5, 0x93, expect.any(String)),
    );
  });

  test('v5 [MQTT-3.3.2-11] with a Topic Alias above the maximum ends it: 0x94; with an unknown one: 0x82', () => {
    const options = { topicAliasMaximum: 2 };
    expect(reaction([aliased(3, 't')], options)).toMatchObject(ended(5, 0x94, expect.any(String)));
    expect(reaction([aliased(1, 't')], {})).toMatchObject(ended(5, 0x94, expect.any(String)));
    expect(reaction([aliased(2)], options)).toMatchObject(ended(5, 0x82, expect.any(String)));
  });

  test('v5 [MQTT-3.3.2-10] with one that it knows is delivered with its topic, v5 [MQTT-3.3.2-7] on that connection alone', () => {
    const client = new ClientHarness({ topicAliasMaximum: 2 }).connected();
    client.receive(aliased(2, 't'));
    expect(client.receive(aliased(2))).toMatchObject([
      { kind: 'deliver-message', message: { topic: 't' } },
    ]);
    client.connect({ sessionPresent: true });
    expect(client.receive(aliased(2))).toMatchObject([{ packet: { reasonCode: 0x82 } }, {}]);
  });
});

describe('goodbye', () => {
  test.each(VERSIONS)(
    'v5 [MQTT-3.14.4-2] [MQTT-3.14.4-3], 3.1.1 [MQTT-3.14.4-1] [MQTT-3.14.4-2] [MQTT-3.14.4-3] DISCONNECT, then the end; the will stays behind, in version %i',
    (protocolVersion) => {
      const pair = connectedPair({ pub: { will: willOf('t'), protocolVersion } });
      pair.disconnect('pub');
      expect(pair.effectsOf('pub', 'close-connection')).toMatchObject([{ reason: 'disconnected' }]);
      expect(pair.effectsOf('broker', 'close-connection')).toMatchObject([
        { reason: 'client disconnected' },
      ]);
      expect(pair.deliveredTo('sub')).toEqual([]);
      pair.connect('pub').publish('pub', 'a', 1).run();
      expect(pair.deliveredTo('sub')).toEqual(['a']);
    },
  );

  test('v5 §3.14.2.1 with 0x04 lets the will go out', () => {
    const pair = connectedPair({ pub: { will: willOf('t') } }).disconnect('pub', 0x04);
    expect(pair.deliveredTo('sub')).toEqual(['pub/will/1']);
  });

  test('while connecting is the end alone, and without a connection nothing', () => {
    const client = new ClientHarness();
    const goodbye = { kind: 'disconnect', reasonCode: 0 } as const;
    expect(client.step(goodbye)).toEqual([]);
    client.step(OPENED);
    expect(client.step(goodbye)).toEqual([
      { kind: 'close-connection', connection: 0, reason: 'disconnected' },
    ]);
  });

  test('of the broker ends the connection, and the session is kept', () => {
    const pair = connectedPair();
    pair.publish('pub', 'a', 1).run().stepBroker({ kind: 'shut-down' });
    pair.run();
    for (const id of ['pub', 'sub']) {
      expect(pair.effectsOf(id, 'close-connection')).toMatchObject([
        { reason: 'broker disconnected' },
      ]);
    }
    pair.connect('pub', 'sub').publish('pub', 'b', 1).run();
    expect(pair.deliveredTo('sub')).toEqual(['a', 'b']);
  });

  test('v5 [MQTT-3.1.4-3] of a broker that gives the session to another connection comes with 0x8E', () => {
    const pair = new MachinePair({}, [{ clientId: 'c' }]).connect('c');
    pair.join('c', { cleanStart: false, sessionExpirySec: 9 });
    pair.run();
    expect(pair.effectsOf('c', 'close-connection')).toHaveLength(1);
    expect(pair.packetsFrom('broker', 'DISCONNECT')).toEqual([
      { type: 'DISCONNECT', reasonCode: 0x8e },
    ]);
  });
});
