// Whether an acknowledgement is sent before its message is handed on or after: on the broker, towards
// publishers, and on the client, towards the broker. What a crash in between does is for whole runs.
import { describe, expect, test } from 'vitest';
import { ClientHarness } from '../testing/clientHarness.ts';
import { MachinePair, type PairBrokerOptions } from '../testing/machinePair.ts';
import { ackOf, publishOf } from '../testing/messages.ts';
import type { ClientOptions } from './client/options.ts';
import type { Effect } from './effect.ts';

const nameOf = (effect: Effect): string | undefined => {
  if (effect.kind === 'send-packet') return effect.packet.type;
  return effect.kind === 'deliver-message' ? 'deliver' : undefined;
};

describe('the broker', () => {
  /** What it sends, in order, while `pub` publishes at QoS 1 and then at QoS 2. */
  function order(options: PairBrokerOptions): readonly string[] {
    const pair = new MachinePair(options, []);
    pair.joinSubscribed('sub', 't');
    const pub = pair.join('pub');
    const start = pair.packets.length;
    pub.give(publishOf('a', 1, 1), publishOf('b', 2, 2), ackOf('PUBREL', 2));
    return pair.packets.slice(start).map(({ packet }) => packet.type);
  }

  test.each([
    ['first', 'pubrel', ['PUBACK', 'PUBLISH', 'PUBREC', 'PUBCOMP', 'PUBLISH']],
    ['first', 'publish', ['PUBACK', 'PUBLISH', 'PUBREC', 'PUBLISH', 'PUBCOMP']],
    ['last', 'pubrel', ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBLISH', 'PUBCOMP']],
    ['last', 'publish', ['PUBLISH', 'PUBACK', 'PUBLISH', 'PUBREC', 'PUBCOMP']],
  ] as const)(
    'that acknowledges %s and forwards QoS 2 on %s: %j',
    (acknowledge, qos2Forward, types) => {
      expect(order({ acknowledge, qos2Forward })).toEqual(types);
    },
  );

  test('v5 [MQTT-4.3.3-10], 3.1.1 [MQTT-4.3.3-2] answers a repeat though it hands nothing on, either way', () => {
    for (const acknowledge of ['first', 'last'] as const) {
      const pair = new MachinePair({ acknowledge }, []);
      const pub = pair.join('pub').give(publishOf('a', 2, 1), publishOf('a', 2, 1, { dup: true }));
      expect(pub.takeBrief()).toEqual(['PUBREC 1', 'PUBREC 1']);
    }
  });
});

describe('the client', () => {
  function order(options: Partial<ClientOptions>): readonly string[] {
    const client = new ClientHarness(options).connected();
    const packets = [publishOf('z', 0, 0), publishOf('a', 1, 1), publishOf('b', 2, 2)];
    const effects = [...packets, ackOf('PUBREL', 2)].flatMap((packet) => client.receive(packet));
    return effects.flatMap((effect) => nameOf(effect) ?? []);
  }

  test.each([
    ['first', 'pubrel', ['deliver', 'PUBACK', 'deliver', 'PUBREC', 'PUBCOMP', 'deliver']],
    ['first', 'publish', ['deliver', 'PUBACK', 'deliver', 'PUBREC', 'deliver', 'PUBCOMP']],
    ['last', 'pubrel', ['deliver', 'deliver', 'PUBACK', 'PUBREC', 'deliver', 'PUBCOMP']],
    ['last', 'publish', ['deliver', 'deliver', 'PUBACK', 'deliver', 'PUBREC', 'PUBCOMP']],
  ] as const)(
    'that acknowledges %s and hands QoS 2 over on %s: %j',
    (acknowledge, qos2HandOver, names) => {
      expect(order({ acknowledge, qos2HandOver })).toEqual(names);
    },
  );

  test('v5 [MQTT-4.5.0-2] [MQTT-4.6.0-2] [MQTT-4.6.0-3] [MQTT-4.6.0-4], 3.1.1 [MQTT-4.5.0-2] [MQTT-4.6.0-2] [MQTT-4.6.0-3] [MQTT-4.6.0-4] acknowledges each packet, in the order in which they came, either way', () => {
    for (const acknowledge of ['first', 'last'] as const) {
      const client = new ClientHarness({ acknowledge }).connected();
      const came = [
        publishOf('a', 1, 5),
        publishOf('b', 2, 3),
        publishOf('c', 1, 4),
        publishOf('d', 2, 9),
        ackOf('PUBREL', 9),
        ackOf('PUBREL', 3),
      ];
      const answers = came
        .flatMap((packet) => client.receive(packet))
        .flatMap((effect) =>
          effect.kind === 'send-packet' && 'packetId' in effect.packet
            ? [`${effect.packet.type} ${effect.packet.packetId}`]
            : [],
        );
      expect(answers).toEqual([
        'PUBACK 5',
        'PUBREC 3',
        'PUBACK 4',
        'PUBREC 9',
        'PUBCOMP 9',
        'PUBCOMP 3',
      ]);
    }
  });
});
