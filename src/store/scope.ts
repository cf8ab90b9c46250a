// One run on the screen: the run, its playhead, what is selected, and what a person can do to them.
// Views call these; they never talk to the worker.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../scenario/scenario.ts';
import { connectSim } from '../worker/connect.ts';
import { Commands } from './commands.ts';
import { Playhead } from './playhead.ts';
import { Pulse } from './pulse.ts';
import { type RunStart, RunStore } from './run.ts';
import { type Selection, Selector } from './selection.ts';
import type { Giver, ShownRun } from './shownRun.ts';
import { Travel } from './travel.ts';
import type { Connect } from './workerLink.ts';
import { spanOf, Zoom, type ZoomState, zoomOf } from './zoom.ts';

/** How the screen shows a run; no part of it. */
export interface ViewState {
  /** Packets carry their Packet Identifiers. */
  readonly identifiers: boolean;
  /** The table of events is there. */
  readonly logOpen: boolean;
  /** What is done when something happens is being set. */
  readonly whenOpen: boolean;
  /** The dialog that shares and exports is there. */
  readonly shareOpen: boolean;
}

const VIEW: ViewState = {
  identifiers: false,
  logOpen: false,
  whenOpen: false,
  shareOpen: false,
};

/** What a scope is made of; what is shared with another one is given, the rest is its own. */
export interface ScopeParts {
  readonly run: ShownRun;
  readonly playhead: Playhead;
  /** Who carries out commands; the run itself, unless told. */
  readonly giver?: Giver;
  readonly zoom?: Zoom;
  readonly view?: StoreApi<ViewState>;
  readonly selection?: StoreApi<Selection>;
  /** See `Pulse`. */
  readonly turn?: number;
}

/** A scope over one simulation. @param connect how it is reached: the worker, unless told */
export function createScope(first: RunStart, speed: number, connect: Connect = connectSim): Scope {
  const run = new RunStore(connect, first);
  return new Scope({ run, playhead: new Playhead(run, speed) });
}

export class Scope {
  readonly run: ShownRun;
  readonly playhead: Playhead;
  readonly pulse: Pulse;
  readonly selection: Selector;
  readonly commands: Commands;
  readonly travel: Travel;
  readonly zoom: Zoom;
  readonly view: StoreApi<ViewState>;

  constructor({ run, playhead, giver, zoom, view, selection, turn }: ScopeParts) {
    this.run = run;
    this.playhead = playhead;
    this.pulse = new Pulse(run, playhead, turn);
    this.selection = new Selector(run, playhead, selection);
    this.commands = new Commands(run, playhead, this.selection, giver);
    this.travel = new Travel(run, playhead);
    this.zoom = zoom ?? new Zoom();
    this.view = view ?? createStore<ViewState>(() => VIEW);
    this.zoom.state.subscribe((shown) => this.#lookBack(shown));
  }

  #lookBack(zoom: ZoomState): void {
    this.run.lookBack(spanOf(zoom), zoomOf(zoom));
    const t = this.playhead.clock.now();
    if (!this.run.has(t)) void this.playhead.seek(t);
  }

  /** Starts a run and stands at its beginning: where publishing starts, or at `to`. */
  async open(start: RunStart): Promise<void> {
    await this.#begin(start, () => this.run.open(start));
  }

  /** The same, but undo brings back the run that there was. */
  async replace(start: RunStart): Promise<void> {
    const shownAt = this.playhead.clock.now();
    await this.#begin(start, () => this.run.replace(start, shownAt));
  }

  async #begin(start: RunStart, open: () => Promise<void>): Promise<void> {
    this.playhead.pause();
    this.selection.clear();
    const { stops } = this.run;
    await open();
    // Commands may lie after the instant that is looked at; who stops a long way stands where it ended.
    const { horizon, publishingSince } = this.run.state.getState();
    const to = stops === this.run.stops ? start.to : horizon;
    await this.playhead.seek(to ?? publishingSince ?? horizon);
  }

  /** The same scenario from its beginning; commands are dropped. */
  async restart(): Promise<void> {
    const { presetName, scenario } = this.run.state.getState();
    await this.replace({ presetName, scenario });
  }

  /** The same scenario and commands with other luck, from where publishing starts. */
  async reseed(seed: number): Promise<void> {
    const { presetName, scenario, commands } = this.run.state.getState();
    await this.replace({ presetName, scenario: { ...scenario, seed }, commands });
    await this.travel.goToStart();
  }

  /** Runs an edited scenario, with the same seed and commands, to where the playhead is. */
  async edit(change: (scenario: Scenario) => Scenario): Promise<void> {
    const { scenario } = this.run.state.getState();
    this.playhead.pause();
    await this.run.edit(change(scenario));
  }

  /** After the worker has failed. */
  async retry(): Promise<void> {
    await this.run.retry(this.playhead.clock.now());
    await this.playhead.seek(this.playhead.clock.now());
  }
}
