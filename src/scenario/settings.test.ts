// The table of settings: its names are a contract, each can be set and read, and nothing is clamped.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { parseScenario } from './parse.ts';
import { defaultRun } from './presets/defaultRun.ts';
import { lostPuback } from './presets/lostPuback.ts';
import { mixed } from './presets/mixed.ts';
import { playground } from './presets/playground.ts';
import type { Scenario } from './scenario.ts';
import type { SettingValue } from './setting.ts';
import {
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
  messages: 'unlimited',
  rate: '0.5',
  network: 'tcp',
  loss: '0.25',
  'loss-hop1-up': '0.1',
  'loss-hop1-down': '0.2',
  'loss-hop2-up': '0.3',
  'loss-hop2-down': '1',
  'burst-ms': '200',
  'latency-ms': '12.5',
  'jitter-ms': '3',
  duplication: '0.5',
  reordering: '0.05',
  'reorder-ms': '0',
  'bytes-per-sec': '1200',
  'cuts-per-min': '0.5',
  resend: 'reconnect',
  'resend-ms': '250',
  'qos2-forward': 'publish',
  'broker-ack': 'last',
  'granted-qos': '0',
  overlapping: 'each',
  inflight: '20',
  queue: '0',
  'queue-drop': 'oldest',
  store: 'autosave',
  'autosave-sec': '60',
  'resend-limit': '3',
  'qos2-handover': 'publish',
  ack: 'last',
  'handler-ms': '250',
  withholds: 'PUBCOMP/PUBACK',
  'ignore-repeats': 'true',
  'keep-alive-sec': '0',
  'clean-start': 'true',
  'session-expiry-sec': '0',
  'session-lost': 'resend',
  'offline-publish': 'queueAll',
  'reconnect-ms': '250',
  'reconnect-max-ms': '1000',
  version: '4',
  seed: '4294967295',
};

function read(scenario: Scenario, name: SettingName): SettingValue | undefined {
  const setting: Setting = SETTINGS[name];
  return setting.read(scenario);
}

function show(scenario: Scenario, name: SettingName): string | undefined {
  const { showText }: Setting = SETTINGS[name];
  const value = read(scenario, name);
  return value === undefined ? undefined : showText(value);
}

function apply(scenario: Scenario, name: SettingName, text: string): Scenario {
  const applied = applySettings(scenario, new Map([[name, text]]), String);
  expect(applied.errors).toEqual([]);
  return applied.scenario;
}

function errorOf(scenario: Scenario, name: SettingName, text: string): string {
  const { errors } = applySettings(scenario, new Map([[name, text]]), String);
  return errors.map(formatInputError).join('\n');
}

describe('each setting', () => {
  test.each(SETTING_NAMES)(
    '%s: what is set is read again, in a scenario that is still one',
    (name) => {
      const text = OTHER[name];
      const before = structuredClone(defaultRun.scenario);
      const changed = apply(defaultRun.scenario, name, text);
      expect(show(changed, name)).toBe(text);
      expect(defaultRun.scenario).toEqual(before);
      expect(parseScenario(changed)).toEqual({ ok: true, value: changed });
      expect(changed).not.toEqual(before);
    },
  );

  test.each(SETTING_NAMES)('%s: a text that is no value is refused, and named', (name) => {
    for (const text of ['', ' 1', '0x1', '1e400', '-1', 'NaN', 'Infinity', '5,', '1 ']) {
      expect(errorOf(defaultRun.scenario, name, text)).toMatch(new RegExp(`^${name}: got "`));
    }
  });

  test('its default is the one that the command line promises', () => {
    const defaults = Object.fromEntries(
      SETTING_NAMES.map((name) => [name, show(defaultRun.scenario, name)]),
    );
    expect(defaults).toEqual({
      qos: '1',
      'sub-qos': '2',
      messages: '100',
      rate: '10',
      network: 'lossy',
      loss: '0',
      'loss-hop1-up': '0',
      'loss-hop1-down': '0',
      'loss-hop2-up': '0',
      'loss-hop2-down': '0',
      'burst-ms': '0',
      'latency-ms': '50',
      'jitter-ms': '0',
      duplication: '0',
      reordering: '0',
      'reorder-ms': '500',
      'bytes-per-sec': '0',
      'cuts-per-min': '0',
      resend: 'model',
      'resend-ms': '1000',
      'qos2-forward': 'pubrel',
      'broker-ack': 'first',
      'granted-qos': '2',
      overlapping: 'one',
      inflight: '65535',
      queue: '1000',
      'queue-drop': 'newest',
      store: 'persistent',
      'autosave-sec': '1800',
      'resend-limit': 'unlimited',
      'qos2-handover': 'pubrel',
      ack: 'first',
      'handler-ms': '0',
      withholds: 'none',
      'ignore-repeats': 'false',
      'keep-alive-sec': '60',
      'clean-start': 'false',
      'session-expiry-sec': '3600',
      'session-lost': 'discard',
      'offline-publish': 'queue',
      'reconnect-ms': '1000',
      'reconnect-max-ms': '30000',
      version: '5',
      seed: '1',
    });
  });
});

