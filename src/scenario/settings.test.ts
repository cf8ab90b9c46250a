// The table of settings: its names are a contract, each can be set and read, and nothing is clamped.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { parseScenario } from './parse.ts';
import { defaultRun } from './presets/defaultRun.ts';
import { lostPuback } from './presets/lostPuback.ts';
import { mixed } from './presets/mixed.ts';
import { playground } from './presets/playground.ts';
import type { Scenario } from './scenario.ts';
import {
  applySetting,
  applySettings,
  isSettingName,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.ts';

/** A text that differs from the default, for each. */
const OTHER: Readonly<Record<SettingName, string>> = {
  qos: '2',
  'sub-qos': '1',
  loss: '0.25',
  'loss-hop1-up': '0.1',
  'loss-hop1-down': '0.2',
  'loss-hop2-up': '0.3',
  'loss-hop2-down': '1',
  'latency-ms': '12.5',
  'jitter-ms': '3',
  resend: 'reconnect',
  'resend-ms': '250',
  network: 'lossy',
  'qos2-forward': 'publish',
  'qos2-handover': 'publish',
  inflight: '20',
  queue: '0',
  messages: 'unlimited',
  rate: '0.5',
  version: '4',
  seed: '4294967295',
};

function read(scenario: Scenario, name: SettingName): number | string | undefined {
  const setting: Setting = SETTINGS[name];
  return setting.read(scenario);
}

function apply(scenario: Scenario, name: SettingName, text: string): Scenario {
  const result = applySetting(scenario, name, text, name);
  if (!result.ok) throw new Error(result.errors.map(formatInputError).join('\n'));
  return result.value;
}

function errorOf(scenario: Scenario, name: SettingName, text: string): string {
  const result = applySetting(scenario, name, text, name);
  return result.ok ? '' : result.errors.map(formatInputError).join('\n');
}

describe('each setting', () => {
  test.each(SETTING_NAMES)(
    '%s: what is set is read again, in a scenario that is still one',
    (name) => {
      const text = OTHER[name];
      const before = structuredClone(defaultRun.scenario);
      const changed = apply(defaultRun.scenario, name, text);
      expect(String(read(changed, name))).toBe(text);
      expect(defaultRun.scenario).toEqual(before);
      expect(parseScenario(changed)).toEqual({ ok: true, value: changed });
      if (name !== 'network') expect(changed).not.toEqual(before);
    },
  );

  test.each(SETTING_NAMES)('%s: a text that is no value is refused, and named', (name) => {
    for (const text of ['', ' 1', '0x1', '1e400', '-1', 'NaN', 'Infinity', '5,', '1 ']) {
      expect(errorOf(defaultRun.scenario, name, text)).toMatch(new RegExp(`^${name}: got "`));
    }
  });

  test('its default is the one that the command line promises', () => {
    const defaults = Object.fromEntries(
      SETTING_NAMES.map((name) => [name, read(defaultRun.scenario, name)]),
    );
    expect(defaults).toEqual({
      qos: 1,
      'sub-qos': 2,
      loss: 0,
      'loss-hop1-up': 0,
      'loss-hop1-down': 0,
      'loss-hop2-up': 0,
      'loss-hop2-down': 0,
      'latency-ms': 50,
      'jitter-ms': 0,
      resend: 'timer',
      'resend-ms': 1000,
      network: 'lossy',
      'qos2-forward': 'pubrel',
      'qos2-handover': 'pubrel',
      inflight: 65_535,
      queue: 1000,
      messages: 100,
      rate: 10,
      version: 5,
      seed: 1,
    });
  });
});

describe('the limits', () => {
  test.each([
    ['loss', '1.5', 'loss: got "1.5", expected a number from 0 to 1'],
    ['qos', '3', 'qos: got "3", expected 0, 1 or 2'],
    ['network', 'tcp', 'network: got "tcp", expected lossy (the TCP model is not in this version)'],
    ['version', '3', 'version: got "3", expected 4 (MQTT 3.1.1) or 5 (MQTT 5.0)'],
    ['messages', 'all', 'messages: got "all", expected a whole number from 0 to 10000000, or unli'],
    ['inflight', '65536', 'inflight: got "65536", expected a whole number from 1 to 65535'],
  ] as const)('%s %s is refused, with what was expected', (name, text, says) => {
    expect(errorOf(defaultRun.scenario, name, text)).toContain(says);
  });

  test.each([
    ['loss', '.5', 0.5],
    ['loss', '1e-3', 0.001],
    ['latency-ms', '007', 7],
  ] as const)('%s %s is a number like any other', (name, text, value) => {
    expect(read(apply(defaultRun.scenario, name, text), name)).toBe(value);
  });
});

describe('a scenario and its settings', () => {
  test('several values are no one value', () => {
    expect(read(mixed.scenario, 'qos')).toBeUndefined();
    expect(read(mixed.scenario, 'loss')).toBeUndefined();
    expect(read(mixed.scenario, 'messages')).toBe('unlimited');
    expect(read(apply(mixed.scenario, 'qos', '1'), 'qos')).toBe(1);
  });

  test('the level is also that of what the script publishes', () => {
    expect(read(lostPuback.scenario, 'qos')).toBe(1);
    const changed = apply(lostPuback.scenario, 'qos', '2');
    expect(changed.script[1]?.command).toMatchObject({ kind: 'publish', qos: 2 });
  });

  test('a setting that the scenario has no place for is an error', () => {
    const none = playground.scenario;
    const says = 'rate: got "5", expected it with a scenario that has a publishing pattern';
    expect(errorOf(none, 'rate', '5')).toBe(says);
    expect(errorOf(none, 'messages', '5')).toContain('has a publishing pattern');
    expect(errorOf(none, 'qos', '1')).toContain('publishes something');
    const alone = { ...none, clients: none.clients.slice(0, 1) };
    expect(errorOf(alone, 'sub-qos', '1')).toContain('has a subscriber');
    expect(errorOf(alone, 'qos2-handover', 'publish')).toContain('has a subscriber');
  });

  test('one hop and direction wins over all four, in whatever order they are given', () => {
    const texts = new Map([
      ['loss-hop1-up', '0'],
      ['loss', '0.5'],
      ['seed', '-'],
    ] as const);
    const { scenario, errors } = applySettings(defaultRun.scenario, texts, (name) => `--${name}`);
    expect(scenario.network).toMatchObject({ lossHop1Up: 0, lossHop1Down: 0.5, lossHop2Down: 0.5 });
    expect(errors.map(({ field }) => field)).toEqual(['--seed']);
    expect(scenario.seed).toBe(1);
  });

  test('a name of the table is one, a name of every object is not', () => {
    expect(SETTING_NAMES.every(isSettingName)).toBe(true);
    for (const name of ['toString', '__proto__', 'constructor', 'QOS', '']) {
      expect(isSettingName(name)).toBe(false);
    }
  });
});
