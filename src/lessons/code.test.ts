// What the code says is what the setting is: by text here; what can run here is run in
// e2e/brokers/snippets.spec.ts.

import { describe, expect, test } from 'vitest';
import { parseLink } from '../scenario/link.ts';
import { findPreset, PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import {
  type CodeSettings,
  codeSettingsOf,
  listenersOf,
  messagesOf,
  whyIgnored,
} from './code/codeSettings.ts';
import { LIBRARY } from './code/libraries.ts';
import { LIBRARIES } from './code/snippet.ts';
import { unsaidOf } from './code/unsaid.ts';
import { repeats, surprises, unsaid } from './en/libraries.ts';

const BROKER = { host: 'localhost', port: 1883 };

function settingsFor(preset: string, changes: Partial<Record<SettingName, string>>): CodeSettings {
  const scenario = findPreset(preset)?.scenario as Scenario;
  const texts = new Map(Object.entries(changes)) as ReadonlyMap<SettingName, string>;
  const settings = codeSettingsOf(applySettings(scenario, texts, (name) => name).scenario, BROKER);
  if (settings === undefined) throw new Error(`No settings of ${preset}`);
  return settings;
}

describe.each(LIBRARIES)('with %s', (name) => {
  const { format } = LIBRARY[name];
  const both = (preset: string, changes: Partial<Record<SettingName, string>>) => {
    const { publisher, subscriber } = format(settingsFor(preset, changes));
    return { publisher, subscriber, text: `${publisher}${subscriber}` };
  };

  test('there is code for every preset, and what surprises is said', () => {
    for (const { scenario } of PRESETS) {
      const settings = codeSettingsOf(scenario, BROKER);
      if (settings === undefined) continue;
      const { publisher, subscriber } = format(settings);
      for (const text of [publisher, subscriber]) {
        expect(text).not.toMatch(/undefined|NaN|\n\n\n/);
        expect(text).toContain('localhost');
      }
      expect(publisher).toContain(settings.topic);
      expect(subscriber).toContain(settings.subscriber.filter);
    }
    expect(surprises[name].length).toBeGreaterThan(1);
  });

  test.each([
    ['qos', '0', '2'],
    ['sub-qos', '0', '1'],
    ['keep-alive-sec', '17', '600'],
    ['clean-start', 'true', 'false'],
    ['version', '4', '5'],
  ] as const)('another %s is other code', (setting, one, other) => {
    const texts = [one, other].map((value) => both('default', { [setting]: value }).text);
    expect(texts[0]).not.toBe(texts[1]);
  });

  test('the session’s expiry is set in 5.0, and in 3.1.1 there is none', () => {
    const changes = { 'session-expiry-sec': '4321' };
    expect(both('default', changes).text).toContain('4321');
    expect(both('default', { ...changes, version: '4' }).text).not.toContain('4321');
  });

  test('a message that expires has its interval, in 5.0', () => {
    const settings = { ...settingsFor('default', {}), expirySec: 77 };
    expect(format(settings).publisher).toContain('77');
    expect(format({ ...settings, version: 4 }).publisher).not.toContain('77');
  });

  test('the window is the subscriber’s Receive Maximum, where one is set', () => {
    const settings = settingsFor('default', {});
    const subscriber = { ...settings.subscriber, receiveMaximum: 33 };
    expect(format({ ...settings, subscriber }).subscriber).toContain('33');
    expect(format(settings).subscriber).not.toContain('65535');
    expect(unsaidOf(name, { ...settings, version: 4, subscriber })).toContain('receiveMaximum');
  });

  test('the publisher’s window is in its code, or said to have no option; never its Receive Maximum', () => {
    const settings = settingsFor('default', {});
    const publisher = { ...settings.publisher, sendMaximum: 44 };
    for (const version of [4, 5] as const) {
      const limited = { ...settings, version, publisher };
      const isUnsaid = unsaidOf(name, limited).includes('sendMaximum');
      expect(format(limited).publisher.includes('44')).toBe(!isUnsaid);
      expect(format(limited).publisher).not.toMatch(/receive.?maximum/i);
    }
  });

  test('what it has no option for is said once, in words', () => {
    const settings = settingsFor('default', { 'keep-alive-sec': '0', 'clean-start': 'false' });
    expect(unsaidOf(name, settings).includes('keepAlive')).toBe(name === 'mosquitto');
    expect(unsaidOf(name, { ...settings, version: 5 })).not.toContain('sessionExpiry');
    const old = unsaidOf(name, {
      ...settings,
      version: 4,
      expirySec: 5,
      publisher: { ...settings.publisher, sessionExpirySec: 60 },
    });
    expect(old).toEqual(expect.arrayContaining(['sessionExpiry', 'messageExpiry']));
    for (const one of old) expect(unsaid[one]).not.toBe('');
  });

  test('repeats are told by an id in the message, where they can come', () => {
    const [once, twice] = ['2', '1'].map((qos) => both('default', { qos }));
    expect(twice?.publisher).toMatch(/uuid|next_id/i);
    expect(twice?.subscriber).toMatch(/seen/i);
    expect(once?.subscriber).not.toMatch(/seen/i);
  });
});

test('names that a language or a shell would stumble over stay what they are', () => {
  const settings = { ...settingsFor('default', {}), topic: `it's "a" \\ topic` };
  expect(LIBRARY.mqttjs.format(settings).publisher).toContain('"it\'s \\"a\\" \\\\ topic"');
  expect(LIBRARY.mosquitto.format(settings).publisher).toContain(`'it'\\''s "a" \\ topic'`);
});

describe('what a scenario has of it', () => {
  test('each stream is a message to choose, with those who hear of it', () => {
    const { scenario } = parseLink('preset=mixed');
    const messages = messagesOf(scenario);
    expect(messages.map(({ qos }) => qos)).toEqual([0, 1, 2]);
    for (const message of messages) {
      const [subscriber] = listenersOf(scenario, message);
      const settings = codeSettingsOf(scenario, BROKER, { message, subscriber: subscriber?.id });
      expect(settings?.publisher).toMatchObject({ clientId: message.client, qos: message.qos });
      expect(settings?.topic).toBe(message.topic);
      expect(settings?.subscriber.clientId).toBe(subscriber?.id);
    }
  });

  test('the subscriber’s window is how many the broker may have on the way to it', () => {
    const { scenario } = parseLink('preset=slow-subscriber');
    const settings = codeSettingsOf(scenario, BROKER);
    expect(settings?.subscriber.receiveMaximum).toBe(scenario.broker.receiveMaximum);
    expect(settings?.subscriber.receiveMaximum).toBeLessThan(65_535);
  });

  test('who does both is not the other end of its own message while somebody else hears of it', () => {
    for (const { name, scenario } of PRESETS) {
      for (const message of messagesOf(scenario)) {
        const [first, ...others] = listenersOf(scenario, message).map(({ id }) => id);
        if (others.length > 0) expect(first, name).not.toBe(message.client);
      }
    }
  });
});

describe('repeats', () => {
  const why = (query: string) => {
    const { scenario } = parseLink(query);
    const [message] = messagesOf(scenario);
    const [subscriber] = message === undefined ? [] : listenersOf(scenario, message);
    if (message === undefined || subscriber === undefined) throw new Error(query);
    return (wasSeen: boolean) => whyIgnored(scenario, message, subscriber, wasSeen);
  };

  test.each([
    ['preset=default&qos=1', 'level'],
    ['preset=default&qos=2&sub-qos=1', 'level'],
    ['preset=default&qos=1&sub-qos=0', 'level'],
    ['preset=default&qos=2', undefined],
    ['preset=default&qos=0', undefined],
    ['preset=default&qos=0&duplication=0.1', 'network'],
    ['preset=default&qos=2&duplication=0.1', 'network'],
    ['preset=default&qos=2&reordering=0.1', 'network'],
    ['preset=default&qos=2&reordering=0.1&network=tcp', undefined],
  ] as const)('%s: %s', (query, expected) => {
    expect(why(query)(false)).toBe(expected);
    expect(repeats[expected ?? 'none']).not.toBe('');
  });

  test('what was seen to come twice is told, whatever the level', () => {
    expect(why('preset=default&qos=2')(true)).toBe('seen');
  });

  test.each(PRESETS)('$name: what comes twice in it was said to be able to', ({ name }) => {
    const { scenario } = parseLink(`preset=${name}`);
    const published = new Map<string, ReturnType<typeof messagesOf>[number]>();
    for (const event of eventsOfRun(`preset=${name}`)) {
      if (event.kind === 'message-published') {
        const { publisher: client, topic, qos, messageUid: key } = event;
        published.set(key, { key, client, topic, qos });
      }
      if (event.kind !== 'message-delivered' || event.cause === undefined) continue;
      const message = published.get(event.messageUid);
      const subscriber = scenario.clients.find(({ id }) => id === event.subscriber);
      if (message === undefined || subscriber === undefined) continue;
      expect(whyIgnored(scenario, message, subscriber), event.messageUid).toBeDefined();
    }
  });
});
