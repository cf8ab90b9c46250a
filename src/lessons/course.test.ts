// Each text of the course states a fact; here each fact is held against its run.

import { describe, expect, test } from 'vitest';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import { COURSE } from './course/course.ts';
import { ENGLISH } from './en/texts.ts';
import { foldUntil, instantsOf } from './factFold.ts';
import type { ShownStep, TaskStep } from './lesson.ts';
import { walkStep } from './walk.ts';

function checkShown(step: ShownStep): void {
  const events = eventsOfRun(step.run);
  const { from, until, captions } = walkStep(step, events);
  if (until === undefined) throw new Error('It has no end');
  const instants = Object.entries(step.captions).map(([name], i) => ({ name, at: captions[i] }));
  for (const [i, { name, at = Infinity }] of instants.entries()) {
    expect(at, `caption ${name} comes true in the step`).toBeLessThanOrEqual(until);
    const before = instants[i - 1]?.at ?? -1;
    expect(at, `caption ${name} comes behind the one before it`).toBeGreaterThan(before);
  }
  expect(until).toBeGreaterThan(from);
  const fold = foldUntil(events, until);
  for (const [name, fact] of Object.entries(step.after)) {
    expect(fold.holds(fact), `${name} is true at the end`).toBe(true);
  }
  if (step.answers === undefined) return;
  const right = Object.entries(step.answers).filter(([, fact]) => fold.holds(fact));
  expect(
    right.map(([name]) => name),
    'exactly one answer is right',
  ).toHaveLength(1);
}

function checkTask(step: TaskStep): void {
  const [done] = instantsOf([step.goal], eventsOfRun(step.run));
  expect(done, 'it does not do itself').toBe(undefined);
  const solved = eventsOfRun(step.solution);
  const [at] = instantsOf([step.goal], solved);
  if (at === undefined) throw new Error('Its solution does not reach the goal');
  const fold = foldUntil(solved, at);
  for (const [name, fact] of Object.entries(step.after)) {
    expect(fold.holds(fact), `${name} is true at the end`).toBe(true);
  }
}

describe('the texts', () => {
  test('are of the lessons that there are', () => {
    expect(Object.keys(ENGLISH.lessons)).toEqual(COURSE.map(({ name }) => name));
  });

  test.each(COURSE)('of $name: one for each fact, and no more', ({ name, steps }) => {
    const texts = ENGLISH.lessons[name];
    expect(Object.keys(texts?.steps ?? {})).toEqual(steps.map((step) => step.name));
    for (const step of steps) {
      const { captions, answers, question, after, task } = texts?.steps[step.name] ?? {};
      expect(Object.keys(captions ?? {}), step.name).toEqual(Object.keys(step.captions));
      expect(Object.keys(after ?? {}), step.name).toEqual(Object.keys(step.after));
      const asked = step.kind === 'shown' ? step.answers : undefined;
      expect(Object.keys(answers ?? {}), step.name).toEqual(Object.keys(asked ?? {}));
      expect(question !== undefined, step.name).toBe(asked !== undefined);
      expect(task !== undefined, step.name).toBe(step.kind === 'task');
    }
  });
});

describe.each(COURSE)('the lesson $name', ({ steps }) => {
  test.each(steps)('$name', (step) => {
    if (step.kind === 'shown') checkShown(step);
    else checkTask(step);
  });
});
