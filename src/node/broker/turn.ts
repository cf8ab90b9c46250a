// What is done once in a turn of the event loop, when all sockets that have something to say have
// been heard: those who need not wait any more are worked on, and what was made is written.

import type { Line } from './line.ts';

export interface TurnParts {
  /** Runs work at the end of the turn. */
  readonly later: (work: () => void) => void;
  readonly work: (line: Line) => void;
  /** The network has taken some of the line's output. */
  readonly noteTaken: (line: Line) => void;
}

export class Turn {
  readonly #parts: TurnParts;
  #dirty: Line[] = [];
  #resumed: Line[] = [];
  #isDue = false;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  /** The line has output. */
  noteOutput(line: Line): void {
    if (line.isDirty) return;
    line.isDirty = true;
    this.#dirty.push(line);
    this.#endLater();
  }

  /** The line need not wait any more. */
  noteResumed(line: Line): void {
    this.#resumed.push(line);
    this.#endLater();
  }

  #endLater(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#parts.later(() => this.#end());
  }

  #end(): void {
    const resumed = this.#resumed;
    this.#resumed = [];
    for (const line of resumed) this.#parts.work(line);
    const dirty = this.#dirty;
    this.#dirty = [];
    this.#isDue = false;
    if (this.#resumed.length > 0) this.#endLater();
    for (const line of dirty) {
      line.isDirty = false;
      this.flush(line);
    }
  }

  /** Writes what is there, piece after piece, and ends the wire of one that parts after the last. */
  flush(line: Line): void {
    const piece = line.isGone ? undefined : line.output.next();
    if (piece !== undefined) {
      line.wire.write(piece, () => {
        line.output.noteWritten();
        this.flush(line);
        this.#parts.noteTaken(line);
      });
    } else if (line.state === 'parting' && line.output.pending === 0) {
      line.state = 'ending';
      line.wire.end();
    }
  }
}