describe('the limits', () => {
  test.each([
    ['loss', '1.5', 'loss: got "1.5", expected a number from 0 to 1'],
    ['qos', '3', 'qos: got "3", expected 0, 1 or 2'],
    ['network', 'udp', 'network: got "udp", expected lossy or tcp'],
    ['resend', 'never', 'resend: got "never", expected model, timer or reconnect'],
    ['clean-start', '1', 'clean-start: got "1", expected true or false'],
    ['withholds', 'PUBACK/X', 'withholds: got "PUBACK/X", expected one of PUBACK, PUBREC, PUBREL'],
    [
      'withholds',
      'PUBACK/PUBACK',
      'withholds: got "PUBACK/PUBACK", expected each packet type once',
    ],
    ['resend-limit', 'no', 'resend-limit: got "no", expected a whole number from 0 to 1000000, or'],
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

  test('what contradicts the rest is refused, and all the rest is applied', () => {
    const applyAll = (texts: Readonly<Partial<Record<SettingName, string>>>) => {
      const known = SETTING_NAMES.flatMap((name) => {
        const text = texts[name];
        return text === undefined ? [] : [[name, text] as const];
      });
      const { scenario, errors } = applySettings(defaultRun.scenario, new Map(known), String);
      const { clients, seed } = scenario;
      const reconnectMs = clients[0]?.reconnectMs;
      const reconnectMaxMs = clients[0]?.reconnectMaxMs;
      return { reconnectMs, reconnectMaxMs, seed, errors: errors.map(formatInputError) };
    };
    expect(applyAll({ 'reconnect-ms': '60000', seed: '7' })).toEqual({
      reconnectMs: 1000,
      reconnectMaxMs: 30_000,
      seed: 7,
      errors: ['reconnect-ms: got "60000", expected at most 30000, the reconnect-max-ms'],
    });
    expect(applyAll({ 'reconnect-max-ms': '500', seed: '7' })).toMatchObject({
      reconnectMaxMs: 30_000,
      errors: ['reconnect-max-ms: got "500", expected at least 1000, the reconnect-ms'],
    });
    expect(applyAll({ 'reconnect-ms': '600', 'reconnect-max-ms': '500', seed: 'x' })).toEqual({
      reconnectMs: 1000,
      reconnectMaxMs: 30_000,
      seed: 1,
      errors: [
        'seed: got "x", expected a whole number from 0 to 4294967295',
        'reconnect-ms: got "600", expected at most 500, the reconnect-max-ms',
        'reconnect-max-ms: got "500", expected at least 1000, the reconnect-ms',
      ],
    });
    expect(applyAll({ 'reconnect-ms': '200', 'reconnect-max-ms': '500' })).toMatchObject({
      reconnectMs: 200,
      reconnectMaxMs: 500,
      errors: [],
    });
  });

  test('a name of the table is one, a name of every object is not', () => {
    expect(SETTING_NAMES.every(isSettingName)).toBe(true);
    for (const name of ['toString', '__proto__', 'constructor', 'QOS', '']) {
      expect(isSettingName(name)).toBe(false);
    }
  });
});
