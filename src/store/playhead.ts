// The playhead: where in virtual time the page is, and how it moves. Owns the page's only
// requestAnimationFrame. Playing pulls the run forward; it never decides what happens in it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { createClock, type SettableClock } from './clock.ts';
import { nextOnWire, wireIsQuiet } from './quiet.ts';
import type { RunStore } from './run.ts';

/** What playing stops at. */
export interface PauseWhen {
  readonly matches: (event: TraceEvent) => boolean;
  /** How long after it, so that the eye sees what came of it. */
  readonly after: SimTime;
}

export interface PlayheadState {
  /** The clock's instant, as React sees it. */
  readonly t: SimTime;
  readonly playing: boolean;
  /** Virtual seconds for a second of screen. */
  readonly speed: number;
  /** A stretch with nothing on the wire is passed quickly. */
  readonly skipQuiet: boolean;
  /** It is being passed quickly now. */
  readonly racing: boolean;
}

/** A frame later than this is not made up for: the tab was hidden or the machine busy. */
const FRAME_MAX_MS = 100;
/** How far ahead of the picture the run is asked for, in screen time. */
const LOOKAHEAD_MS = 40;
/** Screen time given to a stretch in which nothing is on the wire. */
const QUIET_MAX_MS = 1500;

export class Playhead {
  readonly state: StoreApi<PlayheadState>;
  readonly clock: SettableClock = createClock();
  readonly #run: RunStore;
  #pauseWhen: PauseWhen | undefined;
  #lastFrame: number | undefined;
  #frame: number | undefined;
  /** Where playing stops, once the event that it stops for has come. */
  #stopAt: SimTime | undefined;
  #quietRate: { readonly until: number; readonly rate: number } | undefined;

  constructor(run: RunStore, speed: number) {
    this.#run = run;
    this.state = createStore<PlayheadState>(() => ({
      t: TIME_ZERO,
      playing: false,
      speed,
      skipQuiet: true,
      racing: false,
    }));
  }

  play(): void {
    if (this.state.getState().playing) return;
    this.state.setState({ playing: true });
    this.#lastFrame = undefined;
    this.#quietRate = undefined;
    this.#stopAt = undefined;
    this.#schedule();
  }

  pause(): void {
    if (!this.state.getState().playing) return;
    this.state.setState({ playing: false, racing: false });
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    // What little was asked for ahead is shown, so that the next command lies in the present.
    const { horizon } = this.#run.state.getState();
    if (this.isLive) this.#place(horizon);
  }

  setSpeed(speed: number): void {
    this.state.setState({ speed });
  }

  setSkipQuiet(skipQuiet: boolean): void {
    this.state.setState({ skipQuiet });
  }

  /** Playing stops at the first event that matches. Undefined: never. */
  setPauseWhen(pauseWhen: PauseWhen | undefined): void {
    this.#pauseWhen = pauseWhen;
    this.#stopAt = undefined;
  }

  /** Goes to `t`; beyond what is known, the run is simulated up to there first. */
  async seek(t: SimTime): Promise<void> {
    const target = t < 0 ? TIME_ZERO : t;
    this.#quietRate = undefined;
    if (!this.#run.has(target)) await this.#run.reach(target);
    this.#place(target);
  }

  /** The picture is at the run's present: what is ahead was asked for only to keep it smooth. */
  get isLive(): boolean {
    const { horizon, present } = this.#run.state.getState();
    if (horizon < present) return false;
    const { speed } = this.state.getState();
    const rate = Math.max(speed, this.#quietRate?.rate ?? 0);
    return horizon - this.clock.now() <= LOOKAHEAD_MS * 1000 * rate * 3;
  }

  /** When a command given now takes effect: at the run's present while playing live, else at `t`. */
  get commandAt(): SimTime {
    const { playing } = this.state.getState();
    return playing && this.isLive ? this.#run.state.getState().horizon : this.clock.now();
  }

  #place(t: SimTime): void {
    this.state.setState({ t });
    this.clock.set(t);
  }

  #schedule(): void {
    this.#frame = requestAnimationFrame((time) => this.#onFrame(time));
  }

  #onFrame(time: number): void {
    const { playing } = this.state.getState();
    if (!playing) return;
    const elapsedMs = Math.min(time - (this.#lastFrame ?? time), FRAME_MAX_MS);
    this.#lastFrame = time;
    this.#schedule();
    const { status, horizon, waiting } = this.#run.state.getState();
    if (status.kind !== 'ready') return;
    const now = this.clock.now();
    const rate = this.#rateAt(now);
    const target = addTime(now, Math.round(elapsedMs * 1000 * rate) as SimTime);
    const ahead = addTime(target, Math.round(LOOKAHEAD_MS * 1000 * rate) as SimTime);
    if (ahead > horizon && waiting === 0) void this.#run.advance(ahead);
    this.#moveTo(target < horizon ? target : horizon, now);
  }

  #moveTo(target: SimTime, now: SimTime): void {
    if (target <= now) return;
    this.#stopAt ??= this.#findStop(now, target);
    if (this.#stopAt === undefined || this.#stopAt > target) {
      this.#place(target);
      return;
    }
    this.#place(this.#stopAt);
    this.#stopAt = undefined;
    this.state.setState({ playing: false, racing: false });
  }

  #findStop(from: SimTime, to: SimTime): SimTime | undefined {
    const pauseWhen = this.#pauseWhen;
    if (pauseWhen === undefined) return undefined;
    const { index } = this.#run.state.getState();
    const event = index.eventsBetween(from, to).find(pauseWhen.matches);
    return event === undefined ? undefined : addTime(event.at, pauseWhen.after);
  }

  /** Virtual µs for a µs of screen: the speed, or more where nothing is on the wire. */
  #rateAt(now: SimTime): number {
    const { speed, skipQuiet, racing } = this.state.getState();
    const rate = skipQuiet ? this.#quietRateAt(now, speed) : speed;
    if (rate > speed !== racing) this.state.setState({ racing: rate > speed });
    return rate;
  }

  #quietRateAt(now: SimTime, speed: number): number {
    const known = this.#quietRate;
    if (known !== undefined && now < known.until) return known.rate;
    this.#quietRate = undefined;
    const run = this.#run.state.getState();
    if (!wireIsQuiet(run.index, now)) return speed;
    const until = nextOnWire(run.index, now, run.horizon, run.nextAt);
    const rate = (until - now) / (QUIET_MAX_MS * 1000);
    if (!Number.isFinite(until) || rate <= speed) return speed;
    this.#quietRate = { until, rate };
    return rate;
  }
}
