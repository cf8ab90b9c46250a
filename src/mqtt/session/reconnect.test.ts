// A sender whose connection ends and begins: what it sends again, in which order, and what waits.
// Between two whole machines: ../reconnect.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { kindsOf } from '../../testing/messages.ts';
import { SenderHarness } from '../../testing/senderHarness.ts';
import { setResendAfter } from './reconnect.ts';

/** `a` awaits PUBACK, `b` PUBCOMP, `c` PUBREC, and `d` waits; cut off. */
function cutOff(resendAfter?: number): SenderHarness {
  const after = resendAfter === undefined ? undefined : fromMs(resendAfter);
  const sender = new SenderHarness({ sendQuota: 3 }, after);
  sender.send('a', 1).send('b', 2).send('c', 2).send('d', 1);
  sender.get('PUBREC', 2);
  sender.disconnect().take();
  return sender;
}

describe('on a new connection', () => {
  test('v5 [MQTT-4.4.0-1] [MQTT-4.6.0-1], 3.1.1 [MQTT-4.4.0-1] [MQTT-4.6.0-1] all that is unacknowledged is sent again in its first order, before what waits', () => {
    const sender = cutOff().connect();
    expect(sender.takeBrief()).toEqual(['PUBLISH 1 dup a', 'PUBREL 2', 'PUBLISH 3 dup c']);
    sender.get('PUBACK', 1);
    expect(sender.takeBrief()).toEqual(['PUBLISH 4 d']);
  });

  test("v5 [MQTT-4.9.0-1] a smaller Receive Maximum holds re-sends back in their first order, then the queue's", () => {
    const sender = cutOff().connect({ receiveMaximum: 1 });
    expect(sender.takeBrief()).toEqual(['PUBREL 2']);
    sender.send('e', 1).send('z', 0);
    expect(sender.takeBrief()).toEqual(['PUBLISH z']);
    sender.get('PUBCOMP', 2);
    expect(sender.takeBrief()).toEqual(['PUBLISH 1 dup a']);
    sender.get('PUBACK', 1);
    expect(sender.takeBrief()).toEqual(['PUBLISH 3 dup c']);
    sender.get('PUBREC', 3);
    sender.get('PUBCOMP', 3);
    expect(sender.takeBrief()).toEqual(['PUBREL 3', 'PUBLISH 4 d']);
    sender.get('PUBACK', 4);
    expect(sender.takeBrief()).toEqual(['PUBLISH 5 e']);
  });

  test('v5 [MQTT-4.9.0-3] PUBREL is sent again at once however small the Receive Maximum', () => {
    const sender = new SenderHarness().send('a', 2).send('b', 2).send('c', 2);
    for (const packetId of [1, 2, 3]) sender.get('PUBREC', packetId);
    sender.disconnect().take();
    sender.connect({ receiveMaximum: 1 });
    expect(sender.takeBrief()).toEqual(['PUBREL 1', 'PUBREL 2', 'PUBREL 3']);
  });

  test('an acknowledgement of what is not sent again yet ends it all the same', () => {
    const sender = new SenderHarness().send('a', 1).send('b', 1).send('c', 1).disconnect();
    sender.connect({ receiveMaximum: 1 }).take();
    sender.get('PUBACK', 2);
    expect(kindsOf(sender.take())).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    sender.get('PUBACK', 1);
    expect(sender.takeBrief()).toEqual(['PUBLISH 3 dup c']);
    sender.get('PUBACK', 3);
    expect(sender.state.entries.size).toBe(0);
  });

  test('a second break before all is sent again loses nothing', () => {
    const sender = cutOff().connect({ receiveMaximum: 1 }).disconnect();
    sender.take();
    expect(sender.connect().takeBrief()).toEqual([
      'PUBLISH 1 dup a',
      'PUBREL 2',
      'PUBLISH 3 dup c',
    ]);
  });
});

describe('without a connection', () => {
  test('every re-send timer is cancelled, and acknowledgements that come late still count', () => {
    const sender = new SenderHarness({}, fromMs(100)).send('a', 1).send('b', 1);
    sender.take();
    expect(kindsOf(sender.disconnect().take())).toEqual(['cancel-timer', 'cancel-timer']);
    sender.get('PUBACK', 1);
    expect(kindsOf(sender.take())).toEqual(['release-entry', 'complete-handshake']);
  });

  test('v5 [MQTT-3.3.2-7] the Topic Aliases that were set are forgotten', () => {
    const sender = new SenderHarness({ topicAliasMaximum: 5 }).connect({ topicAliasMaximum: 5 });
    sender.send('a', 0).send('b', 0).take();
    sender.disconnect().connect({ topicAliasMaximum: 5 }).take();
    const [first] = sender.send('c', 0).takePublishes();
    expect(first).toMatchObject({ topicAlias: 1 });
    expect(first?.omitsTopic).toBeUndefined();
  });
});

describe('a new re-send time', () => {
  test('counts for what is already sent, from when it was sent last, and never lies in the past', () => {
    const sender = new SenderHarness({}, fromMs(1000)).send('a', 1).at(400).send('b', 1);
    sender.take();
    setResendAfter(sender.state, fromMs(300), fromMs(500), sender.effects);
    expect(sender.take()).toMatchObject([
      { kind: 'set-timer', at: fromMs(500), messageUid: 'a' },
      { kind: 'set-timer', at: fromMs(700), messageUid: 'b' },
    ]);
    sender.at(520).fire(1).take();
    setResendAfter(sender.state, fromMs(200), fromMs(530), sender.effects);
    expect(sender.take()[0]).toMatchObject({ at: fromMs(720), messageUid: 'a' });
    setResendAfter(sender.state, undefined, fromMs(550), sender.effects);
    expect(kindsOf(sender.take())).toEqual(['cancel-timer', 'cancel-timer']);
  });

  test('counts for what is sent from then on, also on a connection to come', () => {
    const sender = new SenderHarness().disconnect();
    setResendAfter(sender.state, fromMs(200), sender.now, sender.effects);
    sender.connect().take();
    expect(sender.send('a', 1).take().at(-1)).toMatchObject({ kind: 'set-timer', at: fromMs(200) });
    setResendAfter(sender.state, undefined, sender.now, sender.effects);
    sender.take();
    expect(kindsOf(sender.send('b', 1).take())).toEqual(['store-entry', 'send-packet']);
  });

  test('sets no timer for what waits to be sent again, nor without a connection', () => {
    const sender = cutOff();
    setResendAfter(sender.state, fromMs(100), sender.now, sender.effects);
    expect(sender.take()).toEqual([]);
    sender.connect({ receiveMaximum: 1 }).take();
    setResendAfter(sender.state, fromMs(200), sender.now, sender.effects);
    const ids = sender.take().map((effect) => effect.kind === 'set-timer' && effect.key.packetId);
    expect(ids).toEqual([2]);
  });
});
