// Each arrow of receiver.ts's transition table, one machine alone, in both ways of handing over.
import { describe, expect, test } from 'vitest';
import { ackOf, publishOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import type { PublishPacket, PubrelPacket } from '../packets/packet.ts';
import {
  createReceiver,
  discardReceiver,
  type Qos2HandOver,
  receivePublish,
  receivePubrel,
} from './receiver.ts';

class Harness {
  readonly state;
  effects: Effect[] = [];

  constructor(handOver: Qos2HandOver) {
    this.state = createReceiver('peer', handOver);
  }

  /** @returns the uid of what is handed on, if anything */
  take(packet: PublishPacket | PubrelPacket): string | undefined {
    this.effects = [];
    const handOn =
      packet.type === 'PUBLISH'
        ? receivePublish(this.state, packet, 0, this.effects)
        : receivePubrel(this.state, packet, 0, this.effects);
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

  test('v5 [MQTT-4.3.2-4], 3.1.1 [MQTT-4.3.2-2] QoS 1 is answered with PUBACK of the same identifier, and handed on', () => {
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

  test('a discarded session releases each identifier', () => {
    const receiver = new Harness(mode);
    receiver.take(publishOf('a', 2, 7));
    receiver.take(publishOf('b', 2, 8));
    const effects: Effect[] = [];
    discardReceiver(receiver.state, effects);
    expect(effects).toMatchObject([
      { kind: 'release-entry', entry: { packetId: 7 } },
      { kind: 'release-entry', entry: { packetId: 8 } },
    ]);
    expect(receiver.state.entries.size).toBe(0);
  });
});

test('hand-over on PUBREL keeps the message and hands it on once, at the first PUBREL', () => {
  const receiver = new Harness('pubrel');
  expect(receiver.take(publishOf('a', 2, 7))).toBeUndefined();
  expect(receiver.take(ackOf('PUBREL', 7))).toBe('a');
  expect(receiver.take(ackOf('PUBREL', 7))).toBeUndefined();
});

test('hand-over on PUBLISH hands the message on once, at the first PUBLISH, and keeps the identifier', () => {
  const receiver = new Harness('publish');
  expect(receiver.take(publishOf('a', 2, 7))).toBe('a');
  expect(receiver.take(ackOf('PUBREL', 7))).toBeUndefined();
});
