// What a broker's store keeps through a crash. That a restored broker goes on as if nothing had been
// is store.prop.test.ts's.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { connectedPair, MachinePair } from '../../testing/machinePair.ts';
import { ackOf, KEPT, publishOf, subscribeOf, willOf } from '../../testing/messages.ts';
import { NEVER_EXPIRES_SEC } from '../packets/packet.ts';
import { BROKER_DEFAULTS } from './options.ts';
import { restoreBroker, saveBroker } from './store.ts';

/** `sub` is away with `a` and `b` in flight and `c` waiting; `pub` has `held` half published. */
function busy(): MachinePair {
  const pair = new MachinePair({ sendQuota: 2 }, []);
  const sub = pair.joinSubscribed('sub', 't', KEPT);
  const pub = pair.join('pub', KEPT);
  pub.publish('a', 2).publish('b', 1).publish('c', 1).publish('r', 1, 'r', { retain: true });
  sub.give(ackOf('PUBREC', 1)).end();
  pub.give(publishOf('held', 2, 50));
  pair.join('short', { cleanStart: true });
  return pair;
}

describe('a snapshot', () => {
  test('is plain data, which a thread or a file can have', () => {
    const snapshot = saveBroker(busy().broker);
    expect(structuredClone(snapshot)).toEqual(snapshot);
  });

  test('is not changed by anything that the broker does later', () => {
    const pair = busy();
    const snapshot = saveBroker(pair.broker);
    const before = structuredClone(snapshot);
    const back = pair.join('sub', KEPT).give(ackOf('PUBCOMP', 1), ackOf('PUBACK', 2));
    back.give(subscribeOf('t', { qos: 0 }), subscribeOf('u'));
    back.give({ type: 'UNSUBSCRIBE', packetId: 1, filters: ['t'] });
    pair.join('pub', KEPT).give(ackOf('PUBREL', 50)).publish('', 1, 'r', { retain: true });
    pair.join('sub', { cleanStart: true });
    expect(snapshot).toEqual(before);
  });

  test('nor is it by the broker that is made from it', () => {
    const snapshot = saveBroker(busy().broker);
    const before = structuredClone(snapshot);
    const pair = new MachinePair({}, []);
    pair.broker = restoreBroker(BROKER_DEFAULTS, snapshot, fromMs(0)).state;
    pair.join('sub', KEPT).give(ackOf('PUBCOMP', 1), ackOf('PUBACK', 2), subscribeOf('u'));
    pair.join('pub', { cleanStart: true }).publish('new', 1, 'r', { retain: true });
    expect(snapshot).toEqual(before);
  });

  test('has no session that ends with its connection', () => {
    const ids = saveBroker(busy().broker).sessions.map(({ clientId }) => clientId);
    expect(ids).toEqual(['sub', 'pub']);
  });
});

