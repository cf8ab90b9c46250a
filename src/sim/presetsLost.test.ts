// What the first presets are there to show: the default run, the playground, the three levels, and
// one message of which one packet is lost.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  acknowledgedOf,
  deliveredAtMs,
  duplicateCausesOf,
  lossesOf,
  msOf,
  playPreset,
  sentOf,
} from '../testing/presetRun.ts';

describe('start here', () => {
  test('default: every message is delivered once, after two one-way latencies', () => {
    const level = playPreset('default').metrics.levels['1'];
    expect(level).toMatchObject({ published: 100, delivered: 100, duplicates: 0, lost: 0 });
    expect(level.deliveryMs).toMatchObject({ n: 100, p50: 100, p99: 100, max: 100 });
    expect(level.publisherHandshakeMs.max).toBe(100);
    expect(level.subscriberHandshakeMs.max).toBe(150);
    expect(level.packetsSent).toMatchObject({ PUBLISH: 200, PUBACK: 200 });
  });

  test('playground: everyone gets ready, and nothing is published or lost', () => {
    const { events } = playPreset('playground');
    expect(events.at(-1)?.kind).toBe('publishing-started');
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds).not.toContain('message-published');
    expect(kinds).not.toContain('packet-lost');
  });

  test('mixed: QoS 0 loses, QoS 1 doubles, QoS 2 does neither; about a message a second', () => {
    const { levels } = playPreset('mixed', fromSec(600)).metrics;
    const published = levels['0'].published + levels['1'].published + levels['2'].published;
    expect(published).toBeGreaterThan(590);
    expect(published).toBeLessThan(610);
    expect(levels['0'].lost).toBeGreaterThan(30);
    expect(levels['0'].duplicates).toBe(0);
    expect(levels['1']).toMatchObject({ lost: 0 });
    expect(levels['1'].duplicates).toBeGreaterThan(10);
    expect(levels['2']).toMatchObject({ lost: 0, duplicates: 0 });
  });
});

/** One-way latencies of 300 ms, re-sends after 1000 ms. */
const L = 300;
const RESEND = 1000;

/** By hop: each PUBLISH and PUBREL, with DUP where it is set. */
function sendsOf(name: string): readonly string[] {
  const run = playPreset(name);
  return ([1, 2] as const).flatMap((hop) =>
    (['PUBLISH', 'PUBREL'] as const).flatMap((type) =>
      sentOf(run, type, hop).map(({ dup }) => `${hop} ${type}${dup ? ' DUP' : ''}`),
    ),
  );
}

/** What it sends and gets, and when. */
function seenByPublisher(name: string): readonly string[] {
  const run = playPreset(name);
  return run.events.flatMap((event) => {
    if (event.kind !== 'packet-sent' && event.kind !== 'packet-arrived') return [];
    const { from, to, type, dup, packetId } = event.packet;
    const isSeen = event.kind === 'packet-sent' ? from === 'pub' : to === 'pub';
    return isSeen ? [`${msOf(run, event)} ${event.kind} ${type} ${packetId} ${dup}`] : [];
  });
}

