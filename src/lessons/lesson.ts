// What a lesson is: steps, each with a run, facts that its texts are keyed to, and perhaps a question or
// a task. The texts themselves are in a folder of their own language (en/), under the same names.

import type { Condition, Fact } from './fact.ts';

/** Facts by the names of the texts that state them, in the order in which they come true. */
export type NamedFacts = Readonly<Record<string, Fact>>;

interface StepParts {
  /** Within its lesson: links name it. */
  readonly name: string;
  /** A link's query: preset, settings that differ, commands. */
  readonly run: string;
  /** Each is said from when its fact comes true until the next one's does. */
  readonly captions: NamedFacts;
  /** What is said when the step is at its end, and is true there. */
  readonly after: NamedFacts;
}

/** It is played, and pauses at its end. */
export interface ShownStep extends StepParts {
  readonly kind: 'shown';
  /** Where it begins; absent: where publishing does. */
  readonly from?: Fact;
  /** Where it ends: the first instant at which this is true. */
  readonly until: Fact;
  /** A question that is asked before: exactly one answer's fact is true at the end. */
  readonly answers?: NamedFacts;
}

/** Something for the reader to do with a run that goes on. */
export interface TaskStep extends StepParts {
  readonly kind: 'task';
  readonly goal: Fact;
  readonly conditions: readonly Condition[];
  /** A link's query that reaches the goal. */
  readonly solution: string;
}

export type Step = ShownStep | TaskStep;

export interface Lesson {
  /** As links call it. */
  readonly name: string;
  readonly steps: readonly Step[];
}

type ShownParts = Partial<Omit<ShownStep, 'kind' | 'name' | 'run' | 'until'>>;

export function shown(name: string, run: string, until: Fact, parts: ShownParts = {}): ShownStep {
  return { kind: 'shown', name, run, until, captions: {}, after: {}, ...parts };
}

type TaskParts = Partial<Pick<TaskStep, 'captions' | 'after' | 'conditions'>>;

export function task(
  name: string,
  run: string,
  goal: Fact,
  solution: string,
  parts: TaskParts = {},
): TaskStep {
  return {
    kind: 'task',
    name,
    run,
    goal,
    solution,
    captions: {},
    after: {},
    conditions: [],
    ...parts,
  };
}

export function lesson(name: string, ...steps: readonly Step[]): Lesson {
  return { name, steps };
}
