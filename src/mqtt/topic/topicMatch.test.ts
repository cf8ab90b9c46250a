import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTopicFilter, isTopicName, matchesTopic } from './topicMatch.ts';

describe('a Topic Filter', () => {
  // From the examples of v5 §4.7.1 and 3.1.1 §4.7.1, and their edges.
  test.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'a/b', false],
    ['a/b', 'a', false],
    ['A', 'a', false],
    ['a/', 'a', false],
    ['/a', 'a', false],
    ['/a', '/a', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['sport/#', 'sports', false],
    ['#', 'a', true],
    ['#', 'a/b/c', true],
    ['#', '/', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+', '/finance', false],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+/b/#', 'a/b', true],
    ['a/+/c', 'a//c', true],
  ])('%s against %s: %s', (filter, topic, matches) => {
    expect(matchesTopic(filter, topic)).toBe(matches);
  });

  test.each([
    ['#', '$SYS/a', false],
    ['+/monitor/Clients', '$SYS/monitor/Clients', false],
    ['$SYS/#', '$SYS/a', true],
    ['$SYS/monitor/+', '$SYS/monitor/Clients', true],
  ])(
    'v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1] a leading wildcard does not match a topic that begins with $: %s, %s',
    (filter, topic, matches) => {
      expect(matchesTopic(filter, topic)).toBe(matches);
    },
  );

  test('matches as a regular expression written from the text would (property)', () => {
    const level = fc.constantFrom('', 'a', 'b', '+');
    const filters = fc.tuple(fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean());
    const topics = fc.array(fc.constantFrom('', 'a', 'b'), { minLength: 1, maxLength: 5 });
    const property = fc.property(filters, topics, ([levels, open], topic) => {
      const filter = [...levels, ...(open ? ['#'] : [])].join('/');
      const body = levels.map((text) => (text === '+' ? '[^/]*' : text)).join('/');
      const slow = new RegExp(`^${body}${open ? '(/.*)?' : ''}$`);
      expect(matchesTopic(filter, topic.join('/'))).toBe(slow.test(topic.join('/')));
    });
    fc.assert(property, { seed: 11, numRuns: 2000 });
  });
});

test.each([
  ['a', true],
  ['/', true],
  ['a b/ü', true],
  ['', false],
  ['a/+', false],
  ['#', false],
  ['a\0', false],
])(
  'v5 [MQTT-4.7.0-1] [MQTT-4.7.3-1] [MQTT-4.7.3-2], 3.1.1 [MQTT-4.7.1-1] [MQTT-4.7.3-1] [MQTT-4.7.3-2] Topic Names have no wildcards, no U+0000 and one character at least: %j is one: %s',
  (text, isOne) => {
    expect(isTopicName(text)).toBe(isOne);
  },
);

test.each([
  ['a', true],
  ['#', true],
  ['+', true],
  ['+/#', true],
  ['a/+/b/#', true],
  ['//', true],
  ['', false],
  ['a#', false],
  ['a/#/b', false],
  ['a+', false],
  ['a/+b', false],
  ['##', false],
  ['a\0', false],
])(
  'v5 [MQTT-4.7.1-1] [MQTT-4.7.1-2] [MQTT-4.7.3-2], 3.1.1 [MQTT-4.7.1-2] [MQTT-4.7.1-3] [MQTT-4.7.3-2] wildcards stand alone in a level, # in the last: %j is a Topic Filter: %s',
  (text, isOne) => {
    expect(isTopicFilter(text)).toBe(isOne);
  },
);
