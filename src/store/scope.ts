// One run on the screen: the run, its playhead, what is selected, and what a person can do to them.
// Views call these; they never talk to the worker.

import type { Scenario } from '../scenario/scenario.ts';
import { connectSim } from '../worker/connect.ts';
import { Commands } from './commands.ts';
import { Playhead } from './playhead.ts';
import { type RunStart, RunStore } from './run.ts';
import { Selector } from './selection.ts';
import { Travel } from './travel.ts';
import type { Connect } from './workerLink.ts';

export class Scope {
  readonly run: RunStore;
  readonly playhead: Playhead;
  readonly selection: Selector;
  readonly commands: Commands;
  readonly travel: Travel;

  /** @param connect how the simulation is reached: the worker, unless told */
  constructor(first: RunStart, speed: number, connect: Connect = connectSim) {
    this.run = new RunStore(connect, first);
    this.playhead = new Playhead(this.run, speed);
    this.selection = new Selector(this.run, this.playhead);
    this.commands = new Commands(this.run, this.playhead, this.selection);
    this.travel = new Travel(this.run, this.playhead);
  }

  /** Starts a run and stands at its beginning: where publishing starts, or at `to`. */
  async open(start: RunStart): Promise<void> {
    this.playhead.pause();
    this.selection.clear();
    await this.run.open(start);
    // Commands may lie after the instant that is looked at.
    const { horizon, publishingSince } = this.run.state.getState();
    await this.playhead.seek(start.to ?? publishingSince ?? horizon);
  }

  /** The same scenario from its beginning; commands are dropped. */
  async restart(): Promise<void> {
    const { presetName, scenario } = this.run.state.getState();
    await this.open({ presetName, scenario });
  }

  /** The same scenario and commands with other luck, from where publishing starts. */
  async reseed(seed: number): Promise<void> {
    const { presetName, scenario, commands } = this.run.state.getState();
    await this.open({ presetName, scenario: { ...scenario, seed }, commands });
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
