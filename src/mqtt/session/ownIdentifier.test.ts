// A packet of an exchange has the identifier of its PUBLISH, however often it is sent.
import { describe, expect, test } from 'vitest';
import { connectedPair } from '../../testing/machinePair.ts';
import { SenderHarness } from '../../testing/senderHarness.ts';

describe.each([4, 5] as const)('in version %i', (protocolVersion) => {
  test('3.1.1 [MQTT-2.3.1-6], v5 [MQTT-2.2.1-5] every answer on both hops carries the identifier of its PUBLISH', () => {
    const own = { protocolVersion };
    const pair = connectedPair({ pub: own, sub: own })
      .publish('pub', 'a', 1)
      .publish('pub', 'b', 2);
    pair.run();
    for (const hop of ['pub', 'sub'] as const) {
      const packets = pair.packets.filter(({ from, to }) => from === hop || to === hop);
      const idsOf = (uid: string) =>
        packets.flatMap(({ packet }) =>
          'messageUid' in packet && packet.messageUid === uid ? [packet.packetId] : [],
        );
      expect(idsOf('a')).toEqual([1, 1]);
      expect(idsOf('b')).toEqual([2, 2, 2, 2]);
    }
  });
});

test('3.1.1 [MQTT-2.3.1-3] what is sent again has the identifier of the first time, which its last acknowledgement frees', () => {
  const sender = new SenderHarness();
  sender.send('a', 1).send('b', 2);
  expect(sender.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
  sender.disconnect().connect();
  expect(sender.takeBrief()).toEqual(['PUBLISH 1 dup a', 'PUBLISH 2 dup b']);
  sender.get('PUBREC', 2);
  sender.disconnect().connect();
  expect(sender.takeBrief()).toEqual(['PUBREL 2', 'PUBLISH 1 dup a', 'PUBREL 2']);
  expect([...sender.state.entries.keys()]).toEqual([1, 2]);
  sender.get('PUBACK', 1);
  sender.get('PUBCOMP', 2);
  expect([...sender.state.entries.keys()]).toEqual([]);
});
