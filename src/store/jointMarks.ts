// What happened in several runs in step, together.

import type { Mark, MarkRow, Marks, RunMarks } from '../trace/runMarks.ts';

export class JointMarks implements Marks {
  readonly #of: () => readonly RunMarks[];

  /** @param of the runs' own, as they are now */
  constructor(of: () => readonly RunMarks[]) {
    this.#of = of;
  }

  get widthUs(): number {
    return Math.max(...this.#of().map(({ widthUs }) => widthUs));
  }

  get until(): number {
    return Math.min(...this.#of().map(({ until }) => until));
  }

  get era(): number {
    return this.#total(({ era }) => era);
  }

  count(mark: Mark, from: number, to: number): number {
    return this.#total((marks) => marks.count(mark, from, to));
  }

  sum(row: MarkRow, from: number, to: number): number {
    return this.#total((marks) => marks.sum(row, from, to));
  }

  #total(read: (marks: RunMarks) => number): number {
    return this.#of().reduce((sum, marks) => sum + read(marks), 0);
  }
}
