// Each arrow of sender.ts's transition table, one machine alone. Whole exchanges between two machines
// are in ../exchange.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import { ackOf, messageOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import type { Qos } from '../packets/packet.ts';
import {
  createSender,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  resendEntry,
  sendMessage,
  setResendAfter,
} from './sender.ts';

const RESEND = fromMs(1000);
const now = (ms: number): SimTime => fromMs(ms);

function connectedSender(resendAfter: SimTime | undefined = RESEND) {
  const options = { receiveMaximum: 10, queueLimit: 10 };
  const state = createSender('peer', resendAfter, options);
  state.connection = 3;
  return state;
}

type Sender = ReturnType<typeof connectedSender>;

/** The effects of one step, by `act`. */
function step(act: (effects: Effect[]) => void): Effect[] {
  const effects: Effect[] = [];
  act(effects);
  return effects;
}

function send(state: Sender, qos: Qos, uid = 'm', at = now(0)): Effect[] {
  const because = qos === 0 ? 'qos0-once' : qos === 1 ? 'qos1-publish' : 'qos2-publish';
  return step((effects) => sendMessage(state, messageOf(uid, qos), qos, 1, because, at, effects));
}

const kinds = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);
const packets = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'send-packet' ? [effect.packet] : []));

describe('a QoS 0 message', () => {
  test('v5 [MQTT-4.3.1-1], 3.1.1 [MQTT-4.3.1-1] is sent once with QoS 0 and DUP 0, and kept nowhere', () => {
    const state = connectedSender();
    const effects = send(state, 0);
    expect(kinds(effects)).toEqual(['send-packet']);
    expect(packets(effects)).toMatchObject([{ type: 'PUBLISH', qos: 0, dup: false, packetId: 0 }]);
    expect(state.entries.size).toBe(0);
  });

  test('without a connection it is discarded, and counted as such', () => {
    const state = connectedSender();
    state.connection = undefined;
    expect(send(state, 0)).toMatchObject([{ kind: 'discard-message', reason: 'offline' }]);
  });
});

describe('a QoS 1 message', () => {
  test('v5 [MQTT-4.3.2-2], 3.1.1 [MQTT-4.3.2-1] goes out with an identifier and DUP 0, is stored, and its re-send is set', () => {
    const effects = send(connectedSender(), 1);
    expect(kinds(effects)).toEqual(['store-entry', 'send-packet', 'set-timer']);
    expect(packets(effects)).toMatchObject([
      { type: 'PUBLISH', qos: 1, dup: false, packetId: 1, attempt: 1 },
    ]);
    expect(effects[0]).toMatchObject({
      entry: { store: 'outgoing', awaits: 'PUBACK', holds: 'message', packetId: 1, peer: 'peer' },
    });
    const key = { connection: 3, timer: 're-send', packetId: 1 };
    expect(effects[2]).toMatchObject({ key, at: RESEND, messageUid: 'm' });
  });

  test('v5 [MQTT-4.3.2-3] is unacknowledged until its PUBACK, which releases it and cancels the re-send', () => {
    const state = connectedSender();
    send(state, 1);
    const effects = step((e) => receivePuback(state, ackOf('PUBACK', 1), now(5), e));
    expect(kinds(effects)).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    expect(state.entries.size).toBe(0);
  });

  test('a PUBACK for an identifier that nothing holds, or that a QoS 2 exchange holds, does nothing', () => {
    const state = connectedSender();
    send(state, 2);
    expect(step((e) => receivePuback(state, ackOf('PUBACK', 9), now(5), e))).toEqual([]);
    expect(step((e) => receivePuback(state, ackOf('PUBACK', 1), now(5), e))).toEqual([]);
    expect(state.entries.size).toBe(1);
  });

  test('v5 [MQTT-4.4.0-2] a PUBACK with Reason Code 0x80 ends the exchange too', () => {
    const state = connectedSender();
    send(state, 1);
    const refused = ackOf('PUBACK', 1, { reasonCode: 0x80 });
    step((e) => receivePuback(state, refused, now(5), e));
    expect(state.entries.size).toBe(0);
  });

  test('v5 [MQTT-3.3.1-1], 3.1.1 [MQTT-3.3.1-1] its re-send has DUP 1, the same identifier and the next attempt, and sets the timer again', () => {
    const state = connectedSender();
    send(state, 1);
    const effects = step((e) => resendEntry(state, 1, 'timer-resend', now(1000), e));
    expect(packets(effects)).toMatchObject([
      { type: 'PUBLISH', dup: true, packetId: 1, attempt: 2 },
    ]);
    expect(effects[1]).toMatchObject({ kind: 'set-timer', at: now(2000) });
  });
});

