// Whom the broker accepts, and with which session.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { KEPT, willOf } from '../../testing/messages.ts';

const VERSIONS = [4, 5] as const;
const broker = (options: PairBrokerOptions = {}) => new MachinePair(options, []);

describe.each(VERSIONS)('a Client Identifier in version %i', (protocolVersion) => {
  test('3.1.1 [MQTT-3.1.3-5], v5 [MQTT-3.1.3-5] of letters and digits is taken at any length from 1 to 23, and so are others', () => {
    const pair = broker();
    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const usual = Array.from({ length: 23 }, (_, i) => alphabet.slice(-1 - i));
    const others = [...alphabet, 'x'.repeat(24), ' ', '/a/#', 'Zähler'];
    for (const clientId of [...usual, ...others]) {
      expect(pair.join(clientId, { protocolVersion }).connack?.reasonCode).toBe(0);
    }
    expect(pair.broker.sessions.size).toBe(new Set([...usual, ...others]).size);
  });

  test('3.1.1 [MQTT-3.1.3-2], v5 [MQTT-3.1.3-2] is what a session goes by: no other, however alike, finds it', () => {
    const pair = broker();
    const kept = { protocolVersion, ...KEPT };
    pair.joinSubscribed('client', 't', kept).end();
    const present = (clientId: string) => pair.join(clientId, kept).connack?.sessionPresent;
    const others = ['Client', 'client ', 'clien', 'clîent'].map(present);
    expect(others).toEqual([false, false, false, false]);
    expect(present('client')).toBe(true);
  });
});

test('3.1.1 [MQTT-3.1.3-9] a refused Client Identifier gets CONNACK with 0x02, and the connection is closed', () => {
  const refused = broker().join('', { protocolVersion: 4, ...KEPT });
  expect(refused.connack).toMatchObject({ reasonCode: 2 });
  expect(refused.closedBecause).toBeDefined();
});

test('v5 [MQTT-3.1.4-2] a CONNECT that is sound, and yet one too many, ends its connection with a reason', () => {
  const pair = broker({ limits: { sessions: 1 } });
  pair.join('first');
  const second = pair.join('second');
  expect(second.connack).toMatchObject({ reasonCode: 0x97 });
  expect(second.closedBecause).toBeDefined();
  expect([...pair.broker.sessions.keys()]).toEqual(['first']);
});

test('v5 [MQTT-3.14.2-1] [MQTT-3.1.0-2] a second CONNECT of an unknown version is told 0x82: DISCONNECT has no 0x84', () => {
  const client = broker().join('c');
  client.giveMalformed({ reasonCode: 0x84, says: 'the protocol is "MQTT" 6' });
  expect(client.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x82 }]);
  expect(client.closedBecause).toBeDefined();
});

describe.each(VERSIONS)('the session of a CONNECT in version %i', (protocolVersion) => {
  const kept = { protocolVersion, ...KEPT };

  test('3.1.1 [MQTT-3.1.4-3], v5 [MQTT-3.1.4-4] [MQTT-3.1.2-4] [MQTT-3.1.2-6] goes on only if it is not to be a clean one, and if it is there', () => {
    const pair = broker();
    const subscribedAfter = (cleanStart: boolean) => {
      pair.join('c', { ...kept, cleanStart });
      return pair.broker.sessions.get('c')?.subscriptions.size;
    };
    expect(subscribedAfter(false)).toBe(0);
    pair.joinSubscribed('c', 't', kept);
    expect([subscribedAfter(false), subscribedAfter(true)]).toEqual([1, 0]);
  });

  test('3.1.1 [MQTT-4.1.0-2], v5 [MQTT-4.1.0-1] lasts at least as long as its connection', () => {
    const pair = broker();
    const client = pair.join('c', { protocolVersion, cleanStart: true });
    pair.run(1_000_000_000);
    expect(pair.broker.sessions.has('c')).toBe(true);
    client.end();
    expect(pair.broker.sessions.has('c')).toBe(false);
  });
});

describe('the will of a session', () => {
  test('v5 [MQTT-3.1.2-7] is kept with it, whoever else comes and goes, until its delay is over', () => {
    const pair = broker();
    const sub = pair.joinSubscribed('sub', 'will');
    pair.join('c', { sessionExpirySec: 100, will: willOf('will', { delaySec: 10 }) }).end();
    pair.join('other', { will: willOf('other') }).disconnect();
    pair.run(9_999);
    expect(sub.takePublishes()).toEqual([]);
    pair.run(1);
    expect(sub.takePublishes()).toMatchObject([{ message: { topic: 'will' } }]);
  });

  test('v5 [MQTT-3.1.3-10] has its User Properties in their order, also of one name', () => {
    const pair = broker();
    const sub = pair.joinSubscribed('sub', 'will');
    const userProperties = [
      ['b', '1'],
      ['a', '2'],
      ['b', '0'],
    ] as const;
    pair.join('c', { will: willOf('will', { properties: { userProperties } }) }).end();
    expect(sub.takePublishes()).toMatchObject([{ message: { properties: { userProperties } } }]);
  });
});
