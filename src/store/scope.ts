// One run on the screen: the run, its playhead, what is selected, and what a person can do to them.
// Views call these; they never talk to the worker.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { TIME_ZERO } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isCrowded } from '../trace/crowd.ts';
import { foldReach } from '../trace/foldFrom.ts';
import { connectSim } from '../worker/connect.ts';
import { Commands } from './commands.ts';
import { Playhead } from './playhead.ts';
import { Pulse } from './pulse.ts';
import { type RunStart, RunStore } from './run.ts';
import { Selector } from './selection.ts';
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
}

export class Scope {
  readonly run: RunStore;
  readonly playhead: Playhead;
  readonly pulse: Pulse;
  readonly selection: Selector;
  readonly commands: Commands;
  readonly travel: Travel;
  readonly zoom = new Zoom();
  readonly view: StoreApi<ViewState> = createStore<ViewState>(() => ({
    identifiers: false,
    logOpen: false,
    whenOpen: false,
  }));

  /** @param connect how the simulation is reached: the worker, unless told */
  constructor(first: RunStart, speed: number, connect: Connect = connectSim) {
    this.run = new RunStore(connect, first);
    this.playhead = new Playhead(this.run, speed);
    this.pulse = new Pulse(this.run, this.playhead);
    this.selection = new Selector(this.run, this.playhead);
    this.commands = new Commands(this.run, this.playhead, this.selection);
    this.travel = new Travel(this.run, this.playhead);
    this.zoom.state.subscribe((zoom) => this.#lookBack(zoom));
  }

  /**
   * The picture shows so much: what is before it is got if the page has let go of it. Where it shows
   * counts, it needs no events.
   */
  #lookBack(zoom: ZoomState): void {
    const span = spanOf(zoom);
    const px = zoomOf(zoom);
    this.run.lookBack((at) =>
      isCrowded(this.run.marks, at, span, px) ? TIME_ZERO : foldReach(span),
    );
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
