import { describe, expect, test, vi } from 'vitest';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import type { TraceEvent } from '../trace/event.ts';
import { CHALLENGES } from './challenges.ts';
import { COURSE } from './course/course.ts';
import { SETTLED } from './fact.ts';
import { FactFold, instantsOf } from './factFold.ts';
import { GoalFold } from './goalFold.ts';

const TASKS = COURSE.flatMap(({ steps }) => steps.filter((step) => step.kind === 'task'));

/** The events as a trace arrives: so many at a time, and nothing more at the end. */
function foldInPieces(goal: GoalFold, events: readonly TraceEvent[], size: number): void {
  for (let i = 0; i < events.length; i += size) goal.add(events.slice(i, i + size));
  goal.settle();
}

/** Whole instants at a time, each settled as the run's reports settle them. */
function foldInInstants(goal: GoalFold, events: readonly TraceEvent[]): void {
  const instants = new Map<number, TraceEvent[]>();
  for (const event of events) {
    const known = instants.get(event.at);
    if (known === undefined) instants.set(event.at, [event]);
    else known.push(event);
  }
  for (const piece of instants.values()) {
    goal.add(piece);
    goal.settle();
  }
}

describe('as it arrives, a goal is reached when it is in the whole trace', () => {
  const runs = [
    ...CHALLENGES.flatMap(({ name, goal, run, solution, nearMiss }) =>
      [run, solution, nearMiss].map((query) => ({ name, goal, query })),
    ),
    ...TASKS.flatMap(({ name, goal, run, solution }) =>
      [run, solution].map((query) => ({ name, goal, query })),
    ),
  ];

  test.each(runs)('$name: $query', ({ goal, query }) => {
    const events = eventsOfRun(query);
    const [expected] = instantsOf([goal], events);
    for (const size of [1, 7, events.length]) {
      const fold = new GoalFold(goal);
      foldInPieces(fold, events, size);
      expect(fold.reachedAt, `${size} at a time`).toBe(expected);
    }
    const fold = new GoalFold(goal);
    foldInInstants(fold, events);
    expect(fold.reachedAt, 'an instant at a time').toBe(expected);
  });
});

describe('an instant', () => {
  const events = eventsOfRun('preset=playground&do=1.2:publish,pub,qoscope/demo,2,hello');

  test('is looked at once, and none after the goal is reached', () => {
    const [reachedAt = 0] = instantsOf([SETTLED], events);
    const looked = vi.spyOn(FactFold.prototype, 'holds');
    foldInPieces(new GoalFold(SETTLED), events, 3);
    const before = events.filter(({ at }) => at <= reachedAt);
    expect(looked).toHaveBeenCalledTimes(new Set(before.map(({ at }) => at)).size);
    looked.mockRestore();
  });

  test('is not looked at before all that happens at it is known', () => {
    const [reachedAt] = instantsOf([SETTLED], events);
    const fold = new GoalFold(SETTLED);
    fold.add(events.filter(({ at }) => at <= (reachedAt ?? 0)));
    expect(fold.reachedAt).toBeUndefined();
    fold.settle();
    expect(fold.reachedAt).toBe(reachedAt);
  });

  test('settling twice looks once', () => {
    const fold = new GoalFold(SETTLED);
    fold.add(events.slice(0, 1));
    const looked = vi.spyOn(FactFold.prototype, 'holds');
    fold.settle();
    fold.settle();
    expect(looked).toHaveBeenCalledTimes(1);
    looked.mockRestore();
  });
});
