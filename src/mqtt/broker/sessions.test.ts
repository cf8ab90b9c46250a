// How long a session lives, what it keeps meanwhile, and what its end discards.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { KEPT, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import { type ConnectPacket, NEVER_EXPIRES_SEC } from '../packets/packet.ts';

const broker = (options: PairBrokerOptions = {}) => new MachinePair(options, []);

/** How many seconds after `end` the session is gone, within 1000. */
function livesForSec(
  facts: Partial<ConnectPacket>,
  end: (client: RawConnection) => unknown = (client) => client.end(),
): number {
  const pair = broker();
  end(pair.join('c', facts));
  for (let sec = 0; sec <= 1000; sec++) {
    if (!pair.broker.sessions.has('c')) return sec;
    pair.run(1000);
  }
  return Infinity;
}

describe('a session lives on after its connection', () => {
  test.each([
    ['3.1.1 [MQTT-3.1.2-6] with Clean Session 1 not at all', true, 0],
    ['3.1.1 [MQTT-3.1.2-4] [MQTT-4.1.0-1] with Clean Session 0 for ever', false, Infinity],
  ])('%s', (_, cleanStart, sec) => {
    expect(livesForSec({ protocolVersion: 4, cleanStart })).toBe(sec);
  });

  test.each([true, false])(
    'v5 [MQTT-3.1.2-23] [MQTT-4.1.0-2] for its Session Expiry Interval, whether it began with Clean Start %s or not',
    (cleanStart) => {
      const intervals = [0, 1, 100, NEVER_EXPIRES_SEC];
      const lives = intervals.map((sessionExpirySec) =>
        livesForSec({ cleanStart, sessionExpirySec }),
      );
      expect(lives).toEqual([0, 1, 100, Infinity]);
    },
  );

  test.each([
    [100, undefined, 100],
    [100, 0, 0],
    [100, 10, 10],
    [10, 100, 100],
    [10, NEVER_EXPIRES_SEC, Infinity],
    [NEVER_EXPIRES_SEC, 7, 7],
    [0, 0, 0],
  ])('v5 §3.14.2.2.2 for %i s, which DISCONNECT sets to %s: %s', (first, last, sec) => {
    const lives = livesForSec({ sessionExpirySec: first }, (client) => client.disconnect(0, last));
    expect(lives).toBe(sec);
  });

  test('v5 §3.14.2.2.2 DISCONNECT cannot raise an interval of 0: a Protocol Error, and the session ends', () => {
    const pair = broker();
    const client = pair.join('c', { sessionExpirySec: 0 }).disconnect(0, 10);
    expect(client.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x82 }]);
    expect(pair.broker.sessions.size).toBe(0);
    const again = pair.join('c', { sessionExpirySec: 0 }).disconnect(0, 0);
    expect([again.take(), again.closedBecause]).toEqual([[], 'client disconnected']);
  });

  test('v5 [MQTT-4.1.0-1], 3.1.1 [MQTT-4.1.0-2] and counts its interval from each end anew, never while it is connected', () => {
    const pair = broker();
    const facts = { cleanStart: false, sessionExpirySec: 100 };
    pair.join('c', facts).end();
    pair.run(90_000);
    const back = pair.join('c', facts);
    expect(back.connack?.sessionPresent).toBe(true);
    pair.run(500_000);
    back.end();
    // Its own timers go by its last connection.
    const key = { connection: back.id, timer: 'session-expiry', packetId: 0 };
    expect(pair.effectsOf('broker', 'set-timer').at(-1)).toMatchObject({ key });
    pair.run(99_000);
    expect(pair.broker.sessions.has('c')).toBe(true);
    pair.run(1000);
    expect(pair.broker.sessions.has('c')).toBe(false);
  });

  test('v5 §3.1.2.11.2 with the interval of its last CONNECT', () => {
    const pair = broker();
    pair.join('c', { cleanStart: false, sessionExpirySec: 1000 }).end();
    pair.join('c', { cleanStart: false, sessionExpirySec: 5 }).end();
    pair.run(5000);
    expect(pair.broker.sessions.size).toBe(0);
  });

  test('v5 [MQTT-3.1.3-2], 3.1.1 [MQTT-3.1.3-2] by its Client Identifier, in 5.0 as in 3.1.1: each takes the other’s session over', () => {
    const pair = broker();
    pair.join('c', { protocolVersion: 4, cleanStart: false }).end();
    const five = pair.join('c', { cleanStart: false, sessionExpirySec: 3 });
    expect(five.connack?.sessionPresent).toBe(true);
    five.end();
    pair.run(3000);
    expect(pair.broker.sessions.size).toBe(0);
  });
});

