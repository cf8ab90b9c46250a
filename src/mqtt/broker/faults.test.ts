// What ends a connection: wrong acknowledgements, packets out of place, bytes that are no packet, the
// host, and the broker's own end.
import { describe, expect, test } from 'vitest';
import { TIME_ZERO } from '../../base/time.ts';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, briefOf, connectOf, KEPT, publishOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import type { Packet, ProtocolVersion, Qos } from '../packets/packet.ts';
import { type BrokerInput, createBroker, stepBroker } from './broker.ts';
import { BROKER_DEFAULTS } from './options.ts';

const VERSIONS: readonly ProtocolVersion[] = [4, 5];

function scene(version: ProtocolVersion) {
  const pair = new MachinePair({}, []);
  const facts = { ...KEPT, protocolVersion: version };
  const client = pair.joinSubscribed('c', 't', facts);
  return { pair, client, pub: pair.join('pub') };
}

/** What a connection that is ended with this reason is sent last. */
const lastWords = (version: ProtocolVersion, reasonCode: number) =>
  version === 5 ? [{ type: 'DISCONNECT', reasonCode }] : [];

describe.each(VERSIONS)('an acknowledgement in version %i', (version) => {
  /** A message on its way to the client, as far as `awaits`. */
  function awaiting(awaits: 'PUBACK' | 'PUBREC' | 'PUBCOMP') {
    const all = scene(version);
    all.pub.publish('a', (awaits === 'PUBACK' ? 1 : 2) as Qos);
    if (awaits === 'PUBCOMP') all.client.give(ackOf('PUBREC', 1));
    all.client.take();
    return all;
  }

  test.each([
    ['PUBACK', 'PUBREC'],
    ['PUBACK', 'PUBCOMP'],
    ['PUBREC', 'PUBACK'],
    ['PUBREC', 'PUBCOMP'],
    ['PUBCOMP', 'PUBACK'],
  ] as const)(
    'v5 [MQTT-4.13.1-1] [MQTT-4.13.2-1], 3.1.1 [MQTT-4.8.0-1] what awaits %s and gets %s ends the connection, and is sent again on the next',
    (awaits, got) => {
      const { pair, client } = awaiting(awaits);
      client.give(ackOf(got, 1));
      expect(client.take()).toEqual(lastWords(version, 0x82));
      expect(client.closedBecause).toBe(
        `${got} came for Packet Identifier 1, which awaits ${awaits}`,
      );
      const back = pair.join('c', { ...KEPT, protocolVersion: version });
      const again = awaits === 'PUBCOMP' ? 'PUBREL 1' : 'PUBLISH 1 dup a';
      expect(back.takeBrief()).toEqual([again]);
    },
  );

  test.each([
    ['PUBACK', 'PUBACK', []],
    ['PUBREC', 'PUBREC', ['PUBREL 1']],
    ['PUBCOMP', 'PUBCOMP', []],
    ['PUBCOMP', 'PUBREC', ['PUBREL 1']],
  ] as const)('what awaits %s and gets %s goes on: %j', (awaits, got, answer) => {
    const { client } = awaiting(awaits);
    client.give(ackOf(got, 1));
    expect([client.takeBrief(), client.closedBecause]).toEqual([answer, undefined]);
  });

  test('of an identifier that the broker does not know is ignored, or answered so that the client can finish', () => {
    const { client } = scene(version);
    client.give(ackOf('PUBACK', 7), ackOf('PUBCOMP', 7));
    expect([client.take(), client.closedBecause]).toEqual([[], undefined]);
    client.give(ackOf('PUBREC', 7), ackOf('PUBREL', 8));
    const reasonCode = version === 5 ? 0x92 : 0;
    expect(client.take()).toMatchObject([
      { type: 'PUBREL', packetId: 7, reasonCode },
      { type: 'PUBCOMP', packetId: 8, reasonCode },
    ]);
    expect(client.closedBecause).toBeUndefined();
  });
});

describe.each(VERSIONS)('a packet out of place in version %i', (version) => {
  const misplaced: readonly Packet[] = [
    connectOf('c'),
    { type: 'CONNACK', sessionPresent: false, reasonCode: 0 },
    { type: 'SUBACK', packetId: 1, reasonCodes: [0] },
    { type: 'UNSUBACK', packetId: 1, reasonCodes: [0] },
    { type: 'PINGRESP' },
    { type: 'AUTH', reasonCode: 0x19 },
  ];

  test.each(misplaced.map((packet) => [briefOf(packet), packet] as const))(
    'v5 [MQTT-3.1.0-2] [MQTT-4.12.0-7], 3.1.1 [MQTT-3.1.0-2] [MQTT-4.8.0-1] %s ends the connection',
    (_, packet) => {
      const { client } = scene(version);
      client.give(packet);
      expect(client.take()).toEqual(lastWords(version, 0x82));
      expect(client.closedBecause).toBe(`${packet.type} is not for a broker at this point`);
    },
  );

  test('v5 [MQTT-3.14.4-1] nothing is looked at that comes after it, and nothing more is sent', () => {
    const { client, pub } = scene(version);
    client.give({ type: 'PINGRESP' }, { type: 'PINGREQ' }, publishOf('late', 1, 1));
    pub.publish('a', 0);
    expect(client.take()).toEqual(lastWords(version, 0x82));
  });
});

