// A client that subscribes and takes back while it runs, connected or not.
import { describe, expect, test } from 'vitest';
import { ClientHarness, packetsIn } from '../../testing/clientHarness.ts';
import { connectedPair } from '../../testing/machinePair.ts';
import { briefOf, kindsOf, messageOf } from '../../testing/messages.ts';
import type { Packet, Subscription } from '../packets/packet.ts';

const wants = (...filters: readonly string[]) => ({
  kind: 'subscribe' as const,
  subscriptions: filters.map((filter): Subscription => ({ filter, qos: 1 })),
});
const unwants = (...filters: readonly string[]) => ({ kind: 'unsubscribe', filters }) as const;
const suback = (packetId: number): Packet => ({ type: 'SUBACK', packetId, reasonCodes: [1] });
const unsuback = (packetId: number): Packet => ({ type: 'UNSUBACK', packetId, reasonCodes: [0] });

/** `SUBSCRIBE a b`, of the requests among effects. */
const requestsIn = (effects: Parameters<typeof packetsIn>[0]) =>
  packetsIn(effects).map((packet) => {
    if (packet.type === 'SUBSCRIBE') {
      return `SUBSCRIBE ${packet.subscriptions.map(({ filter }) => filter).join(' ')}`;
    }
    return packet.type === 'UNSUBSCRIBE' ? `UNSUBSCRIBE ${packet.filters.join(' ')}` : packet.type;
  });

describe('connected', () => {
  test('v5 [MQTT-2.2.1-3] [MQTT-3.8.3-2] [MQTT-3.10.3-2], 3.1.1 [MQTT-2.3.1-2] [MQTT-3.8.3-3] [MQTT-3.10.3-2] it asks at once, each time with an identifier of its own', () => {
    const client = new ClientHarness().connected();
    const packets = [wants('a', 'b'), unwants('a'), wants('c')].flatMap((input) =>
      packetsIn(client.step(input)),
    );
    expect(packets).toMatchObject([
      { type: 'SUBSCRIBE', packetId: 1, subscriptions: [{ filter: 'a' }, { filter: 'b' }] },
      { type: 'UNSUBSCRIBE', packetId: 2, filters: ['a'] },
      { type: 'SUBSCRIBE', packetId: 3 },
    ]);
  });

  test('v5 [MQTT-2.2.1-6], 3.1.1 [MQTT-2.3.1-7] the answer frees the identifier; one that nothing waits for is ignored', () => {
    const client = new ClientHarness().connected();
    client.step(wants('a'));
    expect(client.receive(suback(9))).toEqual([]);
    expect(client.state.sender.requestIds).toEqual(new Set([1]));
    client.receive(suback(1));
    expect(client.state.sender.requestIds.size).toBe(0);
    expect(client.state.unconfirmed.size).toBe(0);
  });

  test('it is not ready twice, whatever it asks for later', () => {
    const client = new ClientHarness({ subscriptions: [{ filter: 'a', qos: 1 }] }).connected();
    expect(kindsOf(client.receive(suback(1)))).toContain('report-ready');
    client.step(wants('b'));
    expect(client.receive(suback(2))).toEqual([]);
  });

  test('a refused filter is answered too, and not asked for again while the session lasts', () => {
    const client = new ClientHarness({ subscriptions: [{ filter: 'a', qos: 1 }] }).connected();
    client.receive({ type: 'SUBACK', packetId: 1, reasonCodes: [0x80] });
    expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual([]);
  });

  test('5.0 sends options and the Subscription Identifier, 3.1.1 neither', () => {
    const subscription = { filter: 'a', qos: 2, noLocal: true, retainHandling: 1 } as const;
    const sent = ([4, 5] as const).map((protocolVersion) => {
      const client = new ClientHarness({ protocolVersion, subscriptionId: 7 }).connected();
      return packetsIn(client.step({ kind: 'subscribe', subscriptions: [subscription] }))[0];
    });
    expect(sent).toEqual([
      { type: 'SUBSCRIBE', packetId: 1, subscriptions: [{ filter: 'a', qos: 2 }] },
      { type: 'SUBSCRIBE', packetId: 1, subscriptions: [subscription], subscriptionId: 7 },
    ]);
  });
});

