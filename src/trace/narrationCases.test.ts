// What certain presets' instants are told in: where an easy sentence would be false.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { type PresetRun, runPreset } from '../testing/presetRun.ts';
import { narrateAt } from './narration.ts';

const runs = new Map<string, PresetRun>();

/** @param ms of virtual time */
function said(preset: string, ms: number): string {
  const { index } = runs.get(preset) ?? runPreset(preset, 12);
  const sentence = narrateAt(index, fromMs(ms));
  return [sentence?.text, sentence?.point].filter(Boolean).join(' ');
}

describe('the last answer of a message', () => {
  test('that a cut has lost at the broker does not say that the broker has it', () => {
    expect(said('clean-start-lost-pubrel', 4100)).toBe(
      'The publisher has the PUBCOMP of A: the exchange is complete. Nothing tells the publisher that the subscriber will never see it.',
    );
  });

  test('that had nowhere to go says so', () => {
    expect(said('subscriber-offline-clean', 4400)).toBe(
      'The publisher has the PUBCOMP of C: the exchange is complete. Nothing tells the publisher that the subscriber will never see it.',
    );
  });

  test('that the broker stores says that the broker has taken it over', () => {
    expect(said('session-expired', 2800)).toBe(
      'The publisher has the PUBACK of A: the broker has taken it over. Nothing tells the publisher when a subscriber has it.',
    );
  });
});

describe('what has expired', () => {
  test('is the session, where the message would have lived on', () => {
    expect(said('session-expired', 5000)).toBe(
      'The session of the subscriber has expired, and A with it: the subscriber will never see it.',
    );
  });

  test('is the message, where it had an expiry of its own', () => {
    expect(said('message-expired', 4000)).toBe(
      'A has waited too long and is expired: the subscriber will never see it.',
    );
  });

  test('is a session that held nothing, too', () => {
    expect(said('clean-start-lost-pubrel', 1900)).toBe(
      'The session of the publisher has ended, and A with it: the subscriber will never see it.',
    );
  });
});

describe('a second copy', () => {
  test('of what was never answered is not put down to a late answer', () => {
    const text =
      'arrived twice. Connected again, the broker sent it again: the subscriber had not answered its first PUBLISH.';
    expect(said('window-full', 7800)).toBe(`C ${text}`);
    expect(said('subscriber-crash-acks-last', 4300)).toBe(`A ${text}`);
  });

  test('at QoS 2 came of packets that overtook each other', () => {
    expect(said('overtaking-qos2', 5400)).toBe(
      'A arrived twice. The second PUBLISH overtook the first, which came when the broker had let go of the identifier: even at QoS 2 that is a new message.',
    );
  });

  test('says which state was lost, and how', () => {
    expect(said('clean-start-qos2-twice', 4450)).toBe(
      'A arrived twice. The broker had forgotten its identifier when the session of the publisher ended, and took the next PUBLISH for a new message.',
    );
    expect(said('broker-crash-autosave-twice', 6400)).toBe(
      'A arrived twice. The broker came back from its crash with an older store, in which A was not finished with.',
    );
  });
});

describe('coming back', () => {
  test('is told as it goes on, and what it brings', () => {
    expect(said('retained-on-reconnect', 4200)).toBe('The subscriber connects again.');
    expect(said('retained-on-reconnect', 4500)).toBe(
      'The broker begins a session for the subscriber, and knows nothing of the one before.',
    );
    expect(said('retained-on-reconnect', 5100)).toBe(
      'The broker sends B for the subscription of the subscriber: it is A, which the broker retained.',
    );
    expect(said('retained-on-reconnect', 5400)).toBe(
      'B reached the subscriber: it is A, which the broker retained, and no second copy.',
    );
  });

  test('to a session that goes on says so', () => {
    expect(said('broker-crash-autosave-twice', 5200)).toBe('The subscriber connects again.');
    expect(said('message-expired', 6499)).toBe('The subscriber goes online again.');
  });

  test('the first time is no coming back', () => {
    expect(said('lost-puback', 0)).toBe('The subscriber connects.');
    expect(said('lost-puback', 300)).toBe('The broker begins a session for the subscriber.');
    expect(said('lost-puback', 600)).toBe('The subscriber subscribes.');
    expect(said('lost-puback', 900)).toBe('The subscriber is subscribed at QoS 2.');
  });
});
