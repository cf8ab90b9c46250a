// What an embed's address says, and what is made of an address that says nonsense.

import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { fromSec } from '../base/time.ts';
import { isSettingName } from '../scenario/settings.ts';
import { PARAMETER_NAMES, parseEmbed } from './parameters.ts';

const parametersOf = (query: string) => parseEmbed(`#/simulate?${query}`).parameters;
const ignoredOf = (query: string): readonly string[] =>
  parseEmbed(`#/simulate?${query}`).ignored.map(formatInputError);

describe('an embed’s address', () => {
  test('says nothing, and everything is as usual', () => {
    for (const hash of ['', '#', '#/simulate', '#/simulate?']) {
      const { parameters, link, ignored } = parseEmbed(hash);
      expect(ignored).toEqual([]);
      expect(link.preset).toBe('default');
      expect(parameters).toEqual({
        theme: 'auto',
        autoplay: false,
        controls: true,
        trail: true,
        counters: false,
        caption: true,
        interactive: true,
        start: undefined,
        'pause-at': [],
        end: undefined,
        loop: false,
        speed: undefined,
        load: 'visible',
        host: undefined,
      });
    }
  });

  test('says how the frame looks and what it does, among the parts of a link', () => {
    const { parameters, link, query, ignored } = parseEmbed(
      '#/simulate?theme=dark&preset=lost-puback&autoplay&controls=false&loss=0.2&trail=true&counters=true' +
        '&caption=false&interactive=false&start=1.5&pause-at=3,2.25&end=4&loop&speed=.5&load=click' +
        '&host=https%3A%2F%2Fexample.org%3A8080&do=3.4:cut,pub&t=2',
    );
    expect(ignored).toEqual([]);
    expect(parameters).toEqual({
      theme: 'dark',
      autoplay: true,
      controls: false,
      trail: true,
      counters: true,
      caption: false,
      interactive: false,
      start: fromSec(1.5),
      'pause-at': [fromSec(2.25), fromSec(3)],
      end: fromSec(4),
      loop: true,
      speed: 0.5,
      load: 'click',
      host: 'https://example.org:8080',
    });
    expect(link).toMatchObject({ preset: 'lost-puback', t: fromSec(2) });
    expect(link.scenario.network.lossHop1Up).toBe(0.2);
    expect(link.commands).toHaveLength(1);
    expect(query).toBe('preset=lost-puback&loss=0.2&do=3.4:cut,pub&t=2');
  });

  test.each(['#/simulate?theme=dark&qos=2', '#theme=dark&qos=2', '#?theme=dark&qos=2'])(
    'may have the form of any link: %s',
    (hash) => {
      const { parameters, link, ignored } = parseEmbed(hash);
      expect([parameters.theme, ignored]).toEqual(['dark', []]);
      expect(link.scenario.clients[0]?.publishes[0]?.qos).toBe(2);
    },
  );

  test.each([
    ['theme=pink', 'theme: got "pink", expected auto, light, dark'],
    ['autoplay=yes', 'autoplay: got "yes", expected true or false'],
    ['controls=1', 'controls: got "1", expected true or false'],
    ['trail=TRUE', 'trail: got "TRUE", expected true or false'],
    ['counters=no', 'counters: got "no", expected true or false'],
    ['caption=0', 'caption: got "0", expected true or false'],
    ['interactive=never', 'interactive: got "never", expected true or false'],
    ['loop=2', 'loop: got "2", expected true or false'],
    ['start=-1', 'start: got "-1", expected a number of seconds'],
    ['start=soon', 'start: got "soon", expected a number of seconds'],
    ['end=99999', 'end: got "99999", expected a number of seconds'],
    ['end=', 'end: got "", expected a number of seconds'],
    ['pause-at=1,x', 'pause-at: got "1,x", expected up to 50 instants'],
    ['pause-at=', 'pause-at: got "", expected up to 50 instants'],
    [`pause-at=${'1,'.repeat(50)}1`, 'pause-at: got "1,1,'],
    ['speed=0', 'speed: got "0", expected a number from 0.01 to 100'],
    ['speed=101', 'speed: got "101", expected a number from 0.01 to 100'],
    ['speed=1e1', 'speed: got "1e1", expected a number from 0.01 to 100'],
    ['speed=', 'speed: got "", expected a number from 0.01 to 100'],
    ['load=later', 'load: got "later", expected visible, click'],
    ['host=example.org', 'host: got "example.org", expected an origin'],
    ['host=https://example.org/', 'host: got "https://example.org/", expected an origin'],
    ['host=javascript:alert(1)', 'host: got "javascript:alert(1)", expected an origin'],
    ['theme=%E0', 'theme: got "%E0", expected auto, light, dark'],
    ['theme=dark&theme=light', 'theme: got "light", expected one theme alone: the first counts'],
    ['start=2&end=2', 'end: got 2, expected an instant after start'],
    ['end=0', 'end: got 0, expected an instant after start'],
    ['qos=7', 'qos: got "7", expected'],
    ['colour=red', 'colour: got "red", expected no such part'],
    ['lanes=qos:0', 'lanes: got "qos:0", expected no such part'],
    ['__proto__=1', '__proto__: got "1", expected no such part'],
  ])('names what it cannot use, and leaves that as usual: %s', (query, said) => {
    const ignored = ignoredOf(query);
    expect(ignored).toHaveLength(1);
    expect(ignored[0]).toContain(said);
  });

  test('of a name that there is not says which there are, the frame’s own among them, each once', () => {
    const [said = ''] = ignoredOf('autopaly=true');
    const names = said.split('a link has ')[1]?.split(' and the settings')[0]?.split(', ') ?? [];
    expect(names).toContain('preset');
    for (const name of PARAMETER_NAMES) expect(names.filter((one) => one === name)).toHaveLength(1);
  });

  test('of several faults names each, and keeps what is right', () => {
    const { parameters, link, ignored } = parseEmbed(
      '#/compare?theme=no&loop=maybe&speed=2&preset=mixed',
    );
    expect(ignored.map(({ field }) => field)).toEqual(['theme', 'loop', 'screen']);
    expect([parameters.speed, parameters.theme, link.preset]).toEqual([2, 'auto', 'mixed']);
  });

  test('a page from a file has the origin null', () => {
    expect(parametersOf('host=null').host).toBe('null');
  });

  test('none of its parameters is called like a part of a link', () => {
    expect(PARAMETER_NAMES.length).toBeGreaterThan(10);
    const taken = [...PARAMETER_NAMES].filter(
      (name) => isSettingName(name) || ['preset', 'do', 'lanes', 't'].includes(name),
    );
    expect(taken).toEqual([]);
  });
});
