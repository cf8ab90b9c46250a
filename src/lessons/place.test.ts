// Links to the course lead exactly there, and the way through it meets every step.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { parseLink } from '../scenario/link.ts';
import { CHALLENGES } from './challenges.ts';
import { COURSE } from './course/course.ts';
import { MYTHS } from './myths.ts';
import { findPlace, linkTo, nameOf, type Place, placeAfter } from './place.ts';

const STEPS = COURSE.flatMap((lesson) =>
  lesson.steps.map((step) => ({ kind: 'step', lesson, step }) as const),
);
const PLACES: readonly Place[] = [
  { kind: 'list' },
  ...STEPS,
  ...MYTHS.map((myth) => ({ kind: 'myth', myth }) as const),
  ...CHALLENGES.map((challenge) => ({ kind: 'challenge', challenge }) as const),
];

const read = (link: string) => findPlace(parseLink(link).learn ?? {});

describe('a link to the course', () => {
  test.each(PLACES.map((place) => [linkTo(place), place] as const))('%s leads there', (...args) => {
    const [link, place] = args;
    expect(parseLink(link).ignored).toEqual([]);
    expect(read(link)).toEqual({ place, ignored: [] });
  });

  test('without a step is about the lesson’s first one', () => {
    expect(read('#/learn?lesson=dup').place).toMatchObject({ step: { name: 'sent-before' } });
  });

  test('of no solution shows one where there is something to solve', () => {
    expect(read('#/learn?challenge=dup-and-new&show=solution').ignored).toEqual([]);
    expect(read('#/learn?lesson=loss&step=kill-one&show=solution').ignored).toEqual([]);
  });

  test.each([
    ['#/learn?lesson=qos-3', 'lesson: got "qos-3", expected the name of a lesson'],
    ['#/learn?lesson=dup&step=first', 'step: got "first", expected a step of the lesson dup'],
    ['#/learn?step=kill-one', 'step: got "kill-one", expected a lesson beside it'],
    ['#/learn?myth=x', 'myth: got "x", expected the name of a myth, and nothing else'],
    [
      '#/learn?myth=it-hung&challenge=dup-and-new',
      'challenge: got "dup-and-new", expected the name of a challenge, and nothing else',
    ],
    ['#/learn?myth=it-hung&show=solution', 'show: got "solution", expected something to solve'],
  ])('%s is used as far as it can be', (link, complaint) => {
    expect(read(link).ignored.map(formatInputError)).toEqual([complaint]);
  });
});

test('from step to step the whole course is walked, and ends at the list', () => {
  const walked: Place[] = [];
  for (let at: Place | undefined = STEPS[0]; at?.kind === 'step'; at = placeAfter(at))
    walked.push(at);
  expect(walked).toEqual(STEPS);
});

test('no two places have one name', () => {
  expect(new Set(PLACES.map(nameOf)).size).toBe(PLACES.length);
});