describe.each(VERSIONS)('bytes that are no packet, in version %i', (version) => {
  test.each([0x81, 0x82, 0x95])(
    'v5 [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1] end the connection with Reason Code %i, and the session stays',
    (reasonCode) => {
      const { pair, client } = scene(version);
      client.giveMalformed({ reasonCode, says: 'wrong' });
      expect(client.take()).toEqual(lastWords(version, reasonCode));
      expect(client.closedBecause).toBe('wrong');
      expect(pair.broker.sessions.has('c')).toBe(true);
    },
  );
});

describe.each(VERSIONS)('the host, in version %i', (version) => {
  const refuse = (pair: MachinePair, { id }: RawConnection) =>
    pair.stepBroker({
      kind: 'refuse-connection',
      connection: id,
      fault: { reasonCode: 0x89, says: 'too slow' },
    });

  test('v5 [MQTT-4.13.2-1] can give up a connection, and the client is told why', () => {
    const { pair, client } = scene(version);
    refuse(pair, client);
    expect(client.take()).toEqual(lastWords(version, 0x89));
    expect(client.closedBecause).toBe('too slow');
  });

  test('v5 [MQTT-3.14.0-1] can give one up that has not connected yet: nothing is told', () => {
    const pair = new MachinePair({}, []);
    const client = pair.openRaw();
    refuse(pair, client);
    expect([client.take(), client.closedBecause]).toEqual([[], 'too slow']);
  });
});

describe('a broker that shuts down', () => {
  test('tells everyone 0x8B, closes every connection, and keeps the sessions', () => {
    const pair = new MachinePair({}, []);
    const [five, four] = [pair.join('5', KEPT), pair.join('4', { ...KEPT, protocolVersion: 4 })];
    const silent = pair.openRaw();
    pair.stepBroker({ kind: 'shut-down' });
    expect([five.take(), four.take(), silent.take()]).toEqual([lastWords(5, 0x8b), [], []]);
    for (const { closedBecause } of [five, four, silent]) {
      expect(closedBecause).toBe('the broker shuts down');
    }
    expect([...pair.broker.sessions.keys()]).toEqual(['5', '4']);
    expect(pair.broker.connections.size).toBe(0);
  });
});

describe('until its host has closed it, a connection that the broker ends', () => {
  const connection = 1;
  const ends: readonly (readonly [what: string, packets: readonly Packet[]])[] = [
    ['a refused CONNECT', [connectOf('c', { authenticationMethod: 'x' })]],
    ['a first packet that is not CONNECT', [{ type: 'PINGREQ' }]],
    ['a fault', [connectOf('c'), { type: 'PINGRESP' }]],
    ['DISCONNECT', [connectOf('c'), { type: 'DISCONNECT', reasonCode: 0 }]],
  ];

  test.each(ends)(
    'v5 [MQTT-3.1.4-6], 3.1.1 [MQTT-3.1.4-5] is not listened to: after %s',
    (_, packets) => {
      const state = createBroker(BROKER_DEFAULTS);
      const step = (input: BrokerInput) => stepBroker(state, input, TIME_ZERO);
      step({ kind: 'connection-opened', connection });
      const effects = packets.flatMap((packet) =>
        step({ kind: 'packet-received', connection, packet }),
      );
      expect(effects.at(-1)?.kind).toBe('close-connection');
      for (const packet of [connectOf('c'), publishOf('a', 1, 1), { type: 'PINGREQ' } as const]) {
        expect(step({ kind: 'packet-received', connection, packet })).toEqual([]);
      }
      const fault = { reasonCode: 0x81, says: 'wrong' };
      expect(step({ kind: 'refuse-connection', connection, fault })).toEqual([]);
      const malformed = { kind: 'malformed-received', connection, fault } as const;
      expect(step({ ...malformed, protocolVersion: 5 })).toEqual([]);
    },
  );
});

test('a connection that the broker does not know, or that ended, is ignored whatever it says', () => {
  const { pair, client } = scene(5);
  client.end();
  const count = pair.effects.length;
  client.give({ type: 'PINGREQ' }).giveMalformed({ reasonCode: 0x81, says: 'wrong' }).end();
  pair.stepBroker({ kind: 'packet-received', connection: 99, packet: connectOf('x') });
  expect(pair.effects.length).toBe(count);
});

test('a client whose packet is still coming is not silent: its bytes count for Keep Alive', () => {
  const pair = new MachinePair({}, []);
  const slow = pair.join('c', { keepAliveSec: 2 });
  for (let sec = 0; sec < 20; sec++) {
    pair.run(1000);
    pair.stepBroker({ kind: 'bytes-received', connection: 0 });
  }
  expect(slow.closedBecause).toBeUndefined();
  pair.run(4000);
  expect(slow.closedBecause).toMatch(/Keep Alive/);
});
