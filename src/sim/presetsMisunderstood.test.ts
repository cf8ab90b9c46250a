// What the presets of what people get wrong about QoS are there to show.
import { expect, test } from 'vitest';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  acknowledgedOf,
  callbacksOf,
  deliveredAtMs,
  duplicateCausesOf,
  lossesOf,
  msOf,
  playPreset,
  sentOf,
} from '../testing/presetRun.ts';

const text = 'Hey, are you free?';

test('puback-is-not-delivery: PUBACK after one round trip, the message when its subscriber is back', () => {
  const run = playPreset('puback-is-not-delivery');
  expect(acknowledgedOf(run)).toEqual([[text, 500 + 600]]);
  // CONNECT, then the message behind CONNACK.
  expect(deliveredAtMs(run)).toEqual([5000 + 600]);
  const told = eventsOf(run.events, 'packet-arrived').filter(({ packet }) => packet.to === 'pub');
  expect(told.map((event) => msOf(run, event)).at(-1)).toBe(1100);
});

test('dup-is-not-duplicate: DUP 1 on what comes first, DUP 0 on what comes twice', () => {
  const run = playPreset('dup-is-not-duplicate');
  expect(callbacksOf(run)).toEqual(['first', 'second', 'second']);
  const arrived = eventsOf(run.events, 'packet-arrived').filter(
    ({ packet }) => packet.type === 'PUBLISH' && packet.hop === 2,
  );
  expect(arrived.map(({ packet }) => [packet.messageUid, packet.dup])).toEqual([
    ['pub/hand/1', true],
    ['pub/hand/2', false],
    ['pub/hand/2', false],
  ]);
  expect(sentOf(run, 'PUBLISH', 1).map(({ dup }) => dup)).toEqual([false, false, true]);
});

test('downgraded-to-qos1: QoS 2 on one hop, QoS 1 on the other, where the message doubles', () => {
  const run = playPreset('downgraded-to-qos1');
  expect(callbacksOf(run)).toEqual([text, text]);
  expect(duplicateCausesOf(run)).toEqual(['brokerResend']);
  expect(run.metrics.levels['2']).toMatchObject({ published: 1, duplicates: 1 });
  expect(sentOf(run, 'PUBREC', 1)).toHaveLength(1);
  expect(sentOf(run, 'PUBREC', 2)).toEqual([]);
  expect(sentOf(run, 'PUBLISH', 2).map(({ qos, dup }) => [qos, dup])).toEqual([
    [1, false],
    [1, true],
  ]);
});

test('downgraded-to-qos0: the publisher has PUBCOMP, and the message is lost on the other hop', () => {
  const run = playPreset('downgraded-to-qos0');
  expect(acknowledgedOf(run)).toEqual([[text, 4 * 300]]);
  expect(lossesOf(run)).toEqual([[text, 'packetLost']]);
  expect(sentOf(run, 'PUBLISH', 2).map(({ qos }) => qos)).toEqual([0]);
});

test('order-after-resend: the application gets 1, 2, 3, 2, 3, and no packet has overtaken', () => {
  const run = playPreset('order-after-resend');
  expect(callbacksOf(run)).toEqual(['1', '2', '3', '2', '3']);
  expect(sentOf(run, 'PUBLISH', 2).map(({ packetId, dup }) => [packetId, dup])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [2, true],
    [3, true],
  ]);
  expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(3);
});

test('overlapping-subscriptions: twice, with two Packet Identifiers and no re-send', () => {
  const run = playPreset('overlapping-subscriptions');
  expect(callbacksOf(run)).toEqual([text, text]);
  expect(duplicateCausesOf(run)).toEqual(['overlappingSubscription']);
  expect(sentOf(run, 'PUBLISH', 2).map(({ packetId, dup }) => [packetId, dup])).toEqual([
    [1, false],
    [2, false],
  ]);
  expect(run.metrics.levels['1'].packetsResent).toBe(0);
  expect(eventsOf(run.events, 'packet-lost')).toEqual([]);
});

test('retained-on-reconnect: once live, once behind each SUBSCRIBE with RETAIN 1, and no duplicate', () => {
  const run = playPreset('retained-on-reconnect');
  expect(callbacksOf(run)).toEqual(['door open', 'door open']);
  expect(duplicateCausesOf(run)).toEqual([]);
  const received = eventsOf(run.events, 'message-received').map(({ messageUid }) => messageUid);
  expect(received).toEqual(['pub/state/1~sub.1', 'pub/state/1~sub.2']);
  const sent = sentOf(run, 'PUBLISH', 2).map(({ retain, dup }) => [retain, dup]);
  expect(sent).toEqual([
    [undefined, false],
    [true, false],
    [true, false],
    [undefined, false],
  ]);
  expect(sentOf(run, 'SUBSCRIBE', 2)).toHaveLength(3);
});
