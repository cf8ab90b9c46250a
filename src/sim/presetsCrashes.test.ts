// What the presets of crashes are there to show.
import { describe, expect, test } from 'vitest';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  acknowledgedOf,
  callbacksOf,
  duplicateCausesOf,
  lossesOf,
  msOf,
  type PlayedPreset,
  playPreset,
  sentOf,
} from '../testing/presetRun.ts';

const text = 'Hey, are you free?';

function crashMs(run: PlayedPreset): number {
  const [crash] = eventsOf(run.events, 'node-crashed');
  return crash === undefined ? Infinity : msOf(run, crash);
}

/** What had arrived at the publisher before the crash. */
function answersBeforeCrash(run: PlayedPreset): readonly string[] {
  return eventsOf(run.events, 'packet-arrived')
    .filter((event) => msOf(run, event) > 0 && msOf(run, event) < crashMs(run))
    .filter(({ packet }) => packet.to === 'pub')
    .map(({ packet }) => packet.type);
}

describe('a broker crash before PUBACK', () => {
  test('broker-crash-before-puback: what was kept and what is sent again are two copies', () => {
    const run = playPreset('broker-crash-before-puback');
    expect(answersBeforeCrash(run)).toEqual([]);
    expect(callbacksOf(run)).toEqual([text, text]);
    expect(duplicateCausesOf(run)).toEqual(['publisherResend']);
    expect(sentOf(run, 'PUBLISH', 1).map(({ dup }) => dup)).toEqual([false, true]);
  });

  test('broker-crash-before-puback-memory: the publisher discards its half, and nothing is left', () => {
    const run = playPreset('broker-crash-before-puback-memory');
    expect(answersBeforeCrash(run)).toEqual([]);
    expect(callbacksOf(run)).toEqual([]);
    expect(lossesOf(run)).toEqual([[text, 'stateLost']]);
    expect(acknowledgedOf(run)).toEqual([]);
    expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
    const discarded = eventsOf(run.events, 'message-discarded').map(({ node }) => node);
    expect(discarded).toEqual(['broker', 'pub']);
    // Session Present is 0.
    expect(eventsOf(run.events, 'session-resumed')).toEqual([]);
  });
});

describe('a broker crash after PUBACK', () => {
  test('broker-crash-after-puback: the message is kept, and arrives once', () => {
    const run = playPreset('broker-crash-after-puback');
    expect(answersBeforeCrash(run)).toEqual(['PUBACK']);
    expect(callbacksOf(run)).toEqual([text]);
    expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
    expect(eventsOf(run.events, 'session-resumed')).toHaveLength(2);
  });

  test('broker-crash-after-puback-memory: acknowledged, lost at the crash, and not sent again', () => {
    const run = playPreset('broker-crash-after-puback-memory');
    expect(answersBeforeCrash(run)).toEqual(['PUBACK']);
    expect(acknowledgedOf(run)).toEqual([[text, 500 + 600]]);
    expect(lossesOf(run)).toEqual([[text, 'stateLost']]);
    const [lost] = eventsOf(run.events, 'message-lost');
    expect(lost === undefined ? undefined : msOf(run, lost)).toBe(crashMs(run));
    expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
  });
});

