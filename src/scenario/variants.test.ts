// What a variant makes of a scenario and of commands, what it is called, and how a link says it.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { fromSec } from '../base/time.ts';
import { DEFAULT_CLIENT } from './defaults.ts';
import { formatLink, parseLink } from './link.ts';
import { publishedLevelsOf } from './patternChanges.ts';
import { findPreset } from './presets/presets.ts';
import type { Command } from './scenario.ts';
import {
  applyVariant,
  applyVariantTo,
  applyVariantToAll,
  areSameLanes,
  LEVELS,
  PER_MESSAGE,
  variantOf,
} from './variants.ts';

const mixed = findPreset('mixed')?.scenario ?? parseLink('').scenario;
const atQos2 = variantOf([['qos', '2']]);

describe('applyVariant', () => {
  test('a level is that of every message that the scenario publishes', () => {
    expect(new Set(publishedLevelsOf(mixed)).size).toBeGreaterThan(1);
    expect(new Set(publishedLevelsOf(applyVariant(mixed, atQos2)))).toEqual(new Set([2]));
  });

  test('the base as it is, is the very same scenario', () => {
    expect(applyVariant(mixed, variantOf([]))).toBe(mixed);
  });

  test('seed and clients are those of the base in every level', () => {
    for (const level of LEVELS) {
      const { seed, clients } = applyVariant(mixed, level);
      expect(seed).toBe(mixed.seed);
      expect(clients.map(({ id }) => id)).toEqual(mixed.clients.map(({ id }) => id));
    }
  });

  test('a setting without a place in the scenario changes nothing', () => {
    const silent = { ...mixed, clients: [], script: [] };
    expect(applyVariant(silent, variantOf([['rate', '5']]))).toBe(silent);
  });
});

describe('applyVariantTo', () => {
  const publish: Command = {
    kind: 'publish',
    client: 'pub',
    topic: 'a/b',
    qos: 0,
    payload: 'Hi',
  };

  test('a message by hand, a pattern that starts and a client that joins have its level', () => {
    expect(applyVariantTo(publish, atQos2)).toEqual({ ...publish, qos: 2 });
    const pattern = {
      name: 'auto',
      topic: 't',
      qos: 0,
      payload: 'x',
      ratePerSec: 1,
      startMs: 0,
    } as const;
    const start: Command = { kind: 'start-publishing', client: 'pub', pattern };
    expect(applyVariantTo(start, atQos2)).toEqual({ ...start, pattern: { ...pattern, qos: 2 } });
    const client = { ...DEFAULT_CLIENT, id: 'x', subscriptions: [], publishes: [pattern] };
    const join: Command = { kind: 'add-client', client };
    const changed = applyVariantTo(
      join,
      variantOf([
        ['qos', '1'],
        ['clean-start', 'true'],
      ]),
    );
    expect(changed).toMatchObject({ client: { cleanStart: true, publishes: [{ qos: 1 }] } });
  });

  test('what the variant sets, no command sets otherwise', () => {
    const tcp = variantOf([
      ['network', 'tcp'],
      ['loss', '0.1'],
    ]);
    const change: Command = {
      kind: 'set-network',
      changes: { model: 'lossy', lossHop2Down: 0.5, latencyMs: 20 },
    };
    expect(applyVariantTo(change, tcp)).toEqual({
      kind: 'set-network',
      changes: { latencyMs: 20 },
    });
    const habits: Command = { kind: 'change-client', client: 'sub', changes: { handlerMs: 5 } };
    expect(applyVariantTo(habits, variantOf([['handler-ms', '100']]))).toBeUndefined();
  });

  test('of a list of commands, those of which nothing is left are left out', () => {
    const given = [
      { at: fromSec(1), command: { kind: 'set-network', changes: { model: 'lossy' } } },
      { at: fromSec(2), command: publish },
    ] as const;
    const tcp = variantOf([['network', 'tcp']]);
    expect(applyVariantToAll(given, tcp)).toEqual([given[1]]);
  });

  test('everything else is the same in every lane', () => {
    const kill: Command = { kind: 'kill-packet', uid: 'pub/hand/1:PUBLISH.1' };
    expect(applyVariantTo(kill, atQos2)).toBe(kill);
  });
});

test('a variant is called by its settings', () => {
  expect(LEVELS.map(({ label }) => label)).toEqual(['QoS 0', 'QoS 1', 'QoS 2']);
  expect(PER_MESSAGE.map(({ label }) => label)).toEqual(['as it is', 'QoS 2', 'QoS 0']);
  const both = variantOf([
    ['loss', '0.2'],
    ['qos', '1'],
  ]);
  expect(both.label).toBe('QoS 1 + loss 20 %');
  expect(variantOf([['cuts-per-min', '3']]).label).toBe('cuts per min 3');
});

describe('lanes in a link', () => {
  const link = '#/compare?preset=mixed&lanes=qos:0;qos:1,store:memory;-&t=3';
  const ignoredOf = (text: string) => parseLink(text).ignored.map(formatInputError);

  test('are read, written and read again', () => {
    const parsed = parseLink(link);
    expect(parsed.lanes?.map(({ label }) => label)).toEqual([
      'QoS 0',
      'QoS 1 + memory store',
      'as it is',
    ]);
    expect(parsed.ignored).toEqual([]);
    expect(formatLink(parsed)).toBe(link);
  });

  test('a link that does not say has none', () => {
    expect(parseLink('#/compare?preset=mixed').lanes).toBeUndefined();
  });

  test('the order of settings, and how a number is written, make no other lane', () => {
    const one = parseLink('lanes=loss:0.20,qos:1').lanes ?? [];
    const two = parseLink('lanes=qos:1,loss:0.2').lanes ?? [];
    expect(areSameLanes(one, two)).toBe(true);
  });

  test('what cannot be used is told by its lane, and the rest is used', () => {
    const text = 'lanes=qos:3,loss:0.1;seed:4;colour:red,qos:1';
    expect(ignoredOf(text)).toEqual([
      'lanes.0.qos: got "3", expected 0, 1 or 2',
      'lanes.1.seed: got "4", expected a setting other than it: the lanes have the same luck',
      'lanes.2: got "colour:red", expected SETTING:VALUE with one of the settings',
    ]);
    expect(parseLink(text).lanes?.map(({ label }) => label)).toEqual([
      'loss 10 %',
      'as it is',
      'QoS 1',
    ]);
    expect(ignoredOf('lanes=-;-;-;-')).toEqual([
      'lanes: got 4 lanes, expected one to 3 lanes, such as qos:0;qos:1,ignore-repeats:true;-',
    ]);
    expect(ignoredOf('lanes=')).toHaveLength(1);
    expect(parseLink('lanes=').lanes).toBeUndefined();
  });

  test('settings of a lane that contradict each other are told', () => {
    const [first] = ignoredOf('lanes=reconnect-ms:5000,reconnect-max-ms:1000');
    expect(first).toMatch(/^lanes\.0\.reconnect-m/);
  });
});
