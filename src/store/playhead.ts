// The playhead: where in virtual time the page is, and how it moves. Owns the page's only
// requestAnimationFrame. Playing pulls the run forward; it never decides what happens in it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { createClock, type SettableClock } from './clock.ts';
import { Passed } from './passed.ts';
import { nextOnWire, wireIsQuiet } from './quiet.ts';
import type { Readings } from './readings.ts';
import type { ShownRun } from './shownRun.ts';

/** What playing stops at. */
export interface PauseWhen {
  readonly matches: (event: TraceEvent) => boolean;
  /** How long after it, so that the eye sees what came of it. */
  readonly after: SimTime;
}

/** What is told of each event that playing passes, and may do something at its very instant. */
export interface Watcher {
  matches(event: TraceEvent): boolean;
  /** @param events those that match, all of one instant. @returns whether time goes on */
  act(at: SimTime, events: readonly TraceEvent[]): Promise<boolean>;
}

export interface PlayheadState {
  /** The clock's instant, as React sees it. */
  readonly t: SimTime;
  readonly playing: boolean;
  /** Virtual seconds for a second of screen. */
  readonly speed: number;
  /** A stretch with nothing on the wire is passed quickly. */
  readonly skipQuiet: boolean;
  /** Until when it is being passed quickly now; undefined: it is not. */
  readonly racingUntil: SimTime | undefined;
}

/** A frame later than this is not made up for: the tab was hidden or the machine busy. */
const FRAME_MAX_MS = 100;
/** How far ahead of the picture the run is asked for, in screen time: as soon as less than so much … */
const KNOWN_MIN_MS = 30;
/** … is known of it, some frames' worth at once. */
const LOOKAHEAD_MS = 64;
/** Screen time given to a stretch in which nothing is on the wire. */
const QUIET_MAX_MS = 1500;

export class Playhead {
  readonly state: StoreApi<PlayheadState>;
  readonly clock: SettableClock = createClock();
  /** Tells where it goes to, where the trace is not known and has to be had first. */
  readonly goal: SettableClock = createClock();
  /** Playing leaves time to read them. Undefined: there is nothing to be read. */
  readings: Readings | undefined;
  #isGoing = false;
  readonly #run: ShownRun;
  #pauseWhen: PauseWhen | undefined;
  #lastFrame: number | undefined;
  #frame: number | undefined;
  /** Where playing stops, once the event that it stops for has come. */
  #stopAt: SimTime | undefined;
  #stops: readonly SimTime[] = [];
  #watcher: Watcher | undefined;
  readonly #passed = new Passed();
  /** The watcher does something: time stands still for it. */
  #isActing = false;
  /** Of several ways to go, the last one counts. */
  #seeks = 0;
  #quietRate: { readonly until: SimTime; readonly rate: number } | undefined;