describe('a broker crash between PUBREC and PUBREL', () => {
  test('broker-crash-before-pubrel: PUBREL is sent again on the kept session, and it arrives once', () => {
    const run = playPreset('broker-crash-before-pubrel');
    expect(answersBeforeCrash(run)).toEqual(['PUBREC']);
    expect(callbacksOf(run)).toEqual([text]);
    expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
    expect(sentOf(run, 'PUBREL', 1).map(({ because }) => because)).toEqual([
      'qos2-pubrel',
      'reconnect-resend',
    ]);
    expect(sentOf(run, 'PUBCOMP', 1).map(({ reasonCode }) => reasonCode)).toEqual([0]);
  });

  test('broker-crash-before-pubrel-memory: the broker had the only copy', () => {
    const run = playPreset('broker-crash-before-pubrel-memory');
    expect(answersBeforeCrash(run)).toEqual(['PUBREC']);
    expect(lossesOf(run)).toEqual([[text, 'stateLost']]);
    const [lost] = eventsOf(run.events, 'message-lost');
    expect(lost === undefined ? undefined : msOf(run, lost)).toBe(crashMs(run));
    const reduced = eventsOf(run.events, 'session-updated');
    expect(reduced).toMatchObject([{ node: 'pub', entry: { holds: 'identifier' } }]);
    expect(acknowledgedOf(run)).toEqual([]);
  });
});

describe('a broker that saves by the clock', () => {
  test('broker-crash-autosave: both acknowledged, the saved one arrives, the other is lost', () => {
    const run = playPreset('broker-crash-autosave');
    const saves = eventsOf(run.events, 'broker-saved').map((event) => msOf(run, event));
    expect(saves[0]).toBeLessThan(1500);
    const acknowledged = acknowledgedOf(run);
    expect(acknowledged.map(([payload]) => payload)).toEqual(['before the save', 'after the save']);
    for (const [, ms] of acknowledged) expect(ms).toBeLessThan(crashMs(run));
    expect(callbacksOf(run)).toEqual(['before the save']);
    expect(lossesOf(run)).toEqual([['after the save', 'stateLost']]);
  });

  test('broker-crash-autosave-twice: complete at QoS 2 before the crash, and delivered again', () => {
    const run = playPreset('broker-crash-autosave-twice');
    const complete = eventsOf(run.events, 'message-acknowledged').map(({ hop }) => hop);
    expect(complete).toEqual([1, 2, 2]);
    const [, onHop2] = eventsOf(run.events, 'message-acknowledged');
    expect(onHop2 === undefined ? Infinity : msOf(run, onHop2)).toBeLessThan(crashMs(run));
    expect(callbacksOf(run)).toEqual([text, text]);
    expect(duplicateCausesOf(run)).toEqual(['stateLost']);
    expect(sentOf(run, 'PUBLISH', 1)).toHaveLength(1);
    expect(sentOf(run, 'PUBLISH', 2).map(({ packetId, dup }) => [packetId, dup])).toEqual([
      [1, false],
      [1, true],
    ]);
  });
});

describe('a subscriber crash with a slow application', () => {
  test('subscriber-crash-acks-first: PUBACK for both before the crash, and the second one is lost', () => {
    const run = playPreset('subscriber-crash-acks-first');
    expect(sentOf(run, 'PUBACK', 2)).toHaveLength(2);
    expect(callbacksOf(run)).toEqual(['1']);
    expect(lossesOf(run)).toEqual([['2', 'stateLost']]);
    const stored = eventsOf(run.events, 'session-stored').filter(({ node }) => node === 'sub');
    expect(stored.map(({ entry }) => [entry.store, entry.messageUid, entry.holds])).toEqual([
      ['inbox', 'pub/hand/1', 'identifier'],
      ['inbox', 'pub/hand/2', 'message'],
    ]);
    expect(sentOf(run, 'PUBLISH', 2)).toHaveLength(2);
  });

  test('subscriber-crash-acks-last: no PUBACK before the crash; the first one comes again, none is lost', () => {
    const run = playPreset('subscriber-crash-acks-last');
    const acks = eventsOf(run.events, 'packet-sent').filter(
      ({ packet }) => packet.type === 'PUBACK' && packet.hop === 2,
    );
    for (const ack of acks) expect(msOf(run, ack)).toBeGreaterThan(crashMs(run));
    expect(callbacksOf(run)).toEqual(['1', '1', '2']);
    expect(duplicateCausesOf(run)).toEqual(['brokerResend']);
    expect(lossesOf(run)).toEqual([]);
  });
});
