// Where a link to the course leads: a step of a lesson, a myth, a challenge, or the list of all of them.

import type { InputError } from '../base/result.ts';
import type { Learn } from '../scenario/linkLearn.ts';
import type { Challenge } from './challenge.ts';
import { CHALLENGES } from './challenges.ts';
import { COURSE } from './course/course.ts';
import type { Lesson, Step } from './lesson.ts';
import type { Myth } from './myth.ts';
import { MYTHS } from './myths.ts';

export type Place =
  | { readonly kind: 'list' }
  | { readonly kind: 'step'; readonly lesson: Lesson; readonly step: Step }
  | { readonly kind: 'myth'; readonly myth: Myth }
  | { readonly kind: 'challenge'; readonly challenge: Challenge };

interface FoundPlace {
  readonly place: Place;
  /** Names that nothing has, and parts that mean nothing there. */
  readonly ignored: readonly InputError[];
}

/** The first of lesson, myth and challenge that is there counts. */
export function findPlace(link: Learn): FoundPlace {
  const ignored: InputError[] = [];
  const refuse = (field: keyof Learn, expected: string) => {
    if (link[field] !== undefined) ignored.push({ field, value: `"${link[field]}"`, expected });
  };
  const place = findStep(link, refuse) ?? findMyth(link) ?? findChallenge(link);
  if (place?.kind !== 'step') {
    refuse('lesson', 'the name of a lesson');
    refuse('step', 'a lesson beside it');
  }
  if (place?.kind !== 'myth') refuse('myth', 'the name of a myth, and nothing else');
  if (place?.kind !== 'challenge') refuse('challenge', 'the name of a challenge, and nothing else');
  if (place === undefined || !hasSolution(place)) refuse('show', 'something to solve');
  return { place: place ?? { kind: 'list' }, ignored };
}

function findStep(
  link: Learn,
  refuse: (field: keyof Learn, expected: string) => void,
): Place | undefined {
  const lesson = COURSE.find(({ name }) => name === link.lesson);
  const [first] = lesson?.steps ?? [];
  if (lesson === undefined || first === undefined) return undefined;
  const step = lesson.steps.find(({ name }) => name === link.step);
  if (step === undefined) refuse('step', `a step of the lesson ${lesson.name}`);
  return { kind: 'step', lesson, step: step ?? first };
}

function findMyth(link: Learn): Place | undefined {
  const myth = MYTHS.find(({ name }) => name === link.myth);
  return myth && { kind: 'myth', myth };
}

function findChallenge(link: Learn): Place | undefined {
  const challenge = CHALLENGES.find(({ name }) => name === link.challenge);
  return challenge && { kind: 'challenge', challenge };
}

function hasSolution(place: Place): boolean {
  return place.kind === 'challenge' || (place.kind === 'step' && place.step.kind === 'task');
}

/** The hash of the page's address that leads there. */
export function linkTo(place: Place): string {
  switch (place.kind) {
    case 'list':
      return '#/learn';
    case 'step':
      return `#/learn?lesson=${place.lesson.name}&step=${place.step.name}`;
    case 'myth':
      return `#/learn?myth=${place.myth.name}`;
    default:
      return `#/learn?challenge=${place.challenge.name}`;
  }
}

/** Behind a step: the next one, the next lesson's first, or behind the last of all the list. */
export function placeAfter({ lesson, step }: Place & { readonly kind: 'step' }): Place {
  const next = lesson.steps[lesson.steps.indexOf(step) + 1];
  if (next !== undefined) return { kind: 'step', lesson, step: next };
  const nextLesson = COURSE[COURSE.indexOf(lesson) + 1];
  const [first] = nextLesson?.steps ?? [];
  if (nextLesson === undefined || first === undefined) return { kind: 'list' };
  return { kind: 'step', lesson: nextLesson, step: first };
}

/** What progress calls it; what is no more than a list has none. */
export function nameOf(place: Place): string | undefined {
  return place.kind === 'list' ? undefined : linkTo(place).slice('#/learn?'.length);
}
