// The send quota and the queue before it: what waits, what is discarded, and in which order. The
// queue's own bounds are in waiting.test.ts.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../../base/time.ts';
import { kindsOf, messageOf } from '../../testing/messages.ts';
import { SenderHarness } from '../../testing/senderHarness.ts';
import { discardUnacknowledged, discardWaiting } from './reconnect.ts';

const senderOf = (sendQuota: number, queueLimit = 10) =>
  new SenderHarness({ sendQuota, queueLimit });

describe('the send quota', () => {
  test('v5 [MQTT-4.9.0-2] holds back what is beyond it until PUBACK or PUBCOMP frees a place', () => {
    const sender = senderOf(2).send('a', 1).send('b', 2).send('c', 1).send('d', 2);
    expect(sender.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
    sender.get('PUBREC', 2);
    expect(sender.takeBrief()).toEqual(['PUBREL 2']);
    sender.get('PUBCOMP', 2);
    expect(sender.takeBrief()).toEqual(['PUBLISH 3 c']);
    sender.get('PUBACK', 1);
    expect(sender.takeBrief()).toEqual(['PUBLISH 4 d']);
  });

  test('v5 [MQTT-3.3.4-7] [MQTT-3.3.4-9] PUBACK and PUBREC of 0x80 and more free a place too', () => {
    const sender = senderOf(2).send('a', 1).send('b', 2).send('c', 1).send('d', 2);
    sender.take();
    sender.get('PUBREC', 2, 0x97);
    expect(sender.takeBrief()).toEqual(['PUBLISH 3 c']);
    sender.get('PUBACK', 1, 0x97);
    expect(sender.takeBrief()).toEqual(['PUBLISH 4 d']);
  });

  test("v5 [MQTT-4.9.0-1] does not exceed the other side's Receive Maximum, whichever is lower", () => {
    for (const [sendQuota, receiveMaximum] of [
      [5, 2],
      [2, 5],
    ] as const) {
      const sender = senderOf(sendQuota).connect({ receiveMaximum });
      sender.take();
      for (const uid of ['a', 'b', 'c']) sender.send(uid, 1);
      expect(sender.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
    }
  });

  test('does not hold back QoS 0, which overtakes what waits', () => {
    const sender = senderOf(1).send('a', 1).send('b', 1).send('z', 0);
    expect(sender.takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH z']);
  });

  test('v5 [MQTT-3.3.4-8] [MQTT-3.3.4-10] [MQTT-4.9.0-3] does not hold back PUBREL', () => {
    const sender = senderOf(1).send('a', 2).send('b', 2);
    sender.take();
    sender.get('PUBREC', 1);
    expect(sender.takeBrief()).toEqual(['PUBREL 1']);
  });
});

describe('the queue', () => {
  test('v5 [MQTT-4.6.0-5], 3.1.1 [MQTT-4.6.0-6] is first in, first out, and a message leaves it with release before store', () => {
    const sender = senderOf(1).send('a', 1).send('b', 1).send('c', 1);
    sender.take();
    sender.get('PUBACK', 1);
    expect(sender.take()).toMatchObject([
      { kind: 'cancel-timer' },
      { kind: 'release-entry', entry: { store: 'outgoing', messageUid: 'a' } },
      { kind: 'complete-handshake', messageUid: 'a' },
      { kind: 'release-entry', entry: { store: 'queued', messageUid: 'b', awaits: 'window' } },
      { kind: 'store-entry', entry: { store: 'outgoing', messageUid: 'b' } },
      {
        kind: 'send-packet',
        packet: { messageUid: 'b', packetId: 2, dup: false },
        because: 'qos1-publish',
      },
    ]);
  });

  test('of length 0 discards whatever the quota does not take', () => {
    const sender = senderOf(1, 0).send('a', 1).send('b', 1);
    expect(sender.discarded).toEqual(['b queueFull']);
    expect(sender.takeBrief()).toEqual(['PUBLISH 1 a']);
  });

  test('keeps QoS > 0 for a receiver that is away, and discards QoS 0', () => {
    const sender = senderOf(5, 2).disconnect();
    sender.send('a', 1).send('z', 0).send('b', 2).send('c', 1);
    expect(sender.discarded).toEqual(['z offline', 'c queueFull']);
    expect(sender.takeBrief()).toEqual([]);
    expect(sender.connect().takeBrief()).toEqual(['PUBLISH 1 a', 'PUBLISH 2 b']);
  });

  test('is emptied, entry by entry, when the session is discarded', () => {
    const sender = senderOf(1).send('a', 1).send('b', 1).send('c', 1);
    sender.take();
    const sent = discardUnacknowledged(sender.state, 'stateLost', sender.effects);
    const unsent = discardWaiting(sender.state, 'expired', sender.effects);
    expect(sender.discarded).toEqual(['a stateLost', 'b expired', 'c expired']);
    expect(kindsOf(sender.take()).filter((kind) => kind === 'release-entry')).toHaveLength(3);
    expect(sent.map(({ delivery }) => delivery.message.uid)).toEqual(['a']);
    expect(unsent.map(({ message }) => message.uid)).toEqual(['b', 'c']);
    expect([sender.state.entries.size, sender.state.waiting.length]).toEqual([0, 0]);
  });
});

describe('a message that expires', () => {
  test('v5 [MQTT-3.3.2-5] is not sent any more when its turn comes at that instant or later', () => {
    const sender = senderOf(1)
      .send('a', 1)
      .send('b', 1, { expiresAt: fromSec(2) });
    sender.send('c', 1, { expiresAt: fromSec(3) });
    sender.take();
    sender.at(2000).get('PUBACK', 1);
    expect(sender.discarded).toEqual(['b expired']);
    expect(sender.takeBrief()).toEqual(['PUBLISH 2 c']);
  });

  test('v5 [MQTT-3.3.2-5] that has expired before it came here is not sent at all', () => {
    const sender = senderOf(5).at(2001);
    for (const qos of [0, 1, 2] as const) sender.send('a', qos, { expiresAt: fromSec(2) });
    expect(sender.discarded).toEqual(['a expired', 'a expired', 'a expired']);
    expect(sender.takeBrief()).toEqual([]);
  });

  test('v5 [MQTT-4.3.3-7] and was sent is sent again all the same', () => {
    const sender = senderOf(5).send('a', 2, { expiresAt: fromSec(2) });
    expect(sender.take()).not.toEqual([]);
    expect(sender.disconnect().at(9000).connect().takeBrief()).toEqual(['PUBLISH 1 dup a']);
  });
});

describe('a packet larger than Maximum Packet Size', () => {
  const large = { message: messageOf('large', 1, 't', { bytes: 500 }) };

  test('v5 [MQTT-3.1.2-24] [MQTT-3.1.2-25] [MQTT-3.2.2-15] is not sent, is discarded, and the next one goes on', () => {
    const sender = senderOf(1).connect({ maximumPacketSize: 100 });
    sender.send('a', 1).send('large', 1, large).send('large', 2, large).send('b', 1);
    sender.take();
    sender.get('PUBACK', 1);
    expect(sender.discarded).toEqual(['large tooLarge', 'large tooLarge']);
    expect(sender.takeBrief()).toEqual(['PUBLISH 4 b']);
    sender.send('large', 0, large);
    expect(sender.discarded).toEqual(['large tooLarge']);
    expect(sender.inFlight).toBe(1);
  });

  test('of which thousands wait is discarded without deep recursion', () => {
    const count = 30_000;
    const sender = senderOf(1, Infinity).disconnect();
    for (let i = 0; i < count; i++) sender.send('large', 1, large);
    sender.take();
    sender.connect({ maximumPacketSize: 100 });
    expect(sender.discarded).toHaveLength(count);
  });

  test('that a reconnect has to send again is discarded, and the quota goes to the next', () => {
    const sender = senderOf(5).send('large', 1, large).send('a', 1).send('b', 1).disconnect();
    sender.take();
    sender.connect({ maximumPacketSize: 100, receiveMaximum: 1 });
    expect(sender.discarded).toEqual(['large tooLarge']);
    expect(sender.takeBrief()).toEqual(['PUBLISH 2 dup a']);
    sender.get('PUBACK', 2);
    expect(sender.takeBrief()).toEqual(['PUBLISH 3 dup b']);
  });
});
