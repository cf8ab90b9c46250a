// What the presets of networks are there to show.
import { describe, expect, test } from 'vitest';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  callbacksOf,
  duplicateCausesOf,
  lossesOf,
  type PlayedPreset,
  playPreset,
  sentOf,
} from '../testing/presetRun.ts';

const publishedBy = ({ events }: PlayedPreset) =>
  eventsOf(events, 'message-published').map(({ messageUid, qos }) => [messageUid, qos]);

describe('the same messages at 20 % loss', () => {
  const lossy = playPreset('lossy-loss');
  const tcp = playPreset('tcp-loss');

  test('lossy-loss: QoS 0 loses some, QoS 1 doubles some, QoS 2 does neither', () => {
    const { levels } = lossy.metrics;
    expect(levels['0']).toMatchObject({ delivered: 7, lost: 3, duplicates: 0 });
    expect(levels['1']).toMatchObject({ delivered: 10, lost: 0, duplicates: 3 });
    expect(levels['2']).toMatchObject({ delivered: 10, lost: 0, duplicates: 0 });
  });

  test('tcp-loss: all arrive once, and QoS 0 too is seconds late at times', () => {
    expect(publishedBy(tcp)).toEqual(publishedBy(lossy));
    for (const qos of [0, 1, 2] as const) {
      const level = tcp.metrics.levels[qos];
      expect(level).toMatchObject({ published: 10, delivered: 10, lost: 0, duplicates: 0 });
    }
    expect(lossy.metrics.levels['0'].deliveryMs.max).toBe(600);
    expect(tcp.metrics.levels['0'].deliveryMs.max).toBeGreaterThan(2000);
    expect(eventsOf(tcp.events, 'packet-lost')).toEqual([]);
    expect(eventsOf(tcp.events, 'segment-lost').length).toBeGreaterThan(20);
  });

  test('tcp-loss: what is behind a lost segment waits for it, and nobody sends a message again', () => {
    const waited = eventsOf(tcp.events, 'segment-arrived').filter((event) => 'awaits' in event);
    expect(waited.length).toBeGreaterThan(10);
    for (const qos of [0, 1, 2] as const) {
      expect(tcp.metrics.levels[qos].packetsResent).toBe(0);
    }
  });
});

/** Lengths of the runs of messages that are missing one after the other. */
function gapsOf({ events }: PlayedPreset): readonly number[] {
  const lost = new Set(eventsOf(events, 'message-lost').map(({ messageUid }) => messageUid));
  const gaps: number[] = [];
  let gap = 0;
  for (const { messageUid } of eventsOf(events, 'message-published')) {
    if (lost.has(messageUid)) gap++;
    else if (gap > 0) {
      gaps.push(gap);
      gap = 0;
    }
  }
  return gap > 0 ? [...gaps, gap] : gaps;
}

test('even-loss and burst-loss: as many lost, in 59 gaps of one or two, and in ten of up to seventeen', () => {
  const even = playPreset('even-loss');
  const bursts = playPreset('burst-loss');
  for (const { metrics } of [even, bursts]) {
    expect(metrics.levels['0']).toMatchObject({ published: 600, lost: 61, duplicates: 0 });
  }
  expect(gapsOf(even)).toHaveLength(59);
  expect(Math.max(...gapsOf(even))).toBe(2);
  expect(gapsOf(bursts)).toHaveLength(10);
  expect(Math.max(...gapsOf(bursts))).toBe(17);
});

test('network-copies: QoS 0 and QoS 1 arrive twice without a re-send, QoS 2 once', () => {
  const run = playPreset('network-copies');
  expect(callbacksOf(run)).toEqual(['at QoS 0', 'at QoS 0', 'at QoS 1', 'at QoS 1', 'at QoS 2']);
  expect(duplicateCausesOf(run)).toEqual(['networkCopy', 'networkCopy']);
  // Each is sent once and flies twice.
  expect(
    sentOf(run, 'PUBLISH', 1).map(({ attempt, networkCopy, dup }) => [attempt, networkCopy, dup]),
  ).toEqual(
    [1, 2, 3].flatMap(() => [
      [1, undefined, false],
      [1, 2, false],
    ]),
  );
  const timers = eventsOf(run.events, 'timer-fired').map(({ timer }) => timer);
  expect(timers).not.toContain('re-send');
});

test('overtaking: in another order, each once', () => {
  const run = playPreset('overtaking');
  expect(callbacksOf(run)).toEqual(['1', '4', '3', '2', '5', '6']);
  expect(lossesOf(run)).toEqual([]);
  expect(duplicateCausesOf(run)).toEqual([]);
});

test('overtaking-qos2: the first PUBLISH comes after the exchange of the second, and is a new message', () => {
  const run = playPreset('overtaking-qos2');
  expect(callbacksOf(run)).toHaveLength(2);
  expect(duplicateCausesOf(run)).toEqual(['publisherResend']);
  const onHop1 = eventsOf(run.events, 'packet-arrived')
    .filter(({ packet }) => packet.hop === 1 && packet.messageUid !== undefined)
    .map(({ packet: { type, dup, reasonCode } }) => [type, dup, reasonCode]);
  expect(onHop1).toEqual([
    ['PUBLISH', true, 0],
    ['PUBREC', false, 0],
    ['PUBREL', false, 0],
    ['PUBCOMP', false, 0],
    ['PUBLISH', false, 0],
    ['PUBREC', false, 0],
    ['PUBREL', false, 0x92],
    ['PUBCOMP', false, 0],
  ]);
  expect(eventsOf(run.events, 'packet-lost')).toEqual([]);
});
