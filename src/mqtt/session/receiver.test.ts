// Each arrow of receiver.ts's transition table, one machine alone, in both ways of handing over.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { ackOf, publishOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import type { ProtocolVersion, PublishPacket, PubrelPacket } from '../packets/packet.ts';
import {
  createReceiver,
  discardReceiver,
  faultOf,
  type Inlet,
  type Qos2HandOver,
  receivePublish,
  receivePubrel,
} from './receiver.ts';

class Harness {
  readonly state;
  readonly inlet: Inlet;
  effects: Effect[] = [];

  constructor(qos2HandOver: Qos2HandOver, version: ProtocolVersion = 5, receiveMaximum = 65_535) {
    this.state = createReceiver('peer', { qos2HandOver, receiveMaximum });
    this.inlet = { connection: 0, version };
  }

  /** @returns the uid of what is handed on, if anything */
  take(packet: PublishPacket | PubrelPacket, reasonCode = 0): string | undefined {
    this.effects = [];
    const { state, inlet, effects } = this;
    const handOn =
      packet.type === 'PUBLISH'
        ? receivePublish(state, packet, inlet, reasonCode, fromMs(7), effects)
        : receivePubrel(state, packet, inlet, effects);
    return handOn?.message.uid;
  }

  get answers() {
    return this.effects.flatMap((effect) => (effect.kind === 'send-packet' ? [effect.packet] : []));
  }
}

const MODES = ['pubrel', 'publish'] as const;

