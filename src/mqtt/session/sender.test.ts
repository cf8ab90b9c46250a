// Each arrow of sender.ts's transition table, one machine alone. Whole exchanges between two machines
// are in ../exchange.test.ts, the quota and the queue in queue.test.ts, acknowledgements that do not
// fit in wrongAnswers.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { kindsOf } from '../../testing/messages.ts';
import { SenderHarness } from '../../testing/senderHarness.ts';
import { resendEntry } from './sender.ts';

const RESEND = fromMs(1000);
const sender = () => new SenderHarness({}, RESEND);

describe('a QoS 0 message', () => {
  test('v5 [MQTT-4.3.1-1], 3.1.1 [MQTT-4.3.1-1] is sent once with QoS 0 and DUP 0, and kept nowhere', () => {
    const one = sender().send('m', 0);
    const effects = one.take();
    expect(effects).toMatchObject([
      { kind: 'send-packet', packet: { type: 'PUBLISH', qos: 0, dup: false, packetId: 0 } },
    ]);
    expect(one.state.entries.size).toBe(0);
  });

  test('without a connection it is discarded, and counted as such', () => {
    const one = sender().disconnect();
    one.take();
    expect(one.send('m', 0).take()).toMatchObject([{ kind: 'discard-message', reason: 'offline' }]);
  });
});

describe('a QoS 1 message', () => {
  test('v5 [MQTT-4.3.2-2], 3.1.1 [MQTT-4.3.2-1] goes out with an identifier and DUP 0, is stored, and its re-send is set', () => {
    const effects = sender().send('m', 1).take();
    expect(effects).toMatchObject([
      {
        kind: 'store-entry',
        entry: { store: 'outgoing', awaits: 'PUBACK', holds: 'message', packetId: 1, peer: 'peer' },
      },
      {
        kind: 'send-packet',
        packet: { type: 'PUBLISH', qos: 1, dup: false, packetId: 1, attempt: 1 },
        because: 'qos1-publish',
      },
      {
        kind: 'set-timer',
        key: { connection: 1, timer: 're-send', packetId: 1 },
        at: RESEND,
        messageUid: 'm',
      },
    ]);
  });

  test('v5 [MQTT-4.3.2-3] is unacknowledged until its PUBACK, which releases it and cancels the re-send', () => {
    const one = sender().send('m', 1);
    one.take();
    expect(one.get('PUBACK', 1)).toBeUndefined();
    expect(kindsOf(one.take())).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    expect(one.state.entries.size).toBe(0);
  });

  test('v5 [MQTT-4.4.0-2] a PUBACK of 0x80 and more ends the exchange too: the message is refused', () => {
    const one = sender().send('m', 1);
    one.take();
    one.get('PUBACK', 1, 0x80);
    expect(one.discarded).toEqual(['m refused']);
    expect(kindsOf(one.take())).toEqual(['cancel-timer', 'release-entry', 'discard-message']);
    expect(one.state.entries.size).toBe(0);
  });

  test('a PUBACK below 0x80, as 0x10 for no subscribers, completes it', () => {
    const one = sender().send('m', 1);
    one.get('PUBACK', 1, 0x10);
    expect(kindsOf(one.take()).at(-1)).toBe('complete-handshake');
  });

  test('v5 [MQTT-3.3.1-1], 3.1.1 [MQTT-3.3.1-1] [MQTT-2.3.1-3] its re-send has DUP 1, the same identifier and the next attempt, and sets the timer again', () => {
    const one = sender().send('m', 1);
    one.take();
    expect(one.at(1000).fire(1).take()).toMatchObject([
      { packet: { type: 'PUBLISH', dup: true, packetId: 1, attempt: 2 }, because: 'timer-resend' },
      { kind: 'set-timer', at: fromMs(2000) },
    ]);
  });
});

