// Undo over a run: notes what it was before each thing that is done to it, and brings that back.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Command } from '../scenario/scenario.ts';
import type { RunStart, RunState } from './runState.ts';
import { type RunPoint, UndoStack } from './undoStack.ts';

type Now = Pick<RunState, 'presetName' | 'scenario' | 'commands' | 'present'>;

export class Undoing {
  readonly #now: () => Now;
  readonly #reopen: (start: RunStart) => Promise<void>;
  readonly #stack = new UndoStack();
  #lastSettings = '';

  /** @param reopen starts what was, in place of what is */
  constructor(now: () => Now, reopen: (start: RunStart) => Promise<void>) {
    this.#now = now;
    this.#reopen = reopen;
  }

  clear(): void {
    this.#stack.clear();
  }

  /** Something takes the run's place. @param shownAt where undo brings the playhead back to */
  note(shownAt: SimTime | undefined): void {
    this.#stack.push(this.#point(shownAt));
  }

  /** A command is given. Those that are one in the run, and set the same, are one undo too. */
  async give(at: SimTime, command: Command, carryOut: () => Promise<void>): Promise<void> {
    const { commands } = this.#now();
    const point = this.#point(undefined);
    this.#stack.push(point);
    await carryOut();
    const merged = commands.at(-1)?.at === at && this.#now().commands.length === commands.length;
    if (merged && settingsOf(command) === this.#lastSettings) this.#stack.drop(point);
    this.#lastSettings = settingsOf(command);
  }

  /** What undo goes back to, and whether there is something to do again. */
  get state(): Pick<RunState, 'undoPoint' | 'redoable'> {
    return { undoPoint: this.#stack.last, redoable: this.#stack.redoable };
  }

  /**
   * Takes back what was done last, with all that it had set aside.
   * @param shownAt where the playhead is
   * @returns where it was when that was done; undefined: it stays
   */
  async undo(shownAt: SimTime = TIME_ZERO): Promise<SimTime | undefined> {
    return this.#goBackTo(
      this.#stack.undo((then) => this.#counterpart(then, shownAt)),
      shownAt,
    );
  }

  /** Does again what was taken back last. */
  async redo(shownAt: SimTime = TIME_ZERO): Promise<SimTime | undefined> {
    return this.#goBackTo(
      this.#stack.redo((then) => this.#counterpart(then, shownAt)),
      shownAt,
    );
  }

  async #goBackTo(point: RunPoint | undefined, shownAt: SimTime): Promise<SimTime | undefined> {
    if (point === undefined) return undefined;
    const { presetName, scenario, commands, present } = point;
    const seen = point.shownAt ?? shownAt;
    const to = present > seen ? present : seen;
    await this.#reopen({ presetName, scenario, commands, to });
    return point.shownAt;
  }

  /** The run as it is now. */
  #point(shownAt: SimTime | undefined): RunPoint {
    const { presetName, scenario, commands, present } = this.#now();
    return { presetName, scenario, commands, present, shownAt };
  }

  #counterpart(then: RunPoint, shownAt: SimTime): RunPoint {
    return this.#point(then.shownAt === undefined ? undefined : shownAt);
  }
}

/** Names what a command sets. */
function settingsOf(command: Command): string {
  const changes = 'changes' in command ? Object.keys(command.changes).sort() : [];
  return [command.kind, 'client' in command ? command.client : '', ...changes].join(' ');
}