describe('a QoS 2 message', () => {
  test('v5 [MQTT-4.3.3-2], 3.1.1 [MQTT-4.3.3-1] goes out with an identifier and DUP 0, is stored, and its re-send is set', () => {
    const effects = send(connectedSender(), 2);
    expect(kinds(effects)).toEqual(['store-entry', 'send-packet', 'set-timer']);
    expect(packets(effects)).toMatchObject([{ qos: 2, dup: false, packetId: 1 }]);
    expect(effects[0]).toMatchObject({ entry: { awaits: 'PUBREC', holds: 'message' } });
  });

  test('v5 [MQTT-4.3.3-4], 3.1.1 [MQTT-4.3.3-1] PUBREC is answered with PUBREL; the identifier alone is kept, until PUBCOMP', () => {
    const state = connectedSender();
    send(state, 2);
    const effects = step((e) => receivePubrec(state, ackOf('PUBREC', 1), now(5), e));
    expect(kinds(effects)).toEqual(['update-entry', 'send-packet', 'set-timer']);
    expect(packets(effects)).toMatchObject([{ type: 'PUBREL', packetId: 1, attempt: 1 }]);
    expect(effects[0]).toMatchObject({ entry: { holds: 'identifier', awaits: 'PUBCOMP' } });

    const last = step((e) => receivePubcomp(state, ackOf('PUBCOMP', 1), now(9), e));
    expect(kinds(last)).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    expect(state.entries.size).toBe(0);
  });

  test('a repeated PUBREC is answered with PUBREL again', () => {
    const state = connectedSender();
    send(state, 2);
    step((e) => receivePubrec(state, ackOf('PUBREC', 1), now(5), e));
    const again = ackOf('PUBREC', 1, { attempt: 2 });
    const effects = step((e) => receivePubrec(state, again, now(6), e));
    expect(kinds(effects)).toEqual(['send-packet', 'set-timer']);
    expect(packets(effects)).toMatchObject([{ type: 'PUBREL', attempt: 2 }]);
  });

  test('v5 [MQTT-4.3.3-6] once PUBREL is sent, it is PUBREL that is sent again, never PUBLISH', () => {
    const state = connectedSender();
    send(state, 2);
    expect(packets(step((e) => resendEntry(state, 1, 'timer-resend', now(1000), e)))).toMatchObject(
      [{ type: 'PUBLISH', dup: true }],
    );
    step((e) => receivePubrec(state, ackOf('PUBREC', 1), now(1005), e));
    for (const attempt of [2, 3]) {
      const effects = step((e) => resendEntry(state, 1, 'timer-resend', now(3000), e));
      expect(packets(effects)).toMatchObject([{ type: 'PUBREL', packetId: 1, attempt }]);
    }
  });

  test('v5 [MQTT-4.3.3-5] the PUBREL is unacknowledged until PUBCOMP: a PUBACK or a PUBCOMP out of turn ends nothing', () => {
    const state = connectedSender();
    send(state, 2);
    expect(step((e) => receivePubcomp(state, ackOf('PUBCOMP', 1), now(5), e))).toEqual([]);
    step((e) => receivePubrec(state, ackOf('PUBREC', 1), now(6), e));
    expect(step((e) => receivePuback(state, ackOf('PUBACK', 1), now(7), e))).toEqual([]);
    expect(state.entries.size).toBe(1);
  });

  test('v5 [MQTT-4.4.0-2] a PUBREC with Reason Code 0x80 ends the exchange and is not answered', () => {
    const state = connectedSender();
    send(state, 2);
    const refused = ackOf('PUBREC', 1, { reasonCode: 0x97 });
    const effects = step((e) => receivePubrec(state, refused, now(5), e));
    expect(kinds(effects)).toEqual(['cancel-timer', 'release-entry', 'complete-handshake']);
    expect(step((e) => receivePubrec(state, refused, now(6), e))).toEqual([]);
  });

  test('a PUBREC for an unknown identifier is answered with PUBREL, Reason Code 0x92, so that the receiver can finish', () => {
    const state = connectedSender();
    const stray = ackOf('PUBREC', 7, { messageUid: 'gone' });
    const effects = step((e) => receivePubrec(state, stray, now(5), e));
    expect(packets(effects)).toMatchObject([
      { type: 'PUBREL', packetId: 7, messageUid: 'gone', reasonCode: 0x92 },
    ]);
    send(state, 1);
    const late = ackOf('PUBREC', 1);
    expect(packets(step((e) => receivePubrec(state, late, now(6), e)))).toMatchObject([
      { type: 'PUBREL', packetId: 1, reasonCode: 0x92 },
    ]);
    expect(state.entries.size).toBe(1);
  });
});

describe('re-sending on a timer', () => {
  test('v5 [MQTT-4.4.0-1] is off when no time is given: nothing is sent at any other time than a reconnect', () => {
    const state = connectedSender();
    state.resendAfter = undefined;
    expect(kinds(send(state, 1))).toEqual(['store-entry', 'send-packet']);
  });

  test('a timer of an exchange that is over does nothing', () => {
    const state = connectedSender();
    expect(step((e) => resendEntry(state, 1, 'timer-resend', now(1000), e))).toEqual([]);
  });

  test('a new time counts for what is already sent, from when it was sent last, and never lies in the past', () => {
    const state = connectedSender();
    send(state, 1, 'a', now(0));
    send(state, 1, 'b', now(400));
    const effects = step((e) => setResendAfter(state, fromMs(300), now(500), e));
    expect(effects).toMatchObject([
      { kind: 'set-timer', at: now(500), messageUid: 'a' },
      { kind: 'set-timer', at: now(700), messageUid: 'b' },
    ]);
    step((e) => resendEntry(state, 1, 'timer-resend', now(520), e));
    const [again] = step((e) => setResendAfter(state, fromMs(200), now(530), e));
    expect(again).toMatchObject({ at: now(720), messageUid: 'a' });
    const off = step((e) => setResendAfter(state, undefined, now(550), e));
    expect(kinds(off)).toEqual(['cancel-timer', 'cancel-timer']);
  });
});
