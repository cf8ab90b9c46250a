// What a link to the course says: read, refused.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { parseLink } from './link.ts';

describe('a link to the course', () => {
  test('names a lesson and its step', () => {
    expect(parseLink('#/learn?lesson=dup&step=sent-before')).toMatchObject({
      view: 'learn',
      learn: { lesson: 'dup', step: 'sent-before' },
      ignored: [],
    });
  });

  test('names nothing: the list of all that there is', () => {
    expect(parseLink('#/learn').learn).toEqual({});
  });

  test.each([
    [
      '#/learn?challenge=Two%20kills',
      'challenge: got "Two kills", expected the name of a challenge',
    ],
    ['#/learn?challenge=dup-and-new&show=all', 'show: got "all", expected solution'],
    [
      '#/learn?part=prove',
      'part: got "prove", expected no such part: a link has preset, clients, script, broker, do, lanes, lesson, step, myth, challenge, show, title, speed, t, v and the settings',
    ],
  ])('%s is refused', (link, complaint) => {
    expect(parseLink(link).ignored.map(formatInputError)).toEqual([complaint]);
  });

  test('its parts mean nothing elsewhere', () => {
    expect(parseLink('#/simulate?myth=it-hung').ignored).toHaveLength(1);
    expect(parseLink('#/simulate').learn).toBeUndefined();
  });
});
