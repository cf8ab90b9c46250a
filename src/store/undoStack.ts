// What the run was before each thing that a person has done to it: commands, edits of the scenario,
// another seed, a restart, another preset. All of them are one list, taken back one after the other.

import type { SimTime } from '../base/time.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';

/** All that brings a run back as it was. */
export interface RunPoint {
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly commands: readonly TimedCommand[];
  readonly present: SimTime;
  /** Where the playhead goes back to; undefined: it stays where it is. */
  readonly shownAt: SimTime | undefined;
}

/** More is not kept. */
const POINTS_MAX = 500;

export class UndoStack {
  #past: RunPoint[] = [];
  #future: RunPoint[] = [];

  clear(): void {
    this.#past = [];
    this.#future = [];
  }

  /** Something new is done: what was taken back before is gone. */
  push(point: RunPoint): void {
    this.#past.push(point);
    if (this.#past.length > POINTS_MAX) this.#past.shift();
    this.#future = [];
  }

  /** That was no step of its own. */
  drop(point: RunPoint): void {
    this.#past = this.#past.filter((other) => other !== point);
  }

  /** What undo goes back to. */
  get last(): RunPoint | undefined {
    return this.#past.at(-1);
  }

  get redoable(): boolean {
    return this.#future.length > 0;
  }

  /** @param now what the run is, for the way back. @returns what it was */
  undo(now: (then: RunPoint) => RunPoint): RunPoint | undefined {
    const then = this.#past.pop();
    if (then !== undefined) this.#future.push(now(then));
    return then;
  }

  redo(now: (then: RunPoint) => RunPoint): RunPoint | undefined {
    const then = this.#future.pop();
    if (then !== undefined) this.#past.push(now(then));
    return then;
  }
}
