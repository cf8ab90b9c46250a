// Whole states of a run, kept every so often, from which any instant is soon reached again. Spread over
// all of the run: when there are too many, the next ones come half as often, and for each of them one
// goes, from the oldest on, where they stand closest. So what they hold in memory does not grow with
// the run, and a seek goes through at most one gap.

import type { SimTime } from '../base/time.ts';

/** How many there may be. */
export const KEYFRAMES_MAX = 64;
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

  get count(): number {
    return this.frames.length;
  }

  /** Whether it is time for one, at this length of the trace. */
  isDue(length: number): boolean {
    return length >= (this.frames.at(-1)?.length ?? -Infinity) + gapAt(length);
  }

  /** It must follow the last one. */
  add(frame: Keyframe<S>): void {
    this.frames.push(frame);
    if (this.frames.length <= KEYFRAMES_MAX) return;
    this.frames.splice(this.leastMissed(gapAt(frame.length)), 1);
  }

  /** The first of those whose neighbours stand closest, in whole gaps: neither the first nor the last. */
  private leastMissed(gap: number): number {
    let [found, least] = [1, Infinity];
    for (let i = 1; i < this.frames.length - 1; i++) {
      const [before, after] = [this.frames[i - 1], this.frames[i + 1]];
      const apart = Math.round(((after?.length ?? 0) - (before?.length ?? 0)) / gap);
      if (apart < least) [found, least] = [i, apart];
    }
    return found;
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

/** How far apart they come in a trace of this length: as far as all of it needs, in doublings. */
function gapAt(length: number): number {
  let gap = KEYFRAME_GAP;
  while (gap * KEYFRAMES_MAX <= length) gap *= 2;
  return gap;
}