describe('a lost packet of the publisher’s hop', () => {
  test('lost-puback: the message arrives twice, because the publisher sent it again', () => {
    const run = playPreset('lost-puback');
    expect(deliveredAtMs(run)).toEqual([2 * L, RESEND + 2 * L]);
    expect(duplicateCausesOf(run)).toEqual(['publisherResend']);
    expect(sendsOf('lost-puback')).toEqual([
      '1 PUBLISH',
      '1 PUBLISH DUP',
      '2 PUBLISH',
      '2 PUBLISH',
    ]);
    expect(run.metrics.levels['1'].publisherHandshakeMs.max).toBe(RESEND + 2 * L);
  });

  test('lost-publish: the publisher sends the same, and the message arrives once, late', () => {
    const run = playPreset('lost-publish');
    expect(deliveredAtMs(run)).toEqual([RESEND + 2 * L]);
    expect(sendsOf('lost-publish')).toEqual(['1 PUBLISH', '1 PUBLISH DUP', '2 PUBLISH']);
    // To the publisher it looks exactly like a lost PUBACK.
    expect(seenByPublisher('lost-publish')).toEqual(seenByPublisher('lost-puback'));
  });

  test('lost-publish-qos0: nobody sends it again, and no timer runs for it', () => {
    const run = playPreset('lost-publish-qos0');
    expect(lossesOf(run)).toEqual([['Hey, are you free?', 'packetLost']]);
    expect(sendsOf('lost-publish-qos0')).toEqual(['1 PUBLISH']);
    const timers = eventsOf(run.events, 'timer-set').map(({ timer }) => timer);
    expect(timers).not.toContain('re-send');
    expect(eventsOf(run.events, 'session-stored')).toEqual([]);
  });

  test('lost-pubrec: PUBLISH is sent again, and the broker does not hand it on twice', () => {
    const run = playPreset('lost-pubrec');
    // The lost PUBREC costs one re-send: 6L without it.
    expect(deliveredAtMs(run)).toEqual([RESEND + 6 * L]);
    expect(sendsOf('lost-pubrec')).toEqual([
      '1 PUBLISH',
      '1 PUBLISH DUP',
      '1 PUBREL',
      '2 PUBLISH',
      '2 PUBREL',
    ]);
    expect(sentOf(run, 'PUBREC', 1).map(({ because }) => because)).toEqual([
      'qos2-pubrec',
      'qos2-pubrec-again',
    ]);
  });

  test('lost-pubrel: PUBREL is sent again without DUP, PUBLISH is not, and the message is late', () => {
    expect(deliveredAtMs(playPreset('lost-pubrel'))).toEqual([RESEND + 6 * L]);
    expect(sendsOf('lost-pubrel')).toEqual([
      '1 PUBLISH',
      '1 PUBREL',
      '1 PUBREL',
      '2 PUBLISH',
      '2 PUBREL',
    ]);
  });

  test('lost-pubcomp: the message is as early as without, and the second PUBCOMP has 0x92', () => {
    const run = playPreset('lost-pubcomp');
    expect(deliveredAtMs(run)).toEqual([6 * L]);
    expect(sendsOf('lost-pubcomp')).toEqual(sendsOf('lost-pubrel'));
    expect(sentOf(run, 'PUBCOMP', 1).map(({ reasonCode }) => reasonCode)).toEqual([0, 0x92]);
  });

  test('giving-up: four PUBLISH, one re-send interval of waiting for each, then it is lost', () => {
    const run = playPreset('giving-up');
    const [lost] = eventsOf(run.events, 'message-lost');
    expect(lost).toMatchObject({ cause: 'gaveUp' });
    expect(lost === undefined ? undefined : msOf(run, lost)).toBe(4 * RESEND);
    expect(sendsOf('giving-up')).toEqual([
      '1 PUBLISH',
      '1 PUBLISH DUP',
      '1 PUBLISH DUP',
      '1 PUBLISH DUP',
    ]);
  });
});

describe('a lost packet of the subscriber’s hop', () => {
  const once = ['1 PUBLISH'];
  const onceAtQos2 = ['1 PUBLISH', '1 PUBREL'];

  test('lost-publish-hop2: the broker sends it again, long after the publisher’s PUBACK', () => {
    const run = playPreset('lost-publish-hop2');
    expect(deliveredAtMs(run)).toEqual([RESEND + 2 * L]);
    expect(acknowledgedOf(run)).toEqual([['Hey, are you free?', 2 * L]]);
    expect(sendsOf('lost-publish-hop2')).toEqual([...once, '2 PUBLISH', '2 PUBLISH DUP']);
  });

  test('lost-puback-hop2: the message arrives twice, the second time with DUP', () => {
    const run = playPreset('lost-puback-hop2');
    expect(deliveredAtMs(run)).toEqual([2 * L, RESEND + 2 * L]);
    expect(duplicateCausesOf(run)).toEqual(['brokerResend']);
    expect(sendsOf('lost-puback-hop2')).toEqual([...once, '2 PUBLISH', '2 PUBLISH DUP']);
  });

  test('lost-pubrec-hop2: the subscriber answers the second PUBLISH, and hands the message over once', () => {
    const run = playPreset('lost-pubrec-hop2');
    expect(deliveredAtMs(run)).toEqual([RESEND + 6 * L]);
    expect(sendsOf('lost-pubrec-hop2')).toEqual([
      ...onceAtQos2,
      '2 PUBLISH',
      '2 PUBLISH DUP',
      '2 PUBREL',
    ]);
    expect(sentOf(run, 'PUBREC', 2).map(({ because }) => because)).toEqual([
      'qos2-pubrec',
      'qos2-pubrec-again',
    ]);
  });

  test('lost-pubrel-hop2: the subscriber has the message and its application waits for PUBREL', () => {
    const run = playPreset('lost-pubrel-hop2');
    const held = eventsOf(run.events, 'session-stored').filter(({ node }) => node === 'sub');
    expect(held.map((event) => [msOf(run, event), event.entry.holds])).toEqual([
      [4 * L, 'message'],
    ]);
    expect(deliveredAtMs(run)).toEqual([RESEND + 6 * L]);
    expect(sendsOf('lost-pubrel-hop2')).toEqual([
      ...onceAtQos2,
      '2 PUBLISH',
      '2 PUBREL',
      '2 PUBREL',
    ]);
  });

  test('lost-pubcomp-hop2: the application has it, on time and once, before the second PUBREL', () => {
    const run = playPreset('lost-pubcomp-hop2');
    expect(deliveredAtMs(run)).toEqual([6 * L]);
    expect(sendsOf('lost-pubcomp-hop2')).toEqual(sendsOf('lost-pubrel-hop2'));
    expect(sentOf(run, 'PUBCOMP', 2).map(({ reasonCode }) => reasonCode)).toEqual([0, 0x92]);
  });
});
