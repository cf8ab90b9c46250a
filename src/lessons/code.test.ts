// What the code says is what the setting is: by text here; what can run here is run in
// e2e/brokers/snippets.spec.ts.

import { describe, expect, test } from 'vitest';
import { findPreset, PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import { type CodeSettings, codeSettingsOf } from './code/codeSettings.ts';
import { LIBRARY } from './code/libraries.ts';
import { LIBRARIES } from './code/snippet.ts';
import { surprises } from './en/libraries.ts';

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
