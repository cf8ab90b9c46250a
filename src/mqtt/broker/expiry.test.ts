// Message Expiry Interval (v5 §3.3.2.3.3): what waits is let go of in time, and what is sent says how
// much of its time is left.
import { describe, expect, test } from 'vitest';
import { MachinePair, type PairBrokerOptions } from '../../testing/machinePair.ts';
import { ackOf, KEPT, messageOf, publishOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';

interface Scene {
  readonly pair: MachinePair;
  readonly sub: RawConnection;
  readonly pub: RawConnection;
}

function scene(options: PairBrokerOptions = {}): Scene {
  const pair = new MachinePair(options, []);
  const sub = pair.joinSubscribed('sub', '#', { ...KEPT, sessionExpirySec: 100_000 });
  return { pair, sub, pub: pair.join('pub') };
}

const back = (pair: MachinePair) => pair.join('sub', { ...KEPT, sessionExpirySec: 100_000 });

/** When each message was discarded as expired, in seconds. */
function expiriesSec({ pair }: Scene, untilSec: number): readonly string[] {
  const seen: string[] = [];
  for (let sec = 1; sec <= untilSec; sec++) {
    pair.run(1000);
    const all = pair.effectsOf('broker', 'discard-message');
    for (const { messageUid, reason } of all.slice(seen.length)) {
      seen.push(`${messageUid} ${reason} ${sec}`);
    }
  }
  return seen;
}

describe('what waits', () => {
  test('v5 [MQTT-3.3.2-5] for a client that is away is let go of at that instant, each at its own', () => {
    const all = scene();
    all.sub.end();
    all.pub.publish('a', 1, 't', { expirySec: 8 }).publish('b', 2, 't', { expirySec: 3 });
    all.pub.publish('c', 1).publish('d', 1, 't', { expirySec: 8 });
    expect(expiriesSec(all, 20)).toEqual(['b expired 3', 'a expired 8', 'd expired 8']);
    expect(back(all.pair).takeUids()).toEqual(['c']);
  });

  test('v5 [MQTT-3.3.2-5] for a place in flight too', () => {
    const all = scene({ sendQuota: 1 });
    all.pub.publish('a', 1).publish('b', 1, 't', { expirySec: 3 });
    expect(expiriesSec(all, 5)).toEqual(['b expired 3']);
    all.sub.give(ackOf('PUBACK', 1));
    expect(all.sub.takeUids()).toEqual(['a']);
  });

  test('is let go of in time though its client came and went meanwhile', () => {
    const all = scene({ sendQuota: 1 });
    all.pub.publish('a', 1).publish('b', 1, 't', { expirySec: 9 });
    all.pair.run(2000);
    all.sub.end();
    all.pair.run(2000);
    const again = back(all.pair);
    all.pair.run(2000);
    again.end();
    expect(expiriesSec(all, 5)).toEqual(['b expired 3']);
  });

  test('that was sent before its time leaves no timer that does anything', () => {
    const all = scene();
    all.sub.end();
    all.pub.publish('a', 1, 't', { expirySec: 9 });
    expect(back(all.pair).takeUids()).toEqual(['a']);
    expect(expiriesSec(all, 20)).toEqual([]);
  });

  test('sets a timer for the first that expires, and another only when that is over', () => {
    const all = scene();
    all.sub.end();
    for (const expirySec of [8, 9, 8, 5, 20]) all.pub.publish('a', 1, 't', { expirySec });
    const timesSec = () =>
      all.pair
        .effectsOf('broker', 'set-timer')
        .flatMap(({ key, at }) => (key.timer === 'message-expiry' ? [at / 1e6] : []));
    expect(timesSec()).toEqual([8, 5]);
    all.pair.run(10_000);
    expect(timesSec()).toEqual([8, 5, 8, 9, 20]);
  });

  test('and comes by a session that is over goes on to another of its group for the rest of its time', () => {
    const all = scene();
    const first = all.pair.joinSubscribed('m0', '$share/g/t');
    all.pub.publish('a', 1, 't', { expirySec: 9 });
    const second = all.pair.joinSubscribed('m1', '$share/g/t');
    all.pair.run(4000);
    first.end();
    expect(second.takePublishes()).toMatchObject([{ messageUid: 'a', expirySec: 5 }]);
  });
});

describe('what is in flight', () => {
  test('v5 [MQTT-4.3.3-7] does not expire: it is sent again with what is left, 0 at least', () => {
    const all = scene();
    all.pub.publish('a', 1, 't', { expirySec: 5 }).publish('b', 2, 't', { expirySec: 5 });
    all.pair.run(20_000);
    all.sub.end();
    expect(back(all.pair).takePublishes()).toMatchObject([
      { messageUid: 'a', dup: true, expirySec: 0 },
      { messageUid: 'b', dup: true, expirySec: 0 },
    ]);
    expect(all.pair.effectsOf('broker', 'discard-message')).toEqual([]);
  });
});

describe('what is sent', () => {
  test('v5 [MQTT-3.3.2-6] says the interval less the time that it waited, in whole seconds, begun ones counted full', () => {
    const all = scene();
    all.pub.publish('now', 0, 't', { expirySec: 10 });
    expect(all.sub.takePublishes()).toMatchObject([{ expirySec: 10 }]);
    all.sub.end();
    all.pub.publish('later', 1, 't', { expirySec: 10 });
    all.pair.run(3100);
    expect(back(all.pair).takePublishes()).toMatchObject([{ expirySec: 7 }]);
  });

  test('without an interval says none, and nothing is said to 3.1.1', () => {
    const all = scene();
    all.pub.publish('a', 1);
    expect(all.sub.takePublishes()[0]?.expirySec).toBeUndefined();
    const old = all.pair.joinSubscribed('old', '#', { protocolVersion: 4 });
    all.pub.publish('b', 1, 't', { expirySec: 10 });
    expect(old.takePublishes()[0]?.expirySec).toBeUndefined();
  });

  test('v5 [MQTT-4.3.3-13] [MQTT-3.3.2-5] at QoS 2 counts from PUBLISH, not from PUBREL, and is complete to its sender when it has expired', () => {
    for (const [waitSec, expected] of [
      [4, [{ expirySec: 6 }]],
      [11, []],
    ] as const) {
      const all = scene();
      const message = messageOf('a', 2, 't', { expirySec: 10 });
      all.pub.give(publishOf('a', 2, 1, { message }));
      all.pair.run(waitSec * 1000);
      all.pub.give(ackOf('PUBREL', 1));
      expect(all.sub.takePublishes()).toMatchObject(expected);
      expect(all.pub.takeBrief()).toEqual(['PUBREC 1', 'PUBCOMP 1']);
    }
  });

  test('v5 [MQTT-3.3.2-5] of an interval of 0 is sent to who is there, and waits for nobody', () => {
    const all = scene();
    all.pub.publish('a', 1, 't', { expirySec: 0 });
    expect(all.sub.takeBrief()).toEqual(['PUBLISH 1 a']);
    const away = scene();
    away.sub.end();
    away.pub.publish('a', 1, 't', { expirySec: 0 });
    away.pair.run(1);
    expect(away.pair.broker.sessions.get('sub')?.sender.waiting.length).toBe(0);
  });
});

test('v5 [MQTT-3.3.2-4] [MQTT-3.3.2-17] properties of a message reach its subscribers unaltered', () => {
  const all = scene();
  const properties = { contentType: 'a/b', userProperties: [['k', 'v']] } as const;
  all.pub.publish('a', 1, 't', { properties });
  expect(all.sub.takePublishes()[0]?.message.properties).toBe(properties);
});
