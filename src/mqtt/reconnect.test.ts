// What a kept session does on reconnect, and what a discarded one forgets, between two machines.
import { describe, expect, test } from 'vitest';
import { connectedPair, MachinePair } from '../testing/machinePair.ts';
import { briefOf } from '../testing/messages.ts';

function sentSince(pair: MachinePair, from: string, start: number): readonly string[] {
  return pair.packets
    .slice(start)
    .filter((sent) => sent.from === from)
    .map(({ packet }) => briefOf(packet));
}

describe('a kept session', () => {
  test('v5 [MQTT-4.4.0-1], 3.1.1 [MQTT-4.4.0-1] the client re-sends PUBLISH or PUBREL, as each state says, with its own identifier, in the first order', () => {
    const pair = connectedPair();
    // 1 waits for PUBREC, 2 for PUBCOMP, 3 for PUBACK.
    pair.loseIf(
      (packet, from) =>
        from === 'broker' &&
        ((packet.type === 'PUBREC' && packet.packetId === 1) ||
          packet.type === 'PUBCOMP' ||
          packet.type === 'PUBACK'),
    );
    pair.publish('pub', 'a', 2).publish('pub', 'b', 2).publish('pub', 'c', 1).run();
    pair.loseIf(() => false).cut('pub');
    const start = pair.packets.length;
    pair.connect('pub');
    expect(sentSince(pair, 'pub', start)).toEqual([
      'CONNECT',
      'PUBLISH 1 dup a',
      'PUBREL 2',
      'PUBLISH 3 dup c',
      'PUBREL 1',
    ]);
    expect([...pair.deliveredTo('sub')].sort()).toEqual(['a', 'b', 'c', 'c']);
  });

  test('v5 [MQTT-4.4.0-1], 3.1.1 [MQTT-4.4.0-1] the broker re-sends to the subscriber likewise, after CONNACK', () => {
    const pair = connectedPair();
    pair.loseIf((packet, from) => from === 'sub' && packet.type !== 'PUBREC');
    pair.publish('pub', 'a', 2).publish('pub', 'b', 1).run();
    pair.loseIf(() => false).cut('sub');
    const start = pair.packets.length;
    pair.connect('sub');
    const [connack] = pair.packets.slice(start + 1);
    expect(connack?.packet).toMatchObject({ type: 'CONNACK', sessionPresent: true });
    expect(sentSince(pair, 'broker', start)).toEqual(['CONNACK', 'PUBLISH 1 dup b', 'PUBREL 2']);
    expect(pair.deliveredTo('sub')).toEqual(['b', 'a', 'b']);
  });

  test('v5 [MQTT-4.6.0-1], 3.1.1 [MQTT-4.6.0-1] with several in flight a subscriber can see 1,2,3,2,3', () => {
    const pair = connectedPair({ subQos: 1 });
    pair.loseIf((p, from) => from === 'sub' && p.type === 'PUBACK' && p.packetId > 1);
    for (const uid of ['1', '2', '3']) pair.publish('pub', uid, 1);
    pair.run().loseIf(() => false);
    pair.cut('sub').connect('sub');
    expect(pair.deliveredTo('sub')).toEqual(['1', '2', '3', '2', '3']);
  });

  test('v5 [MQTT-4.4.0-1] without a timer nothing is sent again while the connection lives', () => {
    const pair = connectedPair();
    pair.loseIf((packet) => packet.type === 'PUBACK' || packet.type === 'PUBREC');
    pair.publish('pub', 'a', 1).publish('pub', 'b', 2).run(3_600_000);
    expect(pair.packetsFrom('pub', 'PUBLISH')).toHaveLength(2);
  });

  test('keeps the subscriptions: the client does not subscribe again, and what came meanwhile is delivered in order', () => {
    const pair = connectedPair().cut('sub');
    pair.publish('pub', 'a', 1).publish('pub', 'z', 0).publish('pub', 'b', 2).run();
    pair.connect('sub');
    expect(pair.packetsFrom('sub', 'SUBSCRIBE')).toHaveLength(1);
    expect(pair.deliveredTo('sub')).toEqual(['a', 'b']);
  });

  test('remembers received QoS 2 identifiers on both sides: a PUBLISH sent again on reconnect is not handed on again', () => {
    for (const handOver of ['pubrel', 'publish'] as const) {
      const pair = connectedPair({
        broker: { qos2Forward: handOver },
        sub: { qos2HandOver: handOver },
      });
      pair
        .loseIf((packet) => packet.type === 'PUBREC')
        .publish('pub', 'a', 2)
        .run();
      pair.cut('pub').cut('sub').connect('sub', 'pub');
      pair
        .loseIf(() => false)
        .cut('pub')
        .cut('sub')
        .connect('sub', 'pub');
      expect(pair.deliveredTo('sub')).toEqual(['a']);
    }
  });

  test('what a client publishes at QoS > 0 while it is away goes out when it is back', () => {
    const pair = connectedPair().cut('pub');
    pair.publish('pub', 'a', 1).publish('pub', 'z', 0).publish('pub', 'b', 2).connect('pub');
    expect([...pair.deliveredTo('sub')].sort()).toEqual(['a', 'b']);
    expect(pair.effectsOf('pub', 'discard-message')).toMatchObject([{ messageUid: 'z' }]);
  });

  test('a re-send timer of the old connection does nothing to the new one', () => {
    const resendAfter = 1_000_000 as never;
    const pair = connectedPair({ pub: { resendAfter } });
    pair
      .loseIf((packet) => packet.type === 'PUBACK')
      .publish('pub', 'a', 1)
      .run(900);
    pair.cut('pub');
    const cancelled = pair.effectsOf('pub', 'cancel-timer').map(({ key }) => key.timer);
    expect(cancelled).toContain('re-send');
    pair.run(500);
    expect(pair.packetsFrom('pub', 'PUBLISH')).toHaveLength(1);
  });
});

