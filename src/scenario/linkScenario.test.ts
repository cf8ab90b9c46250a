// What links say whole, which speed and version they have, and how what they say wrongly is named.

import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { formatLink, type Link, parseLink } from './link.ts';
import { OWN_SCENARIO } from './linkScenario.ts';
import { findPreset } from './presets/presets.ts';
import type { Scenario } from './scenario.ts';

const ignoredOf = (text: string): readonly string[] =>
  parseLink(text).ignored.map(formatInputError);

describe('a link that is written', () => {
  const said = (preset: string, changes: Partial<Link> = {}): Link => {
    const { scenario } = findPreset('lost-puback') ?? parseLink('');
    return { view: 'simulate', preset, scenario, commands: [], t: undefined, ...changes };
  };

  test('what settings cannot say of a scenario is said whole, and no more of it than that', () => {
    const { scenario } = said('lost-puback');
    const [pub, sub] = scenario.clients;
    if (pub === undefined || sub === undefined) throw new Error('no clients');
    const link = (other: Partial<Scenario>) =>
      formatLink(said('lost-puback', { scenario: { ...scenario, ...other } }));
    expect(link({ clients: [pub, { ...sub, handlerMs: 5 }], script: [] })).toBe(
      '#/simulate?preset=lost-puback&script=&handler-ms=5',
    );
    expect(link({ clients: [pub, { ...sub, id: 'sub2' }] })).toBe(
      '#/simulate?preset=lost-puback&clients=pub;sub2,sub=qoscope/demo:2',
    );
    expect(link({ broker: { ...scenario.broker, receiveMaximum: 7 } })).toBe(
      '#/simulate?preset=lost-puback&broker=inflight:7',
    );
  });

  test('a scenario that is no preset’s is said whole, with its title', () => {
    const { scenario } = said('lost-puback');
    const own = { ...scenario, title: 'My run', seed: 3 };
    const link = formatLink(said(OWN_SCENARIO, { scenario: own }));
    expect(link).toBe(
      '#/simulate?title=My+run&clients=pub;sub,sub=qoscope/demo:2' +
        '&script=0:drop,PUBACK,1;0:publish,pub,qoscope/demo,1,Hey,+are+you+free%3F' +
        '&latency-ms=300&seed=3',
    );
    expect(parseLink(link ?? '')).toMatchObject({ preset: OWN_SCENARIO, scenario: own });
  });

  test('the speed is said where it is told', () => {
    expect(formatLink(said('lost-puback', { speed: 0.1 }))).toBe(
      '#/simulate?preset=lost-puback&speed=0.1',
    );
    expect(parseLink('#/simulate?speed=0.1').speed).toBe(0.1);
    expect(parseLink('#/simulate').speed).toBeUndefined();
    expect(ignoredOf('#/simulate?speed=0')).toEqual([
      'speed: got 0, expected a number from 0.001 to 1000',
    ]);
  });
});

describe('parts that are said whole', () => {
  test('a wrong one is told and left out, by its place', () => {
    expect(ignoredOf('#/simulate?clients=pub,sub=a:7;pub')).toEqual([
      'clients.0.subscriptions.0.qos: got 7, expected 0, 1 or 2',
    ]);
    expect(ignoredOf('#/simulate?clients=a;a')).toEqual([
      'clients.1.id: got "a", expected an id that no other client has, and not "broker"',
    ]);
    expect(ignoredOf('#/simulate?clients=a&script=5:jump,a')).toEqual([
      'script.0: got "5:jump,a", expected MS:VERB, and percent-encoded UTF-8',
    ]);
    expect(ignoredOf('#/simulate?clients=a&script=5:cut,b')).toEqual([
      'script.0.command.client: got "b", expected one of the clients: a',
    ]);
    expect(ignoredOf('#/simulate?clients=%ff')).toEqual([
      'clients.0: got "%ff", expected percent-encoded UTF-8',
    ]);
    expect(ignoredOf('#/simulate?broker=inflight:0,queue:3')).toEqual([
      'broker.inflight: got 0, expected a whole number from 1 to 65535',
      'broker.queue: got "queue:3", expected one of inflight, resend-limit, as NAME:VALUE',
    ]);
    expect(ignoredOf('#/simulate?title=Mine')).toEqual([
      'title: got "Mine", expected clients beside it, and no preset: presets have titles',
    ]);
  });

  test('without clients that can be used there is the default run', () => {
    expect(parseLink('#/simulate?clients=%ff&loss=0.5')).toMatchObject({
      preset: 'default',
      scenario: { network: { lossHop1Up: 0.5 } },
    });
  });
});

test('a version that is not known is told, and the link is read as the first one', () => {
  expect(ignoredOf('#/simulate?v=1&qos=2')).toEqual([]);
  expect(ignoredOf('#/simulate?v=2&qos=2')).toEqual([
    'v: got "2", expected 1, or no v: this is read as version 1',
  ]);
  expect(parseLink('#/simulate?v=2&preset=mixed').preset).toBe('mixed');
});

test('of many parts that cannot be used, forty are named and the rest is counted', () => {
  const { ignored } = parseLink(
    `#/simulate?${Array.from({ length: 1000 }, (_, i) => `x${i}`).join('&')}`,
  );
  expect(ignored).toHaveLength(41);
  expect(ignored.at(-1)).toEqual({
    field: 'link',
    value: '960 more that cannot be used',
    expected: 'fewer',
  });
});

test('what cannot be seen in a name or value is spelt out', () => {
  expect(ignoredOf('#/simulate?a\u202Eb=1&seed=\u0007')).toEqual([
    expect.stringContaining('"a\\u{202e}b": got "1"'),
    'seed: got "\\u0007", expected a whole number from 0 to 4294967295',
  ]);
});
