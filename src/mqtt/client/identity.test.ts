// Who a client says it is, and what it has of its own when the broker speaks of a session.
import { describe, expect, test } from 'vitest';
import { ClientHarness, OPENED, packetsIn } from '../../testing/clientHarness.ts';
import { MachinePair } from '../../testing/machinePair.ts';
import { KEPT, messageOf } from '../../testing/messages.ts';

describe('an empty Client Identifier', () => {
  test('3.1.1 [MQTT-3.1.3-7] goes with Clean Session 1, whatever the client was told; in 5.0 as it was told', () => {
    const cleanStartOf = (protocolVersion: 4 | 5, clientId: string) => {
      const client = new ClientHarness({ protocolVersion, clientId, ...KEPT });
      const [connect] = packetsIn(client.step(OPENED));
      return connect?.type === 'CONNECT' ? connect.cleanStart : undefined;
    };
    expect([cleanStartOf(4, ''), cleanStartOf(5, ''), cleanStartOf(4, 'c')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('Session Present 1', () => {
  const closes = (client: ClientHarness) =>
    client.connect({ sessionPresent: true }).some(({ kind }) => kind === 'close-connection');

  test('v5 [MQTT-3.2.2-4] ends the connection of a client that has no session', () => {
    expect(closes(new ClientHarness())).toBe(true);
    expect(closes(new ClientHarness({ cleanStart: true }).connected())).toBe(true);
    expect(closes(new ClientHarness().connected())).toBe(false);
  });

  test('v5 [MQTT-3.2.2-4] is answered to a client whose first CONNACK was lost: it comes through with a new session', () => {
    const pair = new MachinePair({}, [{ clientId: 'c', connectTimeout: 1_000_000 as never }]);
    pair.dropNth('CONNACK', 1).connect('c').reconnect('c');
    const connacks = pair.packetsFrom('broker', 'CONNACK');
    expect(connacks.map(({ sessionPresent }) => sessionPresent)).toEqual([false, true]);
    expect(pair.effectsOf('c', 'report-ready')).toEqual([]);
    pair.reconnect('c');
    expect(pair.effectsOf('c', 'report-ready').length).toBe(1);
  });

  test('in 3.1.1 is not looked at', () => {
    expect(closes(new ClientHarness({ protocolVersion: 4 }))).toBe(false);
  });
});

describe('DISCONNECT', () => {
  test.each([4, 5] as const)(
    '3.1.1 [MQTT-3.14.4-2], v5 [MQTT-3.14.4-1] is the last packet of a connection, in version %i',
    (protocolVersion) => {
      const pair = new MachinePair({}, [{ clientId: 'c', protocolVersion, keepAliveSec: 1 }]);
      pair.connect('c').publish('c', 'before', 2);
      pair.stepClient('c', { kind: 'disconnect', reasonCode: 0 });
      const said = pair.packetsFrom('c', 'DISCONNECT').length;
      const { length } = pair.packets.filter(({ from }) => from === 'c');
      pair.publish('c', 'after', 1).run(10_000);
      expect(said).toBe(1);
      const later = pair.packets.filter(({ from }) => from === 'c').slice(length);
      expect(later).toEqual([]);
    },
  );

  test('has no Reason Code in 3.1.1, so that the will stays behind whatever the client asks for', () => {
    const client = new ClientHarness({ protocolVersion: 4 }).connected();
    const effects = client.step({ kind: 'disconnect', reasonCode: 0x04 });
    expect(packetsIn(effects)).toEqual([{ type: 'DISCONNECT', reasonCode: 0 }]);
  });
});

test('v5 [MQTT-3.8.3-2] [MQTT-3.10.3-2], 3.1.1 [MQTT-3.8.3-3] [MQTT-3.10.3-2] a client that wants nothing more, or nothing less, asks for nothing', () => {
  const client = new ClientHarness().connected();
  expect(client.step({ kind: 'subscribe', subscriptions: [] })).toEqual([]);
  expect(client.step({ kind: 'unsubscribe', filters: [] })).toEqual([]);
});

test('what was never sent is kept by a client that is given a new session', () => {
  const client = new ClientHarness();
  client.publish(messageOf('m', 1));
  client.connect({ sessionPresent: true });
  expect(packetsIn(client.connect()).map(({ type }) => type)).toEqual(['PUBLISH']);
});
