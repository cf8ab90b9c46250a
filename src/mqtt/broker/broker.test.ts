// The broker's connections and sessions. Its exchanges are in ../exchange.test.ts, routing in
// routing.test.ts, what a kept session does in ../reconnect.test.ts.
import { describe, expect, test } from 'vitest';
import { connectedPair, MachinePair } from '../../testing/machinePair.ts';
import { ackOf, connectOf, KEPT, publishOf } from '../../testing/messages.ts';
import type { Packet } from '../packets/packet.ts';

/** A broker with an open connection 0 on which nothing was said yet. */
function silentConnection(): MachinePair {
  const pair = new MachinePair({}, [{ clientId: 'c' }]);
  pair.loseIf(() => true).connect('c');
  return pair.loseIf(() => false);
}

const closings = (pair: MachinePair) =>
  pair
    .effectsOf('broker', 'close-connection')
    .map(({ connection, reason }) => [connection, reason]);

describe('a connection', () => {
  const others: readonly Packet[] = [
    publishOf('a', 1, 1),
    { type: 'SUBSCRIBE', packetId: 1, subscriptions: [] },
    { type: 'PINGREQ' },
    ackOf('PUBACK', 1),
  ];
  test.each(others.map((packet) => [packet.type, packet] as const))(
    'v5 [MQTT-3.1.0-1], 3.1.1 [MQTT-3.1.0-1] whose first packet is %s and not CONNECT is closed, unanswered',
    (_, packet) => {
      const pair = silentConnection().give('c', packet);
      expect(closings(pair)).toEqual([[0, 'first packet not CONNECT']]);
      expect(pair.packetsFrom('broker', packet.type)).toEqual([]);
      expect(pair.effectsOf('broker', 'send-packet')).toEqual([]);
    },
  );

  test('v5 [MQTT-3.2.0-1], 3.1.1 [MQTT-3.2.0-1] gets CONNACK before anything else, with what a kept session holds after it', () => {
    const pair = connectedPair().cut('sub').publish('pub', 'a', 1).run();
    const start = pair.packets.length;
    pair.connect('sub');
    const types = pair.packets.slice(start).filter(({ from }) => from === 'broker');
    expect(types.map(({ packet }) => packet.type)).toEqual(['CONNACK', 'PUBLISH']);
  });

  test('v5 [MQTT-3.1.0-2], 3.1.1 [MQTT-3.1.0-2] with a second CONNECT is closed', () => {
    const pair = connectedPair().give('pub', connectOf('pub'));
    expect(closings(pair)).toMatchObject([[0, /CONNECT/]]);
  });

  test('that ends with DISCONNECT is closed, and its session kept', () => {
    const pair = connectedPair().give('sub', { type: 'DISCONNECT', reasonCode: 0 });
    expect(closings(pair)).toEqual([[1, 'client disconnected']]);
    expect(pair.broker.sessions.has('sub')).toBe(true);
    pair.publish('pub', 'a', 1).run().connect('sub');
    expect(pair.deliveredTo('sub')).toEqual(['a']);
  });

  test('that sends what only a broker sends is closed', () => {
    const pair = connectedPair().give('pub', { type: 'PINGRESP' });
    expect(closings(pair)).toHaveLength(1);
  });

  test('that the broker does not know is ignored', () => {
    const pair = connectedPair();
    pair.stepBroker({ kind: 'packet-received', connection: 99, packet: { type: 'PINGREQ' } });
    pair.stepBroker({ kind: 'connection-closed', connection: 99 });
    expect(closings(pair)).toEqual([]);
    expect(pair.packetsFrom('broker', 'PINGRESP')).toEqual([]);
  });
});

