// Whole states of a run, kept every so often, from which any instant is soon reached again. Evenly
// spread over the run: when there are too many, every second one goes, and the next ones come half as
// often. So their number is bounded, and a seek goes through at most one gap.

import type { SimTime } from '../base/time.ts';

/** How many there may be. */
export const KEYFRAMES_MAX = 256;
/** How many events of the trace lie between two, at first. */
export const KEYFRAME_GAP = 1024;

export interface Keyframe<S> {
  /** All that the run did until here, and perhaps not all that it did at this instant. */
  readonly now: SimTime;
  /** How many events the trace had, ... */
  readonly length: number;
  /** ... and how many commands were given. */
  readonly commands: number;
  readonly state: S;
}

export class Keyframes<S> {
  private frames: Keyframe<S>[] = [];
  private gap = KEYFRAME_GAP;

  get count(): number {
    return this.frames.length;
  }

  /** Whether it is time for one, at this length of the trace. */
  isDue(length: number): boolean {
    return length >= (this.frames.at(-1)?.length ?? -Infinity) + this.gap;
  }

  /** It must follow the last one. */
  add(frame: Keyframe<S>): void {
    this.frames.push(frame);
    if (this.frames.length <= KEYFRAMES_MAX) return;
    this.gap *= 2;
    this.frames = this.frames.filter((_, i) => i % 2 === 0);
  }

  /** The last one from which `at` can be reached with the first `commands` of the run's commands. */
  before(at: SimTime, commands: number): Keyframe<S> | undefined {
    return this.frames.findLast((frame) => frame.now <= at && frame.commands <= commands);
  }

  /** Forgets those that `before` would not give: the run has become another. */
  truncate(at: SimTime, commands: number): void {
    const last = this.before(at, commands);
    this.frames = last === undefined ? [] : this.frames.slice(0, this.frames.indexOf(last) + 1);
  }
}
