// Plays what a lesson shows: a run from where the step begins until where it ends, both read from the
// trace. Whoever changes the run, or wants to look around, leaves the rails, and can come back.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import { readingMs } from '../lessons/captions.ts';
import type { Walk } from '../lessons/walk.ts';
import { parseLink } from '../scenario/link.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { type Reading, Readings } from './readings.ts';
import type { RunStart } from './run.ts';
import type { Scope } from './scope.ts';
import { whenOf } from './when.ts';

/** What is played. */
export interface Played {
  /** A link's query. */
  readonly run: string;
  /** What is said at the instants of the walk. */
  readonly captions: readonly string[];
  walk(events: readonly TraceEvent[]): Walk;
}

export interface PlayerState {
  /** Its run is being simulated. */
  readonly opening: boolean;
  /** With its end; undefined: it is not known yet. */
  readonly walk: Walk | undefined;
  /** The end has been seen. */
  readonly seen: boolean;
  /** Off the rails: nothing stops by itself, and the run may be another one. */
  readonly free: boolean;
}

const NEW: PlayerState = { opening: false, walk: undefined, seen: false, free: false };

/** Virtual seconds for a second of screen. */
const PACES = [0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10];
/** At this screen time a hop is followed well, ... */
const HOP_SEC = 1;
/** ... but no step takes much longer than this. */
const STEP_SEC = 14;

export class StepPlayer {
  readonly state: StoreApi<PlayerState> = createStore<PlayerState>(() => NEW);
  readonly #scope: Scope;
  #played: Played | undefined;
  /** What was opened counts last. */
  #era = 0;
  #wasPlaying = false;

  constructor(scope: Scope) {
    this.#scope = scope;
    scope.playhead.state.subscribe(() => this.#follow());
    scope.run.state.subscribe(() => this.#notice());
  }

  /** Stands at the step's beginning. The run that the step before had goes on. */
  async open(played: Played): Promise<void> {
    const era = ++this.#era;
    const { playhead, travel, run, selection } = this.#scope;
    playhead.pause();
    playhead.setPauseWhen(undefined);
    playhead.setSkipQuiet(true);
    whenOf(this.#scope).disarm();
    this.#scope.view.setState({ logOpen: false, whenOpen: false });
    this.#played = played;
    this.state.setState({ ...NEW, opening: true });
    if (!this.#isUntouched()) await this.#scope.open(startOf(played.run));
    if (era !== this.#era) return;
    await travel.goToFirst((index) => {
      const { from, until } = played.walk(index.events);
      return until === undefined ? undefined : from;
    });
    if (era !== this.#era) return;
    const { index, scenario } = run.state.getState();
    const walk = played.walk(index.events);
    const pace = paceOf(index, walk, scenario.network.latencyMs);
    playhead.setSpeed(pace);
    playhead.readings = new Readings(readingsOf(played, walk), pace);
    playhead.setPauseWhen({ matches: ({ at }) => at === walk.until, after: 0 as SimTime });
    selection.selectOnlyMessage();
    this.state.setState({ opening: false, walk });
  }

  /** The step from its beginning, with the run that it had. */
  async back(): Promise<void> {
    if (this.#played !== undefined) await this.open(this.#played);
  }

  /** What is shown from now on is no step. */
  close(): void {
    this.#era++;
    this.#scope.playhead.readings = undefined;
    this.#played = undefined;
    this.state.setState(NEW);
  }

  /** All of the run, for whoever wants to play with it. */
  leave(): void {
    this.#scope.playhead.setPauseWhen(undefined);
    this.#scope.playhead.readings = undefined;
    this.state.setState({ free: true });
  }

  /** To where the next caption stands, or the end: for whom nothing moves by itself. */
  async goOn(): Promise<void> {
    const { walk } = this.state.getState();
    if (walk?.until === undefined) return;
    const { playhead } = this.#scope;
    const now = playhead.clock.now();
    const until = walk.until;
    const next = walk.captions.find((at) => at !== undefined && at > now && at < until);
    await playhead.seek(now >= until ? walk.from : (next ?? until));
  }

  /** Nobody has changed the run, and it is the one that is wanted. */
  #isUntouched(): boolean {
    const { status, presetName, scenario, commands } = this.#scope.run.state.getState();
    if (this.#played === undefined || status.kind !== 'ready') return false;
    const start = startOf(this.#played.run);
    return (
      start.presetName === presetName &&
      isSameData(scenario, start.scenario) &&
      isSameData(commands, start.commands)
    );
  }

  #follow(): void {
    const { t, playing } = this.#scope.playhead.state.getState();
    const started = playing && !this.#wasPlaying;
    this.#wasPlaying = playing;
    const { walk, free, seen } = this.state.getState();
    if (walk?.until === undefined || free) return;
    if (t < walk.until) return;
    if (!seen) this.state.setState({ seen: true });
    // Behind the end there is nothing to play: it is watched again.
    if (started) void this.#scope.playhead.seek(walk.from);
  }

  #notice(): void {
    const { walk, free } = this.state.getState();
    const { status } = this.#scope.run.state.getState();
    if (walk === undefined || free || status.kind !== 'ready') return;
    if (!this.#isUntouched()) this.leave();
  }
}

export function startOf(query: string): Required<Omit<RunStart, 'to'>> {
  const { preset: presetName, scenario, commands } = parseLink(query);
  return { presetName, scenario, commands };
}

/** So that a hop can be followed, unless the step would take too long; quiet stretches do not count. */
function paceOf(index: TraceIndex, { from, until }: Walk, latencyMs: number): number {
  const busySec = busyUs(index, from, until ?? from) / 1_000_000;
  const wanted = Math.max(latencyMs / 1000 / HOP_SEC, busySec / STEP_SEC);
  return PACES.find((pace) => pace >= wanted * 0.9) ?? 10;
}

function readingsOf({ captions }: Played, walk: Walk): readonly Reading[] {
  const all = walk.captions.flatMap((at, i) =>
    at === undefined ? [] : [{ at, ms: readingMs(captions[i] ?? '') }],
  );
  return all.sort((a, b) => a.at - b.at);
}

/** How long something is on the wire between two instants. */
function busyUs({ flights }: TraceIndex, from: SimTime, until: SimTime): number {
  let busy = 0;
  let covered: number = from;
  for (const flight of [...flights.items].sort((a, b) => a.from - b.from)) {
    const start = Math.max(flight.from, covered);
    const end = Math.min(flight.until, until);
    if (end <= start) continue;
    busy += end - start;
    covered = end;
  }
  return busy;
}