describe('a QoS 2 message', () => {
  test('v5 [MQTT-4.3.3-2], 3.1.1 [MQTT-4.3.3-1] goes out with an identifier and DUP 0, is stored, and its re-send is set', () => {
    const effects = sender().send('m', 2).take();
    expect(kindsOf(effects)).toEqual(['store-entry', 'send-packet', 'set-timer']);
    expect(effects).toMatchObject([
      { entry: { awaits: 'PUBREC', holds: 'message' } },
      { packet: { qos: 2, dup: false, packetId: 1 }, because: 'qos2-publish' },
      {},
    ]);
  });

  test('v5 [MQTT-4.3.3-3] [MQTT-4.3.3-4], 3.1.1 [MQTT-4.3.3-1] PUBREC is answered with PUBREL; the identifier alone is kept, until PUBCOMP', () => {
    const one = sender().send('m', 2);
    one.take();
    one.get('PUBREC', 1);
    const effects = one.take();
    expect(kindsOf(effects)).toEqual(['update-entry', 'send-packet', 'set-timer']);
    expect(effects).toMatchObject([
      { entry: { holds: 'identifier', awaits: 'PUBCOMP' } },
      { packet: { type: 'PUBREL', packetId: 1, attempt: 1 }, because: 'qos2-pubrel' },
      {},
    ]);
    one.get('PUBCOMP', 1);
    expect(kindsOf(one.take())).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    expect(one.state.entries.size).toBe(0);
  });

  test('a repeated PUBREC is answered with PUBREL again', () => {
    const one = sender().send('m', 2);
    one.get('PUBREC', 1);
    one.take();
    one.get('PUBREC', 1);
    const effects = one.take();
    expect(kindsOf(effects)).toEqual(['send-packet', 'set-timer']);
    expect(effects).toMatchObject([{ packet: { type: 'PUBREL', attempt: 2 } }, {}]);
  });

  test('v5 [MQTT-4.3.3-6] once PUBREL is sent, it is PUBREL that is sent again, never PUBLISH', () => {
    const one = sender().send('m', 2);
    one.take();
    expect(one.at(1000).fire(1).takePackets()).toMatchObject([{ type: 'PUBLISH', dup: true }]);
    one.get('PUBREC', 1);
    one.take();
    for (const attempt of [2, 3]) {
      const again = one.fire(1).takePackets();
      expect(again).toMatchObject([{ type: 'PUBREL', packetId: 1, attempt }]);
    }
  });

  test('v5 [MQTT-4.4.0-2] a PUBREC of 0x80 and more ends the exchange and is not answered: the message is refused', () => {
    const one = sender().send('m', 2);
    one.take();
    one.get('PUBREC', 1, 0x97);
    expect(one.discarded).toEqual(['m refused']);
    expect(kindsOf(one.take())).toEqual(['cancel-timer', 'release-entry', 'discard-message']);
    one.get('PUBREC', 1, 0x97);
    expect(one.take()).toEqual([]);
  });

  test('a refusal that comes after PUBREL was sent changes nothing: the receiver has said yes before', () => {
    const one = sender().send('m', 2);
    one.get('PUBREC', 1);
    one.take();
    expect(one.get('PUBREC', 1, 0x80)).toBeUndefined();
    expect(one.take()).toEqual([]);
    expect(one.state.entries.get(1)?.awaits).toBe('PUBCOMP');
  });
});

describe('re-sending on a timer', () => {
  test('v5 [MQTT-4.4.0-1] is off when no time is given: nothing is sent at any other time than a reconnect', () => {
    const one = new SenderHarness().send('m', 1);
    expect(kindsOf(one.take())).toEqual(['store-entry', 'send-packet']);
  });

  test('a timer of an exchange that is over does nothing', () => {
    expect(sender().fire(1).take()).toEqual([]);
  });

  test('gives up after the limit: PUBLISH discards the message, PUBREL has none to discard', () => {
    const one = new SenderHarness({ resendLimit: 2, sendQuota: 1 }, RESEND).send('a', 1);
    one.send('b', 2).fire(1).fire(1);
    expect(one.discarded).toEqual([]);
    one.take();
    one.fire(1);
    expect(one.discarded).toEqual(['a gaveUp']);
    expect(one.takeBrief()).toEqual(['PUBLISH 2 b']);
    one.get('PUBREC', 2);
    for (let i = 0; i < 3; i++) one.fire(2);
    expect(one.discarded).toEqual([]);
    expect([one.state.entries.size, one.takeBrief()]).toEqual([
      0,
      ['PUBREL 2', 'PUBREL 2', 'PUBREL 2'],
    ]);
  });

  test('that finds a place free after a message has grown too large for it uses the place', () => {
    const one = new SenderHarness({ sendQuota: 1 }, RESEND).send('a', 1).send('b', 1);
    one.state.limits = { ...one.state.limits, maximumPacketSize: 4 };
    one.take();
    one.fire(1);
    expect(one.discarded).toEqual(['a tooLarge', 'b tooLarge']);
    expect([one.inFlight, one.state.waiting.length]).toEqual([0, 0]);
  });

  test('resendEntry of an unknown identifier does nothing', () => {
    const one = sender();
    resendEntry(one.state, 5, 'timer-resend', one.now, one.effects);
    expect(one.take()).toEqual([]);
  });
});