describe.each(MODES)('with hand-over on %s', (mode) => {
  test('QoS 0 is handed on and not answered', () => {
    const receiver = new Harness(mode);
    expect(receiver.take(publishOf('a', 0, 0))).toBe('a');
    expect(receiver.effects).toEqual([]);
  });

  test('v5 [MQTT-3.3.4-1] [MQTT-2.2.1-5] [MQTT-4.3.2-4], 3.1.1 [MQTT-3.3.4-1] [MQTT-2.3.1-6] [MQTT-4.3.2-2] QoS 1 is answered with PUBACK of the same identifier, and handed on', () => {
    const receiver = new Harness(mode);
    expect(receiver.take(publishOf('a', 1, 7))).toBe('a');
    expect(receiver.answers).toMatchObject([{ type: 'PUBACK', packetId: 7, reasonCode: 0 }]);
    expect(receiver.state.entries.size).toBe(0);
  });

  test('v5 [MQTT-4.3.2-5], 3.1.1 [MQTT-4.3.2-2] after PUBACK the same identifier is a new message, whatever DUP says', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 1, 7));
    expect(receiver.take(publishOf('a', 1, 7, { dup: true, attempt: 2 }))).toBe('a');
    expect(receiver.answers).toMatchObject([{ type: 'PUBACK', packetId: 7, attempt: 2 }]);
    expect(receiver.take(publishOf('b', 1, 7))).toBe('b');
  });

  test('v5 [MQTT-4.3.3-8], 3.1.1 [MQTT-4.3.3-2] QoS 2 is answered with PUBREC of the same identifier, which is stored first', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    expect(receiver.effects.map(({ kind }) => kind)).toEqual(['store-entry', 'send-packet']);
    expect(receiver.answers).toMatchObject([{ type: 'PUBREC', packetId: 7, reasonCode: 0 }]);
    const holds = mode === 'pubrel' ? 'message' : 'identifier';
    expect(receiver.effects[0]).toMatchObject({
      entry: { store: 'incoming', awaits: 'PUBREL', holds, packetId: 7 },
    });
  });

  test('v5 [MQTT-4.3.3-10], 3.1.1 [MQTT-4.3.3-2] a repeated PUBLISH before PUBREL gets PUBREC again and is not handed on again', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    for (const attempt of [2, 3]) {
      expect(receiver.take(publishOf('a', 2, 7, { dup: true, attempt }))).toBeUndefined();
      expect(receiver.answers).toMatchObject([{ type: 'PUBREC', packetId: 7, attempt }]);
      expect(receiver.effects).toHaveLength(1);
    }
  });

  test('v5 [MQTT-4.3.3-11], 3.1.1 [MQTT-4.3.3-2] PUBREL is answered with PUBCOMP of the same identifier, which is then free', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    receiver.take(ackOf('PUBREL', 7, { messageUid: 'a' }));
    expect(receiver.effects.map(({ kind }) => kind)).toEqual(['send-packet', 'release-entry']);
    expect(receiver.answers).toMatchObject([{ type: 'PUBCOMP', packetId: 7, reasonCode: 0 }]);
    expect(receiver.state.entries.size).toBe(0);
  });

  test('v5 [MQTT-4.3.3-12] after PUBCOMP the same identifier is a new message', () => {
    const receiver = new Harness(mode);
    const handedOn: unknown[] = [];
    for (const uid of ['a', 'b']) {
      handedOn.push(receiver.take(publishOf(uid, 2, 7)));
      handedOn.push(receiver.take(ackOf('PUBREL', 7)));
    }
    expect(handedOn.filter((uid) => uid !== undefined)).toEqual(['a', 'b']);
  });

  test('v5 [MQTT-4.3.3-11] a PUBREL for an unknown identifier gets PUBCOMP with Reason Code 0x92 and hands nothing on', () => {
    const receiver = new Harness(mode);
    expect(receiver.take(ackOf('PUBREL', 9))).toBeUndefined();
    expect(receiver.answers).toMatchObject([{ type: 'PUBCOMP', packetId: 9, reasonCode: 0x92 }]);
    expect(receiver.effects).toHaveLength(1);
  });

  test('3.1.1 has no Reason Codes: PUBCOMP for an unknown identifier says 0', () => {
    const receiver = new Harness(mode, 4);
    receiver.take(ackOf('PUBREL', 9));
    expect(receiver.answers).toMatchObject([{ type: 'PUBCOMP', packetId: 9, reasonCode: 0 }]);
  });

  test('v5 [MQTT-4.3.3-9] after a PUBREC of 0x80 and more nothing is held, and the same identifier is a new message', () => {
    const receiver = new Harness(mode);
    expect(receiver.take(publishOf('a', 2, 7), 0x97)).toBeUndefined();
    expect(receiver.answers).toMatchObject([{ type: 'PUBREC', packetId: 7, reasonCode: 0x97 }]);
    expect([receiver.effects.length, receiver.state.entries.size]).toEqual([1, 0]);
    receiver.take(publishOf('b', 2, 7));
    expect(receiver.answers).toMatchObject([{ type: 'PUBREC', packetId: 7, reasonCode: 0 }]);
    expect(receiver.state.entries.get(7)?.message.uid).toBe('b');
  });

  test('v5 [MQTT-4.3.3-10] a held identifier that is sent again is never refused', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    receiver.take(publishOf('a', 2, 7, { dup: true }), 0x97);
    expect(receiver.answers).toMatchObject([{ type: 'PUBREC', packetId: 7, reasonCode: 0 }]);
  });

  test('a PUBLISH at QoS 0 or 1 that is refused is not handed on, and PUBACK says why', () => {
    const receiver = new Harness(mode);
    expect(receiver.take(publishOf('a', 1, 7), 0x97)).toBeUndefined();
    expect(receiver.answers).toMatchObject([{ type: 'PUBACK', packetId: 7, reasonCode: 0x97 }]);
    expect(receiver.take(publishOf('a', 0, 0), 0x97)).toBeUndefined();
    expect(receiver.effects).toEqual([]);
  });

  test('v5 [MQTT-3.3.4-7] [MQTT-3.3.4-9] one QoS 2 message more than Receive Maximum is a fault, 0x93; a repeat, QoS 1 and 3.1.1 are not', () => {
    const receiver = new Harness(mode, 5, 2);
    receiver.take(publishOf('a', 2, 7));
    receiver.take(publishOf('b', 2, 8));
    const check = (packet: PublishPacket, version: ProtocolVersion = 5) =>
      faultOf(receiver.state, packet, { connection: 0, version })?.reasonCode;
    expect(check(publishOf('c', 2, 9))).toBe(0x93);
    expect(check(publishOf('b', 2, 8, { dup: true }))).toBeUndefined();
    expect(check(publishOf('c', 1, 9))).toBeUndefined();
    expect(check(publishOf('c', 2, 9), 4)).toBeUndefined();
    receiver.take(ackOf('PUBREL', 7));
    expect(check(publishOf('c', 2, 9))).toBeUndefined();
  });

  test('a discarded session releases each identifier', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    receiver.take(publishOf('b', 2, 8));
    const effects: Effect[] = [];
    discardReceiver(receiver.state, 'expired', effects);
    const released = effects.flatMap((e) => (e.kind === 'release-entry' ? [e.entry.packetId] : []));
    expect(released).toEqual([7, 8]);
    const discarded = effects.filter(({ kind }) => kind === 'discard-message');
    // What is handed on already is not lost with its identifier.
    const lost = mode === 'pubrel' ? ['a', 'b'] : [];
    expect(discarded).toMatchObject(lost.map((messageUid) => ({ messageUid, reason: 'expired' })));
    expect([receiver.state.entries.size, receiver.state.bytes]).toEqual([0, 0]);
  });
});

test('hand-over on PUBREL keeps the message and hands it on once, at the first PUBREL', () => {
  const receiver = new Harness('pubrel');
  expect(receiver.take(publishOf('a', 2, 7))).toBeUndefined();
  expect(receiver.take(ackOf('PUBREL', 7))).toBe('a');
  expect(receiver.take(ackOf('PUBREL', 7))).toBeUndefined();
});

test('a message held until PUBREL is handed on as it came, with the time of its PUBLISH, and its bytes are counted', () => {
  const receiver = new Harness('pubrel');
  const facts = { dup: true, attempt: 3, copy: 2, subscriptionIds: [4] };
  const packet = publishOf('a', 2, 7, facts);
  receiver.take(packet);
  expect(receiver.state.bytes).toBe(packet.message.bytes);
  const handOn = receivePubrel(receiver.state, ackOf('PUBREL', 7), receiver.inlet, []);
  expect(handOn).toMatchObject({ ...facts, qos: 2, receivedAt: fromMs(7) });
  expect(receiver.state.bytes).toBe(0);
});

test('hand-over on PUBLISH hands the message on once, at the first PUBLISH, and keeps the identifier', () => {
  const receiver = new Harness('publish');
  expect(receiver.take(publishOf('a', 2, 7))).toBe('a');
  expect(receiver.take(ackOf('PUBREL', 7))).toBeUndefined();
});
