// The stretch of the trace that the page has. What is too much to have is folded away; going back to it
// has it simulated again.

import type { StoreApi } from 'zustand/vanilla';
import { addTime, earlierOf, fromSec, laterOf, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Replay } from '../worker/simApi.ts';
import { inTurn } from './inTurn.ts';
import type { RunState } from './runState.ts';

/** A chunk of its own, there long before a run is so long that it is needed. */
const building = inTurn(() => import('./buildIndex.ts'));

/** Gives what of the state a replay changes, if anything. */
export type TakeReplay = (replay: Replay) => Promise<Partial<RunState> | undefined>;
type AskReplay = (
  from: SimTime,
  to: SimTime,
  take: TakeReplay,
  isOver?: () => boolean,
) => Promise<void>;

/** With more events of the trace than this, the page lets go of the older ones, ... */
const EVENTS_MAX = 48_000;
/** ... until it has this share of them, so that memory stays nearly the same. */
const KEPT_SHARE = 0.75;
/** It is not worth the work to let go of less than this share of what there is. */
const FOLDED_SHARE = 0.125;
/** What is known before an instant that is looked at: counters look back, and so does the ladder. */
const LOOK_BACK = fromSec(12);
/** What is had again around an instant of the past, beyond what is needed to look at it. */
const TURN_EVENTS = 4000;
/** The playhead may be so far behind what is known, playing at its quickest. */
const AHEAD = fromSec(5);
/** At most so much more on either side. */
const MORE_MAX = fromSec(30);

export class TraceWindow {
  readonly #state: StoreApi<RunState>;
  readonly #askReplay: AskReplay;
  readonly #eventsMax: number;
  #lookBack: (at: SimTime) => SimTime = () => LOOK_BACK;
  #folding: Promise<void> | undefined;

  /** @param askReplay has a stretch of the run simulated again */
  constructor(state: StoreApi<RunState>, askReplay: AskReplay, eventsMax = EVENTS_MAX) {
    this.#state = state;
    this.#askReplay = askReplay;
    this.#eventsMax = eventsMax;
  }

  /**
   * @param spanAt so much is to be known of what was before an instant that is looked at, or the usual
   * if it is more
   */
  lookBack(spanAt: (at: SimTime) => SimTime): void {
    this.#lookBack = (at) => laterOf(LOOK_BACK, spanAt(at));
  }

  /** Not all that is needed to look at `at` is there: it is too near to the beginning. */
  isTooEarly(at: SimTime): boolean {
    const { at: start } = this.#state.getState().index.start;
    return start > TIME_ZERO && at < addTime(start, this.#lookBack(at));
  }

  /** Goes on within the past. */
  async goOn(from: SimTime, to: SimTime): Promise<void> {
    await this.#askReplay(from, to, async ({ events }) => {
      this.#state.getState().index.append(events);
      return { horizon: to };
    });
  }

  /**
   * To the stretch of the past around `at`: with some more on both sides, so that not each step back
   * from there, and not each frame of playing on, asks again.
   * @param isOver nobody wants to go there any more
   */
  async turnTo(at: SimTime, isOver: () => boolean): Promise<void> {
    const { index, horizon, present } = this.#state.getState();
    const perEvent = horizon / Math.max(1, index.eventCount);
    const more = earlierOf(Math.round(TURN_EVENTS * perEvent) as SimTime, MORE_MAX);
    const from = beforeBy(addTime(this.#lookBack(at), more), at);
    const to = earlierOf(addTime(at, more), present);
    const take: TakeReplay = async (replay) => {
      const { buildIndex } = await building;
      const built = await buildIndex(replay, replay.events, 0, isOver);
      return built && { index: built, horizon: to };
    };
    await this.#askReplay(from, to, take, isOver);
  }

  /** Lets go of older events when there are too many. */
  fold(): Promise<void> {
    this.#folding ??= this.#foldOnce().finally(() => {
      this.#folding = undefined;
    });
    return this.#folding;
  }

  async #foldOnce(): Promise<void> {
    const { index, horizon } = this.#state.getState();
    const { events } = index;
    if (events.length <= this.#eventsMax) return;
    const first = events[events.length - Math.floor(this.#eventsMax * KEPT_SHARE)] as TraceEvent;
    const at = earlierOf(first.at, beforeBy(addTime(this.#lookBack(horizon), AHEAD), horizon));
    const next = index.countUntil(at);
    if (at <= index.start.at || next < events.length * FOLDED_SHARE) return;
    // Another run, another stretch of it, or a fork.
    const isOver = () => index !== this.#state.getState().index || events !== index.events;
    let start: Replay | undefined;
    await this.#askReplay(at, at, async (replay) => {
      start = replay;
      return undefined;
    });
    if (start === undefined || isOver()) return;
    const { buildIndex } = await building;
    const folded = await buildIndex(start, events, next, isOver);
    if (folded === undefined || isOver()) return;
    // What has come since the last piece.
    folded.append(events.slice(events.length - (index.eventCount - folded.eventCount)));
    index.letGo(folded);
    this.#state.setState({ version: this.#state.getState().version + 1 });
  }
}

function beforeBy(span: SimTime, at: SimTime): SimTime {
  return Math.max(0, at - span) as SimTime;
}