describe('a broker that starts again', () => {
  test('v5 [MQTT-4.1.0-1], 3.1.1 [MQTT-4.1.0-1] has the sessions as they were: in flight, waiting, held, subscribed', () => {
    const pair = busy().restart('kept');
    expect(pair.broker.connections.size).toBe(0);
    const sub = pair.join('sub', KEPT);
    expect(sub.connack?.sessionPresent).toBe(true);
    expect(sub.takeBrief()).toEqual(['PUBREL 1', 'PUBLISH 2 dup b']);
    sub.give(ackOf('PUBCOMP', 1));
    expect(sub.takeBrief()).toEqual(['PUBLISH 3 c']);
    const pub = pair.join('pub', KEPT).give(publishOf('held', 2, 50, { dup: true }));
    pub.give(ackOf('PUBREL', 50));
    expect(pub.takeBrief()).toEqual(['PUBREC 50', 'PUBCOMP 50']);
    sub.give(ackOf('PUBACK', 2));
    expect(sub.takeBrief()).toEqual(['PUBLISH 4 held']);
  });

  test('has its retained messages, counts their bytes, and assigns ids that are new', () => {
    const pair = busy();
    pair.join('', KEPT).end();
    pair.join('').end();
    pair.restart('kept');
    const sub = pair.join('new').give(subscribeOf('r'));
    expect(sub.takePublishes()).toMatchObject([{ retain: true, message: { payload: 'r' } }]);
    expect(pair.broker.retainedBytes).toBe(2);
    expect(pair.join('', KEPT).connack?.assignedClientId).toBe('assigned-3');
  });

  test('tells what it holds, entry by entry', () => {
    const pair = busy();
    const count = pair.effects.length;
    pair.restart('kept');
    const told = pair.effects
      .slice(count)
      .flatMap(({ effect }) =>
        effect.kind === 'store-entry' ? [`${effect.entry.store} ${effect.entry.messageUid}`] : [],
      );
    expect(told).toEqual(['outgoing a', 'outgoing b', 'queued c', 'incoming held']);
  });

  test('v5 §3.1.2.11.2 counts the Session Expiry Interval from then, and never of one that does not expire', () => {
    const pair = new MachinePair({}, []);
    pair.join('away', { sessionExpirySec: 100 }).end();
    pair.join('here', { sessionExpirySec: 100 });
    pair.join('ever', { sessionExpirySec: NEVER_EXPIRES_SEC });
    pair.join('old', { protocolVersion: 4, cleanStart: false });
    pair.run(60_000).restart('kept').run(99_000);
    expect(pair.broker.sessions.size).toBe(4);
    pair.run(1000);
    expect([...pair.broker.sessions.keys()]).toEqual(['ever', 'old']);
  });

  test('v5 [MQTT-3.3.2-5] lets go at once of what has expired while it was down', () => {
    const pair = new MachinePair({}, []);
    pair.joinSubscribed('sub', 't', KEPT).end();
    pair.join('pub').publish('a', 1, 't', { expirySec: 10 });
    const snapshot = saveBroker(pair.broker);
    const { effects } = restoreBroker(BROKER_DEFAULTS, snapshot, fromMs(60_000));
    const told = effects.map(({ kind }) => kind);
    expect(told).toEqual(['store-entry', 'set-timer', 'release-entry', 'discard-message']);
  });

  test('v5 [MQTT-3.3.2-5] lets go in time of what waits and expires', () => {
    const pair = new MachinePair({}, []);
    pair.joinSubscribed('sub', 't', KEPT).end();
    pair.join('pub').publish('a', 1, 't', { expirySec: 10 });
    pair.run(4000).restart('kept').run(5999);
    expect(pair.effectsOf('broker', 'discard-message')).toEqual([]);
    pair.run(1);
    expect(pair.effectsOf('broker', 'discard-message')).toMatchObject([{ reason: 'expired' }]);
  });

  test('has the members of shared subscriptions, each message still for one', () => {
    const pair = new MachinePair({}, []);
    for (const id of ['m0', 'm1']) pair.joinSubscribed(id, '$share/g/t', KEPT);
    pair.restart('kept');
    const members = ['m0', 'm1'].map((id) => pair.join(id, KEPT));
    pair.join('pub').publish('a', 1).publish('b', 1);
    expect(members.map((one) => one.takeUids().length)).toEqual([1, 1]);
  });

  test('publishes no will of a connection that a crash ended, as the recorded brokers do not', () => {
    const pair = new MachinePair({}, []);
    pair.join('c', { ...KEPT, will: willOf('w') });
    pair.restart('kept');
    const watcher = pair.joinSubscribed('watcher', '#');
    pair.run(10_000);
    expect(watcher.take()).toEqual([]);
  });

  test('v5 §4.1 keeps a will that waits for its delay, which begins anew', () => {
    const pair = new MachinePair({}, []);
    pair.join('c', { ...KEPT, will: willOf('w', { delaySec: 5 }) }).end();
    pair.run(3000);
    pair.restart('kept');
    const watcher = pair.joinSubscribed('watcher', '#');
    pair.run(4999);
    expect(watcher.take()).toEqual([]);
    pair.run(1);
    expect(watcher.takePublishes().map(({ message }) => message.topic)).toEqual(['w']);
  });

  test('without its store has nothing: clients find no session', () => {
    const pair = busy().restart('lost');
    expect(pair.join('sub', KEPT).connack?.sessionPresent).toBe(false);
    expect(pair.broker.retained.size).toBe(0);
  });
});

test('a crash loses nothing that was acknowledged, and doubles nothing at QoS 2, with the store', () => {
  const pair = connectedPair();
  pair.loseIf((packet, from) => from === 'sub' && packet.type === 'PUBREC');
  pair.publish('pub', 'a', 2).publish('pub', 'b', 1).run();
  pair
    .restart('kept')
    .loseIf(() => false)
    .connect('pub', 'sub')
    .run();
  expect([...pair.deliveredTo('sub')].sort()).toEqual(['a', 'b']);
});