describe('a session', () => {
  test('v5 [MQTT-3.1.4-3], 3.1.1 [MQTT-3.1.4-2] is taken over by a second connection with its client id: the first is closed, the session goes on', () => {
    const pair = connectedPair();
    pair.loseIf((packet, from) => from === 'sub' && packet.type === 'PUBACK');
    pair
      .publish('pub', 'a', 1)
      .run()
      .loseIf(() => false);
    const connection = 7;
    pair.stepBroker({ kind: 'connection-opened', connection });
    const packet = connectOf('sub', { cleanStart: false });
    pair.stepBroker({ kind: 'packet-received', connection, packet });
    expect(closings(pair)).toEqual([[1, 'session taken over']]);
    const sent = pair.effectsOf('broker', 'send-packet').filter((e) => e.connection === 7);
    expect(sent.map((e) => e.packet)).toMatchObject([
      { type: 'CONNACK', sessionPresent: true },
      { type: 'PUBLISH', packetId: 1, dup: true },
    ]);
    // The host reports the old connection's end late: it must not touch the new one.
    pair.stepBroker({ kind: 'connection-closed', connection: 1 });
    expect(pair.broker.sessions.get('sub')?.connection).toBe(7);
  });

  test('3.1.1 [MQTT-3.2.2-2] [MQTT-3.2.2-3], v5 [MQTT-3.2.2-3] Session Present says whether there was one', () => {
    const pair = connectedPair().cut('sub').connect('sub');
    const present = pair.packetsFrom('broker', 'CONNACK').map((packet) => {
      return packet.type === 'CONNACK' && packet.sessionPresent;
    });
    expect(present).toEqual([false, false, true]);
    expect(pair.effectsOf('broker', 'start-session').map(({ resumed }) => resumed)).toEqual(
      present,
    );
  });
});

describe('SUBSCRIBE', () => {
  test('v5 [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-6], 3.1.1 [MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-5] is answered with SUBACK: its identifier, one granted QoS for each filter, in order', () => {
    const subscriptions = [
      { filter: 'a', qos: 2 },
      { filter: 'b', qos: 0 },
      { filter: 'c/#', qos: 1 },
    ] as const;
    const pair = connectedPair();
    pair.give('pub', { type: 'SUBSCRIBE', packetId: 77, subscriptions });
    expect(pair.packetsFrom('broker', 'SUBACK').at(-1)).toEqual({
      type: 'SUBACK',
      packetId: 77,
      reasonCodes: [2, 0, 1],
    });
  });

  test('v5 [MQTT-3.8.4-3], 3.1.1 [MQTT-3.8.4-3] with a filter that is there already replaces its QoS', () => {
    const pair = connectedPair({ subQos: 2 }).publish('pub', 'a', 2).run();
    const subscriptions = [{ filter: 't', qos: 0 }] as const;
    pair.give('sub', { type: 'SUBSCRIBE', packetId: 9, subscriptions });
    pair.publish('pub', 'b', 2).run();
    const qos = pair.packetsFrom('broker', 'PUBLISH').map((p) => p.type === 'PUBLISH' && p.qos);
    expect(qos).toEqual([2, 0]);
  });
});

describe('timers', () => {
  test('a re-send time set anew counts for every session, and for sessions to come', () => {
    const pair = connectedPair();
    pair.loseIf((packet, from) => from === 'sub' && packet.type === 'PUBACK');
    pair.publish('pub', 'a', 1).run();
    expect(pair.packetsFrom('broker', 'PUBLISH')).toHaveLength(1);
    pair.stepBroker({ kind: 'set-resend-after', resendAfter: 1_000_000 as never });
    pair.run(2500);
    expect(pair.packetsFrom('broker', 'PUBLISH').length).toBeGreaterThan(1);
    expect(pair.broker.resendAfter).toBe(1_000_000);
  });

  test('a connection that ends takes its keep-alive and its re-sends with it', () => {
    const pair = new MachinePair({ resendAfter: 1_000_000 as never }, []);
    const client = pair.joinSubscribed('c', 't', { ...KEPT, keepAliveSec: 10 });
    pair.join('pub').publish('a', 1);
    client.end();
    const cancelled = pair.effectsOf('broker', 'cancel-timer').map(({ key }) => key);
    const { id: connection } = client;
    expect(cancelled).toContainEqual({ connection, timer: 'keep-alive', packetId: 0 });
    expect(cancelled).toContainEqual({ connection, timer: 're-send', packetId: 1 });
  });

  test("a client's timer, or one of a connection that is gone, does nothing", () => {
    const pair = connectedPair();
    const count = pair.effects.length;
    for (const timer of ['ping-timeout', 'connect-timeout', 're-send'] as const) {
      for (const connection of [0, 99]) {
        const key = { connection, timer, packetId: 1 };
        pair.stepBroker({ kind: 'timer-fired', key });
      }
    }
    expect(pair.effects.length).toBe(count);
  });
});
