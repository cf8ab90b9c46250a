// The client's connection, phase by phase. Its exchanges are in ../exchange.test.ts, what it does on
// reconnect in ../reconnect.test.ts, keep-alive in keepAlive.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec } from '../../base/time.ts';
import {
  CONNACK,
  ClientHarness as Harness,
  OPENED,
  packetsIn,
} from '../../testing/clientHarness.ts';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, kindsOf, messageOf, publishOf } from '../../testing/messages.ts';

const SUBSCRIPTIONS = [{ filter: 't', qos: 1 }] as const;

describe('offline', () => {
  test('v5 [MQTT-3.1.0-1], 3.1.1 [MQTT-3.1.0-1] the first packet on a new connection is CONNECT', () => {
    const effects = new Harness({ keepAliveSec: 7, cleanStart: true }).step(OPENED);
    expect(effects).toMatchObject([
      {
        kind: 'send-packet',
        packet: { type: 'CONNECT', clientId: 'c', cleanStart: true, keepAliveSec: 7 },
      },
      { kind: 'set-timer', key: { timer: 'connect-timeout' }, at: fromSec(30) },
    ]);
  });

  test('packets, timers and a second close are ignored', () => {
    const client = new Harness();
    expect(client.receive(publishOf('a', 1, 1))).toEqual([]);
    const key = { connection: 0, timer: 're-send', packetId: 1 } as const;
    expect(client.step({ kind: 'timer-fired', key })).toEqual([]);
    expect(client.step({ kind: 'connection-closed' })).toEqual([]);
  });

  test('QoS > 0 is queued and QoS 0 discarded', () => {
    const client = new Harness();
    const publish = (qos: 0 | 1) => client.step({ kind: 'publish', message: messageOf('m', qos) });
    expect(kindsOf(publish(1))).toEqual(['store-entry']);
    expect(kindsOf(publish(0))).toEqual(['discard-message']);
  });
});

describe('connecting', () => {
  test('v5 [MQTT-3.2.0-1], 3.1.1 [MQTT-3.2.0-1] nothing is taken before CONNACK', () => {
    const client = new Harness();
    client.step(OPENED);
    expect(client.receive(publishOf('a', 1, 1))).toEqual([]);
    expect(client.receive({ type: 'SUBACK', packetId: 1, reasonCodes: [0] })).toEqual([]);
    client.receive(CONNACK);
    expect(kindsOf(client.receive(publishOf('a', 1, 1)))).toEqual([
      'send-packet',
      'deliver-message',
    ]);
  });

  test('without subscriptions CONNACK makes it ready', () => {
    const client = new Harness();
    client.step(OPENED);
    expect(kindsOf(client.receive(CONNACK))).toEqual(['cancel-timer', 'report-ready']);
  });

  test('v5 [MQTT-3.8.4-1], 3.1.1 [MQTT-3.8.4-1] with subscriptions it sends SUBSCRIBE after CONNACK, and the SUBACK of that SUBSCRIBE makes it ready', () => {
    const client = new Harness({ subscriptions: SUBSCRIPTIONS });
    client.step(OPENED);
    const effects = client.receive(CONNACK);
    expect(effects).toMatchObject([
      { packet: { type: 'SUBSCRIBE', packetId: 1, subscriptions: SUBSCRIPTIONS } },
    ]);
    expect(client.receive({ type: 'SUBACK', packetId: 2, reasonCodes: [1] })).toEqual([]);
    const ready = client.receive({ type: 'SUBACK', packetId: 1, reasonCodes: [1] });
    expect(kindsOf(ready)).toEqual(['cancel-timer', 'report-ready']);
  });

  test('without CONNACK or SUBACK it gives the connection up after 30 s', () => {
    for (const lost of ['CONNACK', 'SUBACK'] as const) {
      const options = { clientId: 'c', subscriptions: SUBSCRIPTIONS };
      const pair = new MachinePair({}, [options]).loseIf(({ type }) => type === lost);
      pair.connect('c').run(29_900);
      expect(pair.effectsOf('c', 'close-connection')).toEqual([]);
      pair.run(200);
      expect(pair.effectsOf('c', 'close-connection')).toHaveLength(1);
      // The broker has a session by now, which a client that missed its CONNACK does not know of.
      pair.loseIf(() => false).connect('c');
      if (lost === 'CONNACK') pair.connect('c');
      expect(pair.effectsOf('c', 'report-ready')).toHaveLength(1);
    }
  });

  test('v5 [MQTT-3.2.2-4] a session that only the broker knows of ends the connection, and the next asks for a clean one', () => {
    const client = new Harness();
    const effects = client.connect({ sessionPresent: true });
    expect(effects).toMatchObject([{ kind: 'close-connection', reason: /session/ }]);
    const cleanStarts = [1, 2].map(() => {
      client.step({ kind: 'connection-closed' });
      const [connect] = packetsIn(client.step(OPENED));
      client.receive(CONNACK);
      return connect?.type === 'CONNECT' && connect.cleanStart;
    });
    expect(cleanStarts).toEqual([true, false]);
  });

  test('3.1.1 §3.2.2.2 takes such a session as it is', () => {
    const client = new Harness({ protocolVersion: 4 });
    expect(kindsOf(client.connect({ sessionPresent: true }))).toContain('report-ready');
  });

  test('a CONNACK that refuses closes the connection', () => {
    const refused = new Harness();
    refused.step(OPENED);
    const effects = refused.receive({ type: 'CONNACK', sessionPresent: false, reasonCode: 0x87 });
    expect(kindsOf(effects)).toEqual(['close-connection']);
  });
});

