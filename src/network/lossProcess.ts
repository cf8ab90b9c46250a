// What a network loses, in one direction of a link: each packet by its own luck, or everything
// during bad stretches. Knows nothing of what is sent, and its answers do not hang on what was
// asked before: they are the same whatever is sent, and however often.

import { DRAW_RANGE, draw, mix, toThreshold } from '../base/random.ts';
import type { SimTime } from '../base/time.ts';
import { exponential } from './exponential.ts';
import { PURPOSE } from './purposes.ts';

export interface LossProcess {
  /**
   * Whether what is sent at this instant is lost.
   * @param key of the packet's luck
   * @param at never goes back for one process
   */
  isLost(key: number, at: SimTime): boolean;
}

/** Each packet is lost by itself. */
export class EvenLoss implements LossProcess {
  private readonly threshold: number;

  /** @param probability from 0 to 1 */
  constructor(probability: number) {
    this.threshold = toThreshold(probability);
  }

  isLost(key: number): boolean {
    return draw(mix(key, PURPOSE.loss)) < this.threshold;
  }
}

/** Turns are drawn window by window, so many in one on average. A query draws those of about two. */
const TURNS_IN_WINDOW = 4;

/** µs. So a window is never shorter than time's unit, and its number is exact for ever. */
const SHORTEST_GAP = 1 / TURNS_IN_WINDOW;

/**
 * Gilbert–Elliott: good and bad stretches by turns, exponentially distributed; what is sent in a
 * bad one is lost, what is sent in a good one is not. From its start on it is bad with the
 * probability that is set.
 *
 * Said in a way that can be entered anywhere: the weather turns at instants that are exponentially
 * far apart, and at each turn it is drawn anew, bad with probability p whatever it was before. A
 * bad stretch ends at a turn with probability 1 − p, so it is exponential too, and 1 / (1 − p)
 * times as long as from turn to turn; a good one, 1 / p times. The exponential forgets, so each
 * window of time starts drawing its turns afresh, and a link that was idle for a year costs no
 * more than one that was not.
 */
export class BurstLoss implements LossProcess {
  private readonly key: number;
  private readonly since: SimTime;
  private readonly threshold: number;
  /** From turn to turn, µs. */
  private readonly meanGap: number;
  /** µs. */
  private readonly windowLength: number;
  /** Where the cursor stands: a window, counted from 0, and the turns passed in it. */
  private window = 0;
  private turns = 0;
  /** µs from the window's start; Infinity: it has no more turns. */
  private nextTurnAt = 0;
  /** Of the last turn. The weather at the start is drawn with that of window 0's turn 0. */
  private turnKey: number;

  /**
   * @param probability the share of time that is bad, 0 to 1
   * @param meanBurst of the bad stretches; the good ones are (1 − p) / p times as long
   * @param key of the timeline, 32 bits
   * @param since when the timeline starts: no packet is sent earlier
   */
  constructor(probability: number, meanBurst: SimTime, key: number, since: SimTime) {
    this.key = mix(key, PURPOSE.turn);
    this.since = since;
    this.threshold = toThreshold(probability);
    this.meanGap = Math.max(SHORTEST_GAP, meanBurst * (1 - probability));
    this.windowLength = this.meanGap * TURNS_IN_WINDOW;
    this.turnKey = this.keyOfTurn(0, 0);
    this.enter(0);
  }

  isLost(_key: number, at: SimTime): boolean {
    if (this.threshold === 0) return false;
    const elapsed = at - this.since;
    const window = Math.floor(elapsed / this.windowLength);
    if (window > this.window) this.goTo(window);
    this.passTurns(elapsed - window * this.windowLength);
    return draw(mix(this.turnKey, PURPOSE.weather)) < this.threshold;
  }

  /** To the start of a later window, with the weather that the one before leaves behind. */
  private goTo(window: number): void {
    let from = window - 1;
    // One window in 55 has no turn.
    while (from > this.window && this.firstTurnAt(from) === Infinity) from--;
    if (from > this.window) this.enter(from);
    while (this.window < window) {
      this.passTurns(this.windowLength);
      this.enter(this.window + 1);
    }
  }

  private enter(window: number): void {
    this.window = window;
    this.turns = 0;
    this.nextTurnAt = this.firstTurnAt(window);
  }

  /** @param until µs from the window's start */
  private passTurns(until: number): void {
    while (this.nextTurnAt <= until) {
      this.turns++;
      this.turnKey = this.keyOfTurn(this.window, this.turns);
      this.nextTurnAt = this.turnAfter(this.nextTurnAt, this.turnKey);
    }
  }

  private firstTurnAt(window: number): number {
    return this.turnAfter(0, this.keyOfTurn(window, 0));
  }

  private turnAfter(turnAt: number, turnKey: number): number {
    const next = turnAt + exponential(draw(mix(turnKey, PURPOSE.turn)), this.meanGap);
    return next < this.windowLength ? next : Infinity;
  }

  private keyOfTurn(window: number, turn: number): number {
    // A key takes 32 bits at a time.
    return mix(mix(mix(this.key, window), Math.floor(window / DRAW_RANGE)), turn);
  }
}
