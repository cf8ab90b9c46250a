// Acknowledgements that nothing awaits, and those that something else awaits, for a sender alone.
import { describe, expect, test } from 'vitest';
import { SenderHarness } from '../../testing/senderHarness.ts';

describe('acknowledgements of unknown identifiers', () => {
  test('PUBACK and PUBCOMP are ignored', () => {
    const one = new SenderHarness();
    one.get('PUBACK', 9);
    one.get('PUBCOMP', 9);
    expect(one.take()).toEqual([]);
  });

  test('PUBREC is answered with PUBREL, 0x92 in 5.0, so that the receiver can finish', () => {
    const one = new SenderHarness();
    one.get('PUBREC', 7);
    expect(one.takePackets()).toMatchObject([
      { type: 'PUBREL', packetId: 7, messageUid: 'm', reasonCode: 0x92 },
    ]);
    one.connect({ version: 4 }).get('PUBREC', 7);
    expect(one.takePackets()).toMatchObject([{ type: 'PUBREL', packetId: 7, reasonCode: 0 }]);
  });
});

describe('wrong acknowledgements', () => {
  const states = [
    ['PUBACK', 1, []],
    ['PUBREC', 2, []],
    ['PUBCOMP', 2, ['PUBREC']],
  ] as const;
  const wrong = {
    PUBACK: ['PUBREC', 'PUBCOMP'],
    PUBREC: ['PUBACK', 'PUBCOMP'],
    PUBCOMP: ['PUBACK'],
  } as const;

  test.each(states)(
    'v5 [MQTT-4.3.3-3] [MQTT-4.3.3-5], §4.13.1 what awaits %s takes no other: it is a fault, and the exchange goes on',
    (awaits, qos, before) => {
      for (const type of wrong[awaits]) {
        const one = new SenderHarness().send('m', qos);
        for (const answer of before) one.get(answer, 1);
        one.take();
        expect(one.get(type, 1)).toMatchObject({ reasonCode: 0x82 });
        expect(one.take()).toEqual([]);
        expect(one.state.entries.get(1)?.awaits).toBe(awaits);
      }
    },
  );
});