describe('connected', () => {
  test('a DISCONNECT from the broker closes the connection', () => {
    const effects = new Harness().connected().receive({ type: 'DISCONNECT', reasonCode: 0x8e });
    expect(kindsOf(effects)).toEqual(['close-connection']);
  });

  test('acknowledgements of unknown identifiers do nothing but what the exchange asks for', () => {
    const client = new Harness().connected();
    expect(client.receive(ackOf('PUBACK', 5))).toEqual([]);
    expect(client.receive(ackOf('PUBCOMP', 5))).toEqual([]);
    expect(client.receive(ackOf('PUBREC', 5))).toMatchObject([{ packet: { type: 'PUBREL' } }]);
    expect(client.receive(ackOf('PUBREL', 5))).toMatchObject([{ packet: { type: 'PUBCOMP' } }]);
  });

  test('a closed connection cancels every timer and keeps the session', () => {
    const client = new Harness({ resendAfter: fromSec(1), keepAliveSec: 9 }).connected();
    client.step({ kind: 'publish', message: messageOf('m', 2) });
    const effects = client.step({ kind: 'connection-closed' });
    const timers = effects.map((effect) => effect.kind === 'cancel-timer' && effect.key.timer);
    const all = ['connect-timeout', 'keep-alive', 'ping-timeout', 're-send'];
    expect([...timers].sort()).toEqual(all);
    expect(client.state.sender.entries.size).toBe(1);
  });

  test('a new re-send time counts at once', () => {
    const client = new Harness({ resendAfter: fromSec(9) }).connected();
    client.step({ kind: 'publish', message: messageOf('m', 1) }, 10);
    const effects = client.step({ kind: 'set-resend-after', resendAfter: fromSec(1) }, 20);
    expect(effects).toMatchObject([{ kind: 'set-timer', at: fromMs(1010) }]);
  });

  test('v5 [MQTT-2.2.1-3], 3.1.1 [MQTT-2.3.1-2] SUBSCRIBE takes an identifier that no exchange holds', () => {
    const client = new Harness({ subscriptions: SUBSCRIPTIONS }).connected();
    client.receive({ type: 'SUBACK', packetId: 1, reasonCodes: [1] });
    client.step({ kind: 'publish', message: messageOf('m', 1) });
    client.step({ kind: 'connection-closed' });
    client.state.sender.lastPacketId = 1;
    client.state.unconfirmed.add('t');
    client.step({ kind: 'connection-opened', connection: 1 });
    const effects = client.receive({ type: 'CONNACK', sessionPresent: true, reasonCode: 0 });
    expect(effects).toMatchObject([
      { packet: { type: 'PUBLISH', packetId: 2 } },
      { packet: { type: 'SUBSCRIBE', packetId: 3 } },
    ]);
  });

  test('a window of 65,535 leaves one identifier for SUBSCRIBE', () => {
    const client = new Harness().connected();
    for (let i = 0; i < 65_535; i++) {
      client.step({ kind: 'publish', message: messageOf('m', 1) });
    }
    expect(client.state.sender.entries.size).toBe(65_534);
    expect(client.state.sender.waiting.length).toBe(1);
  });
});
