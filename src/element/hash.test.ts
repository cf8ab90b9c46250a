import { describe, expect, test } from 'vitest';
import { parseLearnEmbed } from '../embed/learnParameters.ts';
import { PARAMETER_NAMES, parseEmbed } from '../embed/parameters.ts';
import { findPlace } from '../lessons/place.ts';
import { formatLink, parseLink } from '../scenario/link.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { SETTING_NAMES } from '../scenario/settings.ts';
import { formatHash, isRunParameter } from './hash.ts';

const attributes = (named: Readonly<Record<string, string>>) =>
  Object.entries(named).map(([name, value]) => ({ name, value }));

describe('which attributes are parameters', () => {
  test('each setting of a link is one of the run', () => {
    for (const name of [...SETTING_NAMES, 'preset', 'clients', 'script', 'broker', 'do', 't']) {
      expect(isRunParameter(name), name).toBe(true);
    }
  });

  test('each parameter of the frame is said to the frame, and to nothing else', () => {
    for (const name of PARAMETER_NAMES.filter((known) => known !== 'host')) {
      expect(isRunParameter(name), name).toBe(false);
      const isTheme = name === 'theme';
      expect(formatHash([{ name, value: '1' }], true), name).toBe(
        isTheme ? '#/simulate?' : `#/simulate?${name}=1`,
      );
      expect(formatHash([{ name, value: '1' }], false), name).toBe('#/simulate?');
    }
  });

  test.each([
    ...['id', 'class', 'style', 'title', 'lang', 'dir', 'hidden', 'slot', 'part', 'tabindex'],
    ...['role', 'aria-label', 'data-v-7ba5bd90', 'onclick', 'itemprop', 'nonce', 'is'],
    ...['base', 'loading', 'sandbox', 'host', '_ngcontent-abc', '@click', ':qos', 'x:y'],
  ])('%s is none', (name) => {
    expect(isRunParameter(name)).toBe(false);
    expect(formatHash([{ name, value: 'x' }], true)).toBe('#/simulate?');
  });
});

describe('a hash', () => {
  const named = {
    id: 'first',
    preset: 'lost-puback',
    qos: '1',
    loss: '0.2',
    do: '3.4:drop,PUBLISH,1;5:publish,pub,news,1,Fish+%26+chips',
    theme: 'dark',
    trail: 'false',
    autoplay: '',
    'pause-at': '1,2.5',
  };

  test('says the attributes in their order, without the theme', () => {
    expect(formatHash(attributes({ preset: 'mixed', theme: 'dark', loop: '' }), true)).toBe(
      '#/simulate?preset=mixed&loop',
    );
  });

  test('carries a scenario that is no preset’s as the link does', () => {
    const [base] = PRESETS;
    const clients = base?.scenario.clients.map((client) => ({ ...client, id: `${client.id}-1` }));
    const scenario = { ...base?.scenario, clients: clients ?? [], title: '' } as Scenario;
    const said = { view: undefined, preset: 'own', scenario, commands: [], t: undefined };
    const link = formatLink(said) ?? '';
    const parts = link.split('&').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    });
    expect(parts.map(([name]) => name)).toContain('clients');
    const read = parseEmbed(formatHash(attributes(Object.fromEntries(parts)), true));
    expect(read.ignored).toEqual([]);
    expect(read.link.scenario.clients).toEqual(scenario.clients);
  });

  test('is read by the frame as it was meant', () => {
    const { parameters, link, ignored } = parseEmbed(formatHash(attributes(named), true));
    expect(ignored.map(({ field }) => field)).toEqual([]);
    expect(parameters).toMatchObject({ trail: false, autoplay: true });
    expect(parameters['pause-at']).toHaveLength(2);
    expect(link.preset).toBe('lost-puback');
  });

  test('is read by the application as the same run', () => {
    const application = parseLink(formatHash(attributes(named), false));
    expect(application.ignored).toEqual([]);
    const { link } = parseEmbed(formatHash(attributes(named), true));
    expect(link.scenario).toEqual(application.scenario);
    expect(link.commands).toEqual(application.commands);
  });

  test.each([
    [{ lesson: 'loss', step: 'kill-one' }, '#/learn?lesson=loss&step=kill-one'],
    [{ myth: 'order-is-kept', load: 'click' }, '#/learn?myth=order-is-kept&load=click'],
    [{ show: 'solution', challenge: 'dup-and-new' }, '#/learn?show=solution&challenge=dup-and-new'],
  ])('about the course leads to it: %o', (said, hash) => {
    expect(formatHash(attributes(said), true)).toBe(hash);
    expect(parseLearnEmbed(hash).ignored).toEqual([]);
    const application = parseLink(formatHash(attributes(said), false));
    expect(application.ignored).toEqual([]);
    expect(findPlace(application.learn ?? {})).toEqual({
      place: parseLearnEmbed(hash).place,
      ignored: [],
    });
  });

  test('a value cannot become another parameter, nor end the hash', () => {
    const hash = formatHash(
      attributes({ preset: 'a&host=https://evil.example#', do: '1:x&y#z w' }),
      true,
    );
    expect(hash).toBe(
      '#/simulate?preset=a%26host%3Dhttps%3A%2F%2Fevil.example%23&do=1:x%26y%23z%20w',
    );
  });
});