describe('away', () => {
  test('it asks when it is back for what it has come to want, and takes back what it wants no more', () => {
    const client = new ClientHarness().connected();
    client.step(wants('kept'));
    client.receive(suback(1));
    client.step({ kind: 'connection-closed' });
    for (const input of [wants('a', 'b'), unwants('kept', 'b')]) {
      expect(client.step(input)).toEqual([]);
    }
    expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual([
      'SUBSCRIBE a',
      'UNSUBSCRIBE kept b',
    ]);
  });

  test('the last word counts', () => {
    const client = new ClientHarness().connected();
    client.step({ kind: 'connection-closed' });
    for (const input of [wants('a'), unwants('a', 'b'), wants('b')]) client.step(input);
    expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual([
      'SUBSCRIBE b',
      'UNSUBSCRIBE a',
    ]);
  });

  test('v5 [MQTT-3.2.2-5] a broker that kept nothing is asked for all that is wanted, and has nothing to be taken back', () => {
    const client = new ClientHarness().connected();
    client.step(wants('a', 'b'));
    client.receive(suback(1));
    client.step(unwants('a'));
    expect(requestsIn(client.connect({ sessionPresent: false }))).toEqual(['SUBSCRIBE b']);
  });

  test('what was asked for and not answered is asked for again', () => {
    const client = new ClientHarness().connected();
    client.step(wants('a'));
    client.step(unwants('b'));
    expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual([
      'SUBSCRIBE a',
      'UNSUBSCRIBE b',
    ]);
    expect(client.state.sender.requestIds.size).toBe(2);
  });

  test('an answer of the connection before answers nothing', () => {
    const client = new ClientHarness().connected();
    client.step(wants('a'));
    client.connect({ sessionPresent: true });
    client.receive(suback(1));
    expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual(['SUBSCRIBE a']);
  });

  test('an answer to one of two opposite requests does not answer the other', () => {
    const first = new ClientHarness().connected();
    first.step(wants('a'));
    first.step(unwants('a'));
    first.receive(suback(1));
    expect(requestsIn(first.connect({ sessionPresent: true }))).toEqual(['UNSUBSCRIBE a']);
    const second = new ClientHarness().connected();
    second.step(unwants('a'));
    second.step(wants('a'));
    second.receive(unsuback(1));
    expect(requestsIn(second.connect({ sessionPresent: true }))).toEqual(['SUBSCRIBE a']);
  });
});

test('an answer that comes twice answers nothing that was asked since', () => {
  const client = new ClientHarness().connected();
  client.step(wants('a'));
  client.receive(suback(1));
  client.step(wants('a'));
  client.receive(suback(1));
  expect(requestsIn(client.connect({ sessionPresent: true }))).toEqual(['SUBSCRIBE a']);
});

describe('with every Packet Identifier in use', () => {
  test('v5 [MQTT-2.2.1-3], 3.1.1 [MQTT-2.3.1-2] one is left for a request; a second waits for the next connection', () => {
    const client = new ClientHarness().connected();
    for (let i = 0; i < 65_534; i++) client.publish(messageOf('m', 1));
    expect(requestsIn(client.step(wants('a')))).toEqual(['SUBSCRIBE a']);
    expect(client.step(wants('b'))).toEqual([]);
    expect(client.step(unwants('c'))).toEqual([]);
    client.receive(suback(65_535));
    const again = requestsIn(client.connect({ sessionPresent: true })).slice(65_534);
    expect(again).toEqual(['SUBSCRIBE b']);
  });
});

test('what is taken back while it runs stops coming, and what is added comes', () => {
  const pair = connectedPair();
  pair.stepClient('sub', wants('u'));
  pair.run().publish('pub', 'a', 1, 'u').publish('pub', 'b', 1).run();
  pair.stepClient('sub', unwants('t'));
  pair.run().publish('pub', 'c', 1, 'u').publish('pub', 'd', 1).run().reconnect('sub');
  pair.publish('pub', 'e', 1, 'u').publish('pub', 'f', 1).run();
  expect(pair.deliveredTo('sub')).toEqual(['a', 'b', 'c', 'e']);
  expect(pair.packetsFrom('broker', 'UNSUBACK').map(briefOf)).toEqual(['UNSUBACK 3']);
});
