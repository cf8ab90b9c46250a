// A second connection with a Client Identifier that is connected already.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { KEPT, publishOf, subscribeOf } from '../../testing/messages.ts';

const broker = () => new MachinePair({}, []);
const DISCONNECT = { type: 'DISCONNECT', reasonCode: 0x8e };

describe('the connection that was there', () => {
  test('v5 [MQTT-3.1.4-3] is told DISCONNECT 0x8E and closed, before the new one gets its CONNACK', () => {
    const pair = broker();
    const old = pair.join('c', KEPT);
    pair.join('c', KEPT);
    expect([old.take(), old.closedBecause]).toEqual([[DISCONNECT], 'session taken over']);
    const order = pair.packets.map(({ packet }) => packet.type);
    expect(order).toEqual(['CONNACK', 'DISCONNECT', 'CONNACK']);
  });

  test('3.1.1 [MQTT-3.1.4-2] is closed without a word', () => {
    const pair = broker();
    const old = pair.join('c', { ...KEPT, protocolVersion: 4 });
    pair.join('c', KEPT);
    expect([old.take(), old.closedBecause]).toEqual([[], 'session taken over']);
  });

  test('has nothing looked at that still comes from it, and its end does not touch the new one', () => {
    const pair = broker();
    const old = pair.join('c', KEPT);
    const fresh = pair.join('c', KEPT);
    old.give(publishOf('late', 1, 1), subscribeOf('t'), { type: 'DISCONNECT', reasonCode: 0 });
    old.end();
    expect(pair.broker.sessions.get('c')?.connection).toBe(fresh.id);
    expect(fresh.give({ type: 'PINGREQ' }).take()).toEqual([{ type: 'PINGRESP' }]);
    expect(pair.broker.sessions.get('c')?.subscriptions.size).toBe(0);
  });

  test('leaves no keep-alive behind', () => {
    const pair = broker();
    pair.join('c', { ...KEPT, keepAliveSec: 10 });
    const fresh = pair.join('c', KEPT);
    pair.run(60_000);
    expect(fresh.closedBecause).toBeUndefined();
  });

  test('that has said DISCONNECT is not told again', () => {
    const pair = broker();
    const old = pair.join('c', KEPT);
    // The host has not closed it yet.
    const connection = pair.broker.connections.get(old.id);
    if (connection !== undefined) connection.closing = true;
    expect(pair.join('c', KEPT).connack).toMatchObject({ sessionPresent: true });
    expect(old.take()).toEqual([]);
  });
});

describe('the session', () => {
  test('v5 [MQTT-4.4.0-1], 3.1.1 [MQTT-4.4.0-1] goes on with what is unacknowledged and what waits', () => {
    for (const protocolVersion of [4, 5] as const) {
      const pair = new MachinePair({ sendQuota: 1 }, []);
      const kept = { ...KEPT, protocolVersion };
      pair.join('c', kept).give(subscribeOf('t'));
      pair.join('pub').publish('a', 1).publish('b', 1);
      const fresh = pair.join('c', kept);
      expect(fresh.takeBrief()).toEqual(['PUBLISH 1 dup a']);
      fresh.give({ ...publishOf('a', 1, 1), type: 'PUBACK', reasonCode: 0 });
      expect(fresh.takeBrief()).toEqual(['PUBLISH 2 b']);
    }
  });

  test('v5 [MQTT-3.1.2-4] [MQTT-3.1.4-4], 3.1.1 [MQTT-3.1.2-6] [MQTT-3.1.4-3] is discarded when the new one asks for a clean one', () => {
    const pair = broker();
    pair.join('c', KEPT).give(subscribeOf('t'));
    const fresh = pair.join('c', { cleanStart: true });
    pair.join('pub').publish('a', 1);
    expect([fresh.connack?.sessionPresent, fresh.take()]).toEqual([false, []]);
    expect(pair.effectsOf('broker', 'end-session')).toMatchObject([{ reason: 'clean' }]);
  });

  test('v5 §3.1.2.11.2 that was to end with its connection has ended: the new one begins anew', () => {
    const pair = broker();
    pair.join('c', { cleanStart: false, sessionExpirySec: 0 }).give(subscribeOf('t'));
    const fresh = pair.join('c', KEPT);
    expect(fresh.connack?.sessionPresent).toBe(false);
    expect(pair.effectsOf('broker', 'end-session')).toMatchObject([{ reason: 'disconnected' }]);
  });

  test('is the new version’s: 3.1.1 after 5.0 gets no Reason Codes, 5.0 after 3.1.1 does', () => {
    const pair = broker();
    const versions = [5, 4, 5] as const;
    const codes = versions.map((protocolVersion) => {
      const client = pair.join('c', { ...KEPT, protocolVersion });
      client.give({ type: 'UNSUBSCRIBE', packetId: 1, filters: ['none'] });
      const [answer] = client.take();
      return answer?.type === 'UNSUBACK' ? answer.reasonCodes : undefined;
    });
    expect(codes).toEqual([[0x11], [], [0x11]]);
  });
});