describe('a session that is kept', () => {
  test.each([4, 5] as const)(
    'v5 [MQTT-3.1.2-5] [MQTT-4.5.0-1], 3.1.1 [MQTT-3.1.2-4] [MQTT-3.1.2-5] has its subscriptions, and what came at QoS 1 and 2 meanwhile, in version %i',
    (protocolVersion) => {
      const pair = broker();
      const kept = { ...KEPT, protocolVersion };
      pair.join('c', kept).give(subscribeOf('t')).end();
      pair.join('pub').publish('a', 1).publish('z', 0).publish('b', 2);
      const back = pair.join('c', kept);
      expect(back.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
      pair.join('pub').publish('c', 0);
      expect(back.takeUids()).toEqual(['c']);
    },
  );

  test.each([4, 5] as const)(
    'v5 [MQTT-4.3.3-10], 3.1.1 [MQTT-4.3.3-2] has the QoS 2 identifiers that it received, in version %i',
    (protocolVersion) => {
      const pair = broker();
      const watcher = pair.joinSubscribed('watcher', 't');
      const kept = { ...KEPT, protocolVersion };
      const give = (dup: boolean) => publishOf('a', 2, 5, { dup });
      pair.join('c', kept).give(give(false)).end();
      const back = pair.join('c', kept).give(give(true));
      back.give({ ...give(true), type: 'PUBREL', reasonCode: 0 });
      expect(back.takeBrief()).toEqual(['PUBREC 5', 'PUBCOMP 5']);
      expect(watcher.takeUids()).toEqual(['a']);
    },
  );
});

describe('a session that ends', () => {
  /** With one message in flight, one waiting, and one QoS 2 message held. */
  function full(facts: Partial<ConnectPacket>): { pair: MachinePair; client: RawConnection } {
    const pair = broker({ sendQuota: 1 });
    const client = pair.join('c', facts).give(subscribeOf('t'));
    pair.join('pub').publish('sent', 2).publish('waits', 1);
    client.give(publishOf('held', 2, 9)).take();
    return { pair, client };
  }
  const discarded = (pair: MachinePair) =>
    pair
      .effectsOf('broker', 'discard-message')
      .map(({ messageUid, peer, reason }) => `${messageUid} ${peer} ${reason}`);

  test.each([
    ['clean', 'stateLost', (pair: MachinePair) => pair.join('c', { cleanStart: true })],
    [
      'disconnected',
      'stateLost',
      (_: MachinePair, client: RawConnection) => client.disconnect(0, 0),
    ],
    [
      'expired',
      'expired',
      (pair: MachinePair, client: RawConnection) => client.end() && pair.run(3_600_000),
    ],
  ] as const)('%s: discards all that it held, and says %s', (reason, why, end) => {
    const { pair, client } = full(KEPT);
    end(pair, client);
    expect(pair.effectsOf('broker', 'end-session')).toEqual([
      { kind: 'end-session', clientId: 'c', reason },
    ]);
    expect(discarded(pair)).toEqual(['sent', 'waits', 'held'].map((uid) => `${uid} c ${why}`));
    const stores = pair.effects.map(({ effect: { kind } }) => kind);
    const count = (kind: string) => stores.filter((one) => one === kind).length;
    expect(count('store-entry')).toBe(count('release-entry'));
  });

  test('has no subscription left, and its timers are cancelled', () => {
    const { pair, client } = full({ sessionExpirySec: 0 });
    client.end();
    pair.join('pub').publish('late', 1);
    expect(discarded(pair)).toHaveLength(3);
    expect(pair.broker.tree.match('t')).toEqual([]);
    pair.join('c', KEPT).end();
    pair.run(3_599_000);
    expect(pair.broker.sessions.has('c')).toBe(true);
  });

  test('v5 [MQTT-3.2.2-3], 3.1.1 [MQTT-3.2.2-3] is not there for the next CONNECT', () => {
    const { pair, client } = full({ sessionExpirySec: 0 });
    client.end();
    const next = pair.join('c', KEPT);
    expect([next.connack?.sessionPresent, next.take()]).toEqual([false, []]);
  });
});