  constructor(run: ShownRun, speed: number) {
    this.#run = run;
    this.state = createStore<PlayheadState>(() => ({
      t: TIME_ZERO,
      playing: false,
      speed,
      skipQuiet: true,
      racingUntil: undefined,
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
    this.state.setState({ playing: false, racingUntil: undefined });
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    // What little was asked for ahead is shown, so that the next command lies in the present.
    const { horizon } = this.#run.state.getState();
    if (this.isLive && !this.#isActing) this.#moveOn(horizon);
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

  /** Playing stops at these instants too. @param stops in order of time */
  setStops(stops: readonly SimTime[]): void {
    this.#stops = stops;
  }

  /** Is told what playing passes, from now on. */
  setWatcher(watcher: Watcher): void {
    this.#watcher = watcher;
  }

  /**
   * Goes to `t`; beyond what is known, the run is simulated up to there first. If that is stopped on
   * the way, it stands where that has come to; if somebody wants to go elsewhere meanwhile, it does.
   */
  async seek(t: SimTime): Promise<void> {
    const target = t < 0 ? TIME_ZERO : t;
    const seek = ++this.#seeks;
    this.#quietRate = undefined;
    this.#stopAt = undefined;
    if (!this.#run.has(target)) {
      this.#isGoing = true;
      this.goal.set(target);
      await this.#run.reach(target, () => seek !== this.#seeks);
    }
    if (seek !== this.#seeks) return;
    this.#isGoing = false;
    const { horizon, index, status } = this.#run.state.getState();
    // A run that has failed is taken to where it was wanted when it is started again.
    const there = target < horizon || status.kind === 'failed' ? target : horizon;
    this.#passed.note(index, there);
    this.#place(there);
  }

  /** Where it is, or soon will be. */
  get destination(): SimTime {
    return this.#isGoing ? this.goal.now() : this.clock.now();
  }

  /** Goes to `t`, which is known, as playing does: what is waited for on the way happens, and ends it. */
  async stepTo(t: SimTime): Promise<void> {
    const events = this.#findWatched(t);
    const [first] = events;
    if (first === undefined) return this.seek(t);
    await this.#act(first.at, events);
  }

  /** The picture is at the run's present: what is ahead was asked for only to keep it smooth. */
  get isLive(): boolean {
    const { horizon, present } = this.#run.state.getState();
    if (horizon < present) return false;
    const { speed } = this.state.getState();
    const rate = Math.max(speed, this.#quietRate?.rate ?? 0);
    return horizon - this.clock.now() <= LOOKAHEAD_MS * 1000 * rate * 2;
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

  /** As time does: what lies between is passed. */
  #moveOn(t: SimTime): void {
    this.#passed.note(this.#run.state.getState().index, t);
    this.#place(t);
  }

  #schedule(): void {
    this.#frame = requestAnimationFrame((time) => this.#onFrame(time));
  }

  #onFrame(time: number): void {
    const { playing, speed } = this.state.getState();
    if (!playing) return;
    const elapsedMs = Math.min(time - (this.#lastFrame ?? time), FRAME_MAX_MS);
    this.#lastFrame = time;
    this.#schedule();
    const { status, horizon, waiting } = this.#run.state.getState();
    if (status.kind !== 'ready' || this.#isActing) return;
    const now = this.clock.now();
    const usual = this.#rateAt(now);
    const rate = this.readings?.slowed(usual, now, elapsedMs, speed) ?? usual;
    const target = addTime(now, Math.round(elapsedMs * 1000 * rate) as SimTime);
    const after = (ms: number) => addTime(target, Math.round(ms * 1000 * rate) as SimTime);
    if (after(KNOWN_MIN_MS) > horizon && waiting === 0) {
      void this.#run.advance(after(LOOKAHEAD_MS));
    }
    this.#moveTo(target < horizon ? target : horizon, now);
  }

  #moveTo(target: SimTime, now: SimTime): void {
    if (target <= now) return;
    const watched = this.#findWatched(target);
    const first = watched[0]?.at ?? target;
    this.#stopAt ??= this.#findStop(now, first);
    const stopAt = Math.min(this.#stopAt ?? first + 1, this.#stopAfter(now));
    if (stopAt <= first) {
      this.#moveOn(stopAt as SimTime);
      this.#stopAt = undefined;
      this.state.setState({ playing: false, racingUntil: undefined });
    } else if (watched.length > 0) {
      void this.#act(first, watched);
    } else {
      this.#moveOn(target);
    }
  }

  /** What the watcher waits for and has not passed yet: the first of it until `t`. */
  #findWatched(t: SimTime): readonly TraceEvent[] {
    const watcher = this.#watcher;
    if (watcher === undefined) return [];
    const { index } = this.#run.state.getState();
    const found: TraceEvent[] = [];
    const next = this.#passed.next(index, this.clock.now());
    for (let i = next; i < index.events.length; i++) {
      const event = index.events[i] as TraceEvent;
      const isOver = event.at > t || (found[0] !== undefined && event.at > found[0].at);
      if (isOver) break;
      if (watcher.matches(event)) found.push(event);
    }
    return found;
  }

  /** At the instant of what was waited for, before anything else happens. */
  async #act(at: SimTime, events: readonly TraceEvent[]): Promise<void> {
    this.#isActing = true;
    this.#moveOn(at);
    const goesOn = await this.#watcher?.act(at, events);
    // What it has caused at this instant is not looked at again.
    this.#passed.note(this.#run.state.getState().index, this.clock.now());
    this.#isActing = false;
    this.#lastFrame = undefined;
    this.#quietRate = undefined;
    if (goesOn === false) this.state.setState({ playing: false, racingUntil: undefined });
  }

  /** Infinity: there is none. */
  #stopAfter(now: SimTime): number {
    return this.#stops.find((at) => at > now) ?? Number.POSITIVE_INFINITY;
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
    const { speed, skipQuiet, racingUntil } = this.state.getState();
    const rate = skipQuiet ? this.#quietRateAt(now, speed) : speed;
    const until = rate > speed ? this.#quietRate?.until : undefined;
    if (until !== racingUntil) this.state.setState({ racingUntil: until });
    return rate;
  }

  #quietRateAt(now: SimTime, speed: number): number {
    const known = this.#quietRate;
    if (known !== undefined && now < known.until) return known.rate;
    this.#quietRate = undefined;
    const { indexes } = this.#run;
    if (!indexes.every((index) => wireIsQuiet(index, now))) return speed;
    const { horizon, nextAt } = this.#run.state.getState();
    const until = Math.min(...indexes.map((index) => nextOnWire(index, now, horizon, nextAt)));
    const rate = (until - now) / (QUIET_MAX_MS * 1000);
    if (!Number.isFinite(until) || rate <= speed) return speed;
    this.#quietRate = { until: until as SimTime, rate };
    return rate;
  }
}
