// What the presets of sessions and queues are there to show.
import { expect, test } from 'vitest';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  acknowledgedOf,
  callbacksOf,
  deliveredAtMs,
  duplicateCausesOf,
  lossesOf,
  msOf,
  type PlayedPreset,
  playPreset,
  sentOf,
} from '../testing/presetRun.ts';

const text = 'Hey, are you free?';
const acknowledged = (run: PlayedPreset) => acknowledgedOf(run).map(([payload]) => payload);
const lostAtMs = (run: PlayedPreset) =>
  eventsOf(run.events, 'message-lost').map((event) => msOf(run, event));

test('subscriber-offline: QoS 1 and QoS 2 wait for its return, QoS 0 is lost at once', () => {
  const run = playPreset('subscriber-offline');
  expect(callbacksOf(run)).toEqual(['at QoS 1', 'at QoS 2']);
  for (const ms of deliveredAtMs(run)) expect(ms).toBeGreaterThan(5000);
  expect(lossesOf(run)).toEqual([['at QoS 0', 'offline']]);
  expect(lostAtMs(run)).toEqual([1300]);
  const resumed = eventsOf(run.events, 'session-resumed').map(({ client }) => client);
  expect(resumed).toEqual(['sub']);
});

test('subscriber-offline-clean: all three are lost, acknowledged and PUBACK with 0x10', () => {
  const run = playPreset('subscriber-offline-clean');
  expect(lossesOf(run)).toEqual([
    ['at QoS 0', 'offline'],
    ['at QoS 1', 'offline'],
    ['at QoS 2', 'offline'],
  ]);
  expect(acknowledged(run)).toEqual(['at QoS 1', 'at QoS 2', 'later']);
  expect(sentOf(run, 'PUBACK', 1).map(({ reasonCode }) => reasonCode)).toEqual([0x10, 0]);
  expect(callbacksOf(run)).toEqual(['later']);
});

test('publisher-offline: what waits is sent once, without DUP, when it is connected again', () => {
  const run = playPreset('publisher-offline');
  expect(callbacksOf(run)).toEqual(['at QoS 1', 'at QoS 2']);
  expect(lossesOf(run)).toEqual([['at QoS 0', 'offline']]);
  expect(lostAtMs(run)).toEqual([500]);
  const [first] = eventsOf(run.events, 'packet-sent').filter(
    ({ packet }) => packet.type === 'PUBLISH',
  );
  expect(first === undefined ? undefined : msOf(run, first)).toBe(4000 + 600);
  expect(sentOf(run, 'PUBLISH', 1).map(({ dup }) => dup)).toEqual([false, false]);
});

test('queue-full: the first three arrive, the others are lost, and all have their PUBACK', () => {
  const run = playPreset('queue-full');
  expect(callbacksOf(run)).toEqual(['1', '2', '3']);
  expect(lossesOf(run)).toEqual([
    ['4', 'queueFull'],
    ['5', 'queueFull'],
  ]);
  expect(acknowledged(run)).toEqual(['1', '2', '3', '4', '5']);
  expect(sentOf(run, 'PUBACK', 1).map(({ reasonCode }) => reasonCode)).toEqual([0, 0, 0, 0, 0]);
});

test('queue-full-oldest: the last three arrive, the others are lost, and all have their PUBACK', () => {
  const run = playPreset('queue-full-oldest');
  expect(callbacksOf(run)).toEqual(['3', '4', '5']);
  expect(lossesOf(run)).toEqual([
    ['1', 'queueFull'],
    ['2', 'queueFull'],
  ]);
  expect(acknowledged(run)).toEqual(['1', '2', '3', '4', '5']);
});

test('message-expired: lost two seconds after the broker has it, the other one waits longer', () => {
  const run = playPreset('message-expired');
  expect(lossesOf(run)).toEqual([['for two seconds', 'expired']]);
  expect(lostAtMs(run)).toEqual([500 + 300 + 2000]);
  expect(callbacksOf(run)).toEqual(['for ever']);
  expect(acknowledged(run)).toEqual(['for two seconds', 'for ever']);
});

test('session-expired: the message goes with the session, three seconds after DISCONNECT', () => {
  const run = playPreset('session-expired');
  expect(lossesOf(run)).toEqual([[text, 'expired']]);
  expect(lostAtMs(run)).toEqual([300 + 3000]);
  expect(eventsOf(run.events, 'session-ended')).toMatchObject([
    { client: 'sub', reason: 'expired' },
  ]);
  expect(acknowledged(run)).toEqual([text]);
});

test('clean-start-drops-queue: both are lost at CONNECT, and what comes later arrives', () => {
  const run = playPreset('clean-start-drops-queue');
  expect(lossesOf(run)).toEqual([
    ['1', 'stateLost'],
    ['2', 'stateLost'],
  ]);
  expect(lostAtMs(run)).toEqual([4300, 4300]);
  expect(eventsOf(run.events, 'session-ended')).toMatchObject([{ client: 'sub', reason: 'clean' }]);
  expect(callbacksOf(run)).toEqual(['later']);
});

test('clean-start-lost-pubrel: the publisher has PUBCOMP, and the message is lost before it', () => {
  const run = playPreset('clean-start-lost-pubrel');
  expect(callbacksOf(run)).toEqual([]);
  expect(lossesOf(run)).toEqual([[text, 'stateLost']]);
  expect(acknowledged(run)).toEqual([text]);
  const [acknowledgedMs] = acknowledgedOf(run).map(([, ms]) => ms);
  expect(acknowledgedMs).toBeGreaterThan(lostAtMs(run)[0] ?? Infinity);
  expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
  expect(sentOf(run, 'PUBREL', 1).map(({ because }) => because)).toEqual([
    'qos2-pubrel',
    'reconnect-resend',
  ]);
  // 3.1.1 has no Reason Code to say so.
  expect(sentOf(run, 'PUBCOMP', 1)).toMatchObject([{ reasonCode: 0, bytes: 4 }]);
  expect(eventsOf(run.events, 'session-resumed')).toEqual([]);
});

test('clean-start-qos2-twice: the same Packet Identifier, taken for a new message', () => {
  const run = playPreset('clean-start-qos2-twice');
  expect(callbacksOf(run)).toEqual([text, text]);
  expect(duplicateCausesOf(run)).toEqual(['stateLost']);
  expect(sentOf(run, 'PUBLISH', 1).map(({ packetId, dup }) => [packetId, dup])).toEqual([
    [1, false],
    [1, true],
  ]);
  // The broker answers the second one as a first.
  expect(sentOf(run, 'PUBREC', 1).map(({ because }) => because)).toEqual([
    'qos2-pubrec',
    'qos2-pubrec',
  ]);
  expect(eventsOf(run.events, 'session-ended')).toMatchObject([{ client: 'pub', reason: 'clean' }]);
});