describe('a session that is not kept', () => {
  test('v5 [MQTT-3.2.2-5] Session Present 0 makes the client discard what is unacknowledged and subscribe again', () => {
    const pair = connectedPair();
    pair.loseIf((packet) => packet.type === 'PUBACK' || packet.type === 'PUBCOMP');
    pair.publish('pub', 'a', 1).publish('pub', 'b', 2).run().cut('pub');
    pair.publish('pub', 'waiting', 1).loseIf(() => false);
    const start = pair.packets.length;
    pair.restart('lost').connect('pub');
    expect(sentSince(pair, 'pub', start)).toEqual(['CONNECT', 'PUBLISH 3 waiting']);
    const released = pair.effectsOf('pub', 'release-entry').map(({ entry }) => entry.messageUid);
    expect(released).toEqual(['a', 'b', 'waiting', 'waiting']);
    expect(pair.effectsOf('pub', 'discard-message')).toMatchObject([
      { messageUid: 'a', reason: 'stateLost' },
    ]);
    pair.connect('sub');
    expect(pair.packetsFrom('sub', 'SUBSCRIBE')).toHaveLength(2);
  });

  test('v5 [MQTT-3.1.2-4] [MQTT-3.2.2-2], 3.1.1 [MQTT-3.1.2-6] a clean CONNECT makes the broker discard subscriptions, queue, unacknowledged messages and identifiers', () => {
    const subscriptions = [{ filter: 't', qos: 2 as const }];
    const pair = new MachinePair({ sendQuota: 1 }, [
      { clientId: 'pub' },
      { clientId: 'sub', subscriptions, cleanStart: true },
    ]).connect('pub', 'sub');
    pair.loseIf((packet, from) => from === 'sub' && packet.type === 'PUBREC');
    pair.publish('pub', 'a', 2).publish('pub', 'b', 2).run();
    pair
      .loseIf(() => false)
      .cut('sub')
      .connect('sub');
    expect(pair.deliveredTo('sub')).toEqual([]);
    const connacks = pair.packets.filter(
      ({ to, packet }) => to === 'sub' && packet.type === 'CONNACK',
    );
    expect(
      connacks.map(({ packet }) => 'sessionPresent' in packet && packet.sessionPresent),
    ).toEqual([false, false]);
    const stores = pair.effects.filter(({ node, effect }) => {
      return (
        node === 'broker' && (effect.kind === 'store-entry' || effect.kind === 'release-entry')
      );
    });
    const open = stores.reduce((n, { effect }) => n + (effect.kind === 'store-entry' ? 1 : -1), 0);
    expect(open).toBe(0);
  });
});
