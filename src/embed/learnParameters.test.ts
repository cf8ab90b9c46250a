// What the address of an embed of the course says, and what is made of one that says nonsense.

import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { CHALLENGES } from '../lessons/challenges.ts';
import { COURSE } from '../lessons/course/course.ts';
import { MYTHS } from '../lessons/myths.ts';
import { linkTo, type Place } from '../lessons/place.ts';
import { formatLearn, LEARN_PARAMETER_NAMES, parseLearnEmbed } from './learnParameters.ts';
import { PARAMETER_NAMES } from './parameters.ts';

const PLACES: readonly Place[] = [
  ...COURSE.flatMap((lesson) =>
    lesson.steps.map((step) => ({ kind: 'step', lesson, step }) as const),
  ),
  ...MYTHS.map((myth) => ({ kind: 'myth', myth }) as const),
  ...CHALLENGES.map((challenge) => ({ kind: 'challenge', challenge }) as const),
];
const ignoredOf = (hash: string) => parseLearnEmbed(hash).ignored.map(formatInputError);

describe('an address', () => {
  test.each(PLACES.map((place) => [linkTo(place), place] as const))(
    '%s names its place, with a screen and without',
    (link, place) => {
      expect(parseLearnEmbed(link)).toMatchObject({ place, isSolved: false, ignored: [] });
      const bare = parseLearnEmbed(link.replace('/learn?', ''));
      expect(bare).toMatchObject({ place, ignored: [] });
    },
  );

  test('says how the frame looks, and whether a solution is shown', () => {
    const said = parseLearnEmbed(
      '#challenge=dup-and-new&show=solution&theme=dark&load=click&host=https%3A%2F%2Fexample.org',
    );
    expect(said.ignored).toEqual([]);
    expect(said.isSolved).toBe(true);
    expect(said.parameters).toMatchObject({
      theme: 'dark',
      load: 'click',
      host: 'https://example.org',
    });
  });

  test('is read again as it is written', () => {
    const said = parseLearnEmbed('#lesson=loss&step=kill-one&show=solution&theme=dark&host=null');
    expect(parseLearnEmbed(formatLearn(said, said.parameters))).toEqual(said);
    expect(formatLearn(said)).toBe('#/learn?lesson=loss&step=kill-one&show=solution');
  });

  test.each([
    ['#lesson=qos-3', ['lesson: got "qos-3", expected the name of a lesson']],
    ['#lesson=dup&step=first', ['step: got "first", expected a step of the lesson dup']],
    ['#myth=x&theme=pink', [/^theme: got "pink"/, /^myth: got "x"/]],
    ['#myth=it-hung&loss=0.2', [/^loss: got "0.2", expected no such part: a place of the course/]],
    ['#myth=it-hung&myth=x', [/^myth: got "x", expected one myth alone/]],
    ['#/compare?myth=it-hung', [/^screen: got "compare", expected learn, or none/]],
    ['#myth=%E0%A4%A', [/^myth: got "%E0%A4%A", expected percent-encoded UTF-8/]],
  ])('%s is used as far as it can be', (hash, complaints) => {
    const found = ignoredOf(hash);
    expect(found).toHaveLength(complaints.length);
    for (const [i, complaint] of complaints.entries()) expect(found[i]).toMatch(complaint);
  });

  test('that names nothing there is leads to no place', () => {
    expect(parseLearnEmbed('#/learn').place).toEqual({ kind: 'list' });
    expect(parseLearnEmbed('#lesson=qos-3').place).toEqual({ kind: 'list' });
  });
});

test('what is about a run alone is named as ignored', () => {
  const others = PARAMETER_NAMES.filter(
    (name) => !(LEARN_PARAMETER_NAMES as readonly string[]).includes(name),
  );
  expect(others.length).toBeGreaterThan(5);
  for (const name of others) expect(ignoredOf(`#myth=it-hung&${name}`), name).toHaveLength(1);
});
