// Whole exchanges, publisher → broker → subscriber, on wires that lose what they are told to lose.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { connectedPair, type MachinePair } from '../testing/machinePair.ts';
import type { PacketType, Qos } from './packets/packet.ts';
import type { Qos2HandOver } from './session/receiver.ts';

const LEVELS: readonly Qos[] = [0, 1, 2];
const COMBINATIONS = LEVELS.flatMap((published) =>
  LEVELS.map((granted) => [published, granted, Math.min(published, granted) as Qos] as const),
);
const HAND_OVERS: readonly Qos2HandOver[] = ['pubrel', 'publish'];
const RESEND = fromMs(1000);

/** Packets of a whole hop at a level. */
const HOP: Record<Qos, readonly PacketType[]> = {
  0: ['PUBLISH'],
  1: ['PUBLISH', 'PUBACK'],
  2: ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'],
};

function typesBetween(pair: MachinePair, client: string): readonly PacketType[] {
  return pair.packets
    .filter(({ from, to }) => from === client || to === client)
    .map(({ packet }) => packet.type)
    .filter((type) => type.startsWith('PUB'));
}

describe('all nine combinations of published and granted QoS', () => {
  test.each(COMBINATIONS)(
    'v5 [MQTT-3.8.4-8], 3.1.1 [MQTT-3.8.4-6] published at %i, granted %i: hop 2 has QoS %i, the lower',
    (published, granted, lower) => {
      for (const version of [4, 5] as const) {
        const options = { protocolVersion: version };
        const pair = connectedPair({ subQos: granted, pub: options, sub: options });
        pair.publish('pub', 'm', published).run();
        expect(typesBetween(pair, 'pub')).toEqual(HOP[published]);
        expect(typesBetween(pair, 'sub')).toEqual(HOP[lower]);
        expect(pair.packetsFrom('broker', 'PUBLISH')).toMatchObject([{ qos: lower }]);
        expect(pair.deliveredTo('sub')).toEqual(['m']);
      }
    },
  );

  test.each(COMBINATIONS)(
    'published at %i, granted %i: any one packet lost, and re-sending on a timer, deliver it all the same at QoS 1 and 2',
    (published, granted, lower) => {
      for (const handOver of HAND_OVERS) {
        const types = [...new Set([...HOP[published], ...HOP[lower]])];
        for (const type of types) {
          for (const nth of [1, 2]) {
            const pair = connectedPair({
              subQos: granted,
              broker: { resendAfter: RESEND, qos2Forward: handOver },
              pub: { resendAfter: RESEND },
              sub: { qos2HandOver: handOver },
            });
            pair.dropNth(type, nth).publish('pub', 'm', published).run();
            const times = pair.deliveredTo('sub').length;
            if (lower === 2) expect(times).toBe(1);
            else if (lower === 1) expect(times).toBeGreaterThanOrEqual(1);
            else expect(times).toBeLessThanOrEqual(published === 1 ? 2 : 1);
          }
        }
      }
    },
  );
});

describe('the order of an exchange', () => {
  test('the broker acknowledges first and forwards after', () => {
    expect(connectedPair({ subQos: 1 }).publish('pub', 'm', 1).run().exchange()).toEqual([
      'pub PUBLISH',
      'broker PUBACK',
      'broker PUBLISH',
      'sub PUBACK',
    ]);
  });

  test('at QoS 2 with hand-over on PUBREL on both sides, PUBCOMP goes before the forwarded PUBLISH, and a callback runs after PUBCOMP is sent', () => {
    const pair = connectedPair().publish('pub', 'm', 2).run();
    expect(pair.exchange()).toEqual([
      'pub PUBLISH',
      'broker PUBREC',
      'pub PUBREL',
      'broker PUBCOMP',
      'broker PUBLISH',
      'sub PUBREC',
      'broker PUBREL',
      'sub PUBCOMP',
    ]);
    const sub = pair.effects.filter(({ node }) => node === 'sub').map(({ effect }) => effect.kind);
    expect(sub.slice(-3)).toEqual(['send-packet', 'release-entry', 'deliver-message']);
  });

  test('at QoS 2 with hand-over on PUBLISH on both sides, the message is forwarded and handed over before any PUBREL', () => {
    const pair = connectedPair({
      broker: { qos2Forward: 'publish' },
      sub: { qos2HandOver: 'publish' },
    });
    pair.publish('pub', 'm', 2).run();
    expect(pair.exchange().slice(0, 4)).toEqual([
      'pub PUBLISH',
      'broker PUBREC',
      'broker PUBLISH',
      'pub PUBREL',
    ]);
    expect(pair.deliveredTo('sub')).toEqual(['m']);
  });

  test('v5 [MQTT-4.6.0-2], 3.1.1 [MQTT-4.6.0-2] PUBACKs come in the order of their PUBLISHes, and so do the deliveries', () => {
    const pair = connectedPair({ subQos: 1 });
    const uids = ['a', 'b', 'c'];
    for (const uid of uids) pair.publish('pub', uid, 1);
    pair.run();
    expect(pair.packetsFrom('broker', 'PUBACK').map((p) => 'packetId' in p && p.packetId)).toEqual([
      1, 2, 3,
    ]);
    expect(pair.deliveredTo('sub')).toEqual(uids);
  });
});

