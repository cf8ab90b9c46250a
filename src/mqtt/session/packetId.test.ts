// Packet Identifiers: how a sender allots them. Those on a whole connection are in exchange.test.ts.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { ackOf, deliveryOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import { allotPacketId, createSender, hasFreeId, receivePuback, sendMessage } from './sender.ts';

const now = fromMs(0);

function connectedSender() {
  const state = createSender('peer', undefined, {
    sendQuota: 65_535,
    resendLimit: Infinity,
    topicAliasMaximum: 0,
    queueLimit: 10,
    queueDrop: 'newest',
    queueBytesMax: Infinity,
  });
  state.connection = 0;
  return state;
}

type Sender = ReturnType<typeof connectedSender>;

function sendOne(state: Sender, uid = 'm'): number {
  const effects: Effect[] = [];
  sendMessage(state, deliveryOf(uid, 1), 'qos1-publish', now, effects);
  for (const effect of effects) {
    if (effect.kind === 'send-packet' && effect.packet.type === 'PUBLISH') {
      return effect.packet.packetId;
    }
  }
  return 0;
}

function acknowledge(state: Sender, packetId: number): void {
  receivePuback(state, ackOf('PUBACK', packetId), now, []);
}

describe('Packet Identifiers', () => {
  test('v5 [MQTT-4.3.2-1] [MQTT-4.3.3-1] count up from 1, also when earlier ones are free again', () => {
    const state = connectedSender();
    expect([sendOne(state), sendOne(state)]).toEqual([1, 2]);
    acknowledge(state, 1);
    expect(sendOne(state)).toBe(3);
  });

  test('v5 [MQTT-2.2.1-3] [MQTT-2.2.1-4], 3.1.1 [MQTT-2.3.1-2] [MQTT-2.3.1-4] wrap from 65,535 to 1 and pass over those in use', () => {
    const state = connectedSender();
    expect([sendOne(state), sendOne(state), sendOne(state)]).toEqual([1, 2, 3]);
    acknowledge(state, 2);
    state.lastPacketId = 65_534;
    expect([sendOne(state), sendOne(state), sendOne(state)]).toEqual([65_535, 2, 4]);
  });

  test('with all 65,535 in use a message waits, and takes the one that is freed', () => {
    const state = connectedSender();
    for (let i = 0; i < 65_535; i++) sendOne(state);
    expect(state.entries.size).toBe(65_535);
    expect(sendOne(state)).toBe(0);
    expect(state.waiting.length).toBe(1);
    acknowledge(state, 40_000);
    expect(state.waiting.length).toBe(0);
    expect(state.entries.has(40_000)).toBe(true);
  });

  test('v5 [MQTT-2.2.1-3] the one that a SUBSCRIBE holds is not given to a PUBLISH', () => {
    const state = connectedSender();
    state.requestIds.add(allotPacketId(state));
    state.lastPacketId = 65_535;
    expect(sendOne(state)).toBe(2);
  });

  test('those of SUBSCRIBE count among the 65,535, and the last free one goes to neither twice', () => {
    const state = connectedSender();
    for (let i = 0; i < 65_534; i++) sendOne(state);
    expect(hasFreeId(state)).toBe(true);
    state.requestIds.add(allotPacketId(state));
    expect([hasFreeId(state), sendOne(state)]).toEqual([false, 0]);
  });
});
