// Who has to wait for a slow reader, and when a reader is too slow. A client whose packets make
// output for another that reads slowly is not read from until that one has caught up, so that what
// waits is bounded; the slow one itself must keep up a least rate, or goes.
//
//   output for a client     then
//   above outputHigh        those who send to it wait
//   down to outputLow       they go on
//   above outputMax         it goes
//   all above outputTotalMax  the one with the most goes

import { addTime, type SimTime } from '../../base/time.ts';
import type { DoorLimits } from './limits.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';
import type { Total } from './total.ts';

export interface PressureOutcomes {
  /** The line no longer waits. */
  resume(line: Line): void;
  /** The line is to be disconnected for its slowness. */
  evict(line: Line, why: string): void;
}

export class Pressure {
  readonly #limits: DoorLimits;
  readonly #timers: Timers;
  readonly #outcomes: PressureOutcomes;
  /** Output of all lines. */
  readonly total: Total = { bytes: 0 };
  /** Those above `outputHigh`, until they are down to `outputLow`, with what they had taken. */
  readonly #high = new Set<Line>();

  constructor(limits: DoorLimits, timers: Timers, outcomes: PressureOutcomes) {
    this.#limits = limits;
    this.#timers = timers;
    this.#outcomes = outcomes;
  }

  /** Output for `target` was made. @param source whose packet it came of */
  noteSent(target: Line, source: Line | undefined, now: SimTime): void {
    const { pending } = target.output;
    if (pending <= this.#limits.outputHigh && !this.#high.has(target)) return;
    if (source !== undefined) {
      source.waitsFor.add(target);
      target.waiters.add(source);
    }
    if (!this.#high.has(target)) {
      this.#high.add(target);
      this.#watch(target, now);
    }
    if (pending > this.#limits.outputMax) this.#outcomes.evict(target, 'reads too slowly');
    else if (this.total.bytes > this.#limits.outputTotalMax) this.#evictMost();
  }

  #evictMost(): void {
    let most: Line | undefined;
    for (const line of this.#high) {
      if (most === undefined || line.output.pending > most.output.pending) most = line;
    }
    if (most !== undefined) this.#outcomes.evict(most, 'reads too slowly, and others do too');
  }

  #watch(line: Line, now: SimTime): void {
    const { slowAfter, outputHigh } = this.#limits;
    const takenBefore = line.output.taken;
    this.#timers.set(nameOf(line), addTime(now, slowAfter), () => {
      const { taken } = line.output;
      if (taken - takenBefore < outputHigh) this.#outcomes.evict(line, 'reads too slowly');
      else this.#watch(line, addTime(now, slowAfter));
    });
  }

  /** The network has taken some of the line's output. */
  noteTaken(line: Line): void {
    if (this.#high.has(line) && line.output.pending <= this.#limits.outputLow) this.release(line);
  }

  /** The line is down, or out: nobody waits for it any more. */
  release(line: Line): void {
    if (!this.#high.delete(line)) return;
    this.#timers.cancel(nameOf(line));
    const { waiters } = line;
    const waited = [...waiters];
    waiters.clear();
    for (const waiter of waited) waiter.waitsFor.delete(line);
    for (const waiter of waited) if (!waiter.isWaiting) this.#outcomes.resume(waiter);
  }

  /** The line waits for nobody any more: it is closed. */
  forget(line: Line): void {
    for (const target of line.waitsFor) target.waiters.delete(line);
    line.waitsFor.clear();
    this.release(line);
  }
}

function nameOf({ number }: Line): string {
  return `slow ${number}`;
}