describe('DUP and duplicates', () => {
  test('v5 [MQTT-3.3.1-3], 3.1.1 [MQTT-3.3.1-3] the broker sets DUP by itself: a repeat on hop 1 is a new PUBLISH with DUP 0 on hop 2', () => {
    const pair = connectedPair({ subQos: 1, pub: { resendAfter: RESEND } });
    pair.dropNth('PUBACK', 1, 'broker').publish('pub', 'm', 1).run();
    expect(pair.packetsFrom('pub', 'PUBLISH')).toMatchObject([{ dup: false }, { dup: true }]);
    expect(pair.packetsFrom('broker', 'PUBLISH')).toMatchObject([
      { dup: false, packetId: 1, copy: 1 },
      { dup: false, packetId: 2, copy: 2 },
    ]);
    expect(pair.deliveredTo('sub')).toEqual(['m', 'm']);
  });

  test('v5 [MQTT-3.3.1-2], 3.1.1 [MQTT-3.3.1-2] DUP is 0 on every QoS 0 PUBLISH', () => {
    const pair = connectedPair({ subQos: 0, pub: { resendAfter: RESEND } });
    pair.dropNth('PUBACK', 1, 'broker').publish('pub', 'm', 1).run();
    expect(pair.packetsFrom('broker', 'PUBLISH')).toMatchObject([
      { qos: 0, dup: false, packetId: 0 },
      { qos: 0, dup: false, packetId: 0 },
    ]);
  });

  test('at QoS 2 a lost PUBREC, PUBREL or PUBCOMP on either hop repeats packets but no delivery', () => {
    for (const type of ['PUBREC', 'PUBREL', 'PUBCOMP'] as const) {
      for (const handOver of HAND_OVERS) {
        for (const nth of [1, 2]) {
          const pair = connectedPair({
            broker: { resendAfter: RESEND, qos2Forward: handOver },
            pub: { resendAfter: RESEND },
            sub: { qos2HandOver: handOver },
          });
          pair.dropNth(type, nth).publish('pub', 'm', 2).run();
          expect(pair.deliveredTo('sub')).toEqual(['m']);
          expect(pair.packets.filter(({ dropped }) => dropped)).toHaveLength(1);
        }
      }
    }
  });

  test('at QoS 2 a re-send timer shorter than the round trip repeats every packet and delivers once', () => {
    const resendAfter = fromMs(3);
    const pair = connectedPair({ broker: { resendAfter }, pub: { resendAfter } });
    pair.publish('pub', 'm', 2).run();
    expect(pair.packetsFrom('pub', 'PUBLISH').length).toBeGreaterThan(3);
    expect(pair.packetsFrom('pub', 'PUBREL').length).toBeGreaterThan(3);
    expect(pair.deliveredTo('sub')).toEqual(['m']);
  });
});

describe('Packet Identifiers', () => {
  test('are counted apart for each direction and each client: 1 in one is a stranger to 1 in another', () => {
    const both = { subscriptions: [{ filter: '#', qos: 2 as const }] };
    const pair = connectedPair({ pub: both, sub: both });
    pair.publish('pub', 'a', 2).publish('sub', 'b', 2).run();
    for (const node of ['pub', 'sub']) {
      expect(pair.packetsFrom(node, 'PUBLISH')).toMatchObject([{ packetId: 2 }]);
      expect([...pair.deliveredTo(node)].sort()).toEqual(['a', 'b']);
      expect(pair.packetsFrom('broker', 'PUBLISH').length).toBe(4);
    }
    const toPub = pair.packets.filter(
      ({ to, packet }) => to === 'pub' && packet.type === 'PUBLISH',
    );
    expect(toPub.map(({ packet }) => 'packetId' in packet && packet.packetId)).toEqual([1, 2]);
  });
});
