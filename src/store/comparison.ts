// What Compare shows: up to three lanes, each a variant of one scenario, with one playhead, one worker
// and one list of what was done. The ensemble is what controls and transport are about; each lane is a
// scope of its own, so that every view works in it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { changeNetwork } from '../scenario/changes.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import { areSameLanes, LEVELS, type Variant } from '../scenario/variants.ts';
import { Ensemble } from './ensemble.ts';
import { Playhead } from './playhead.ts';
import { RunStore } from './run.ts';
import { RunSeries } from './runSeries.ts';
import type { RunStart } from './runState.ts';
import { Scope } from './scope.ts';
import { SharedConnection } from './sharedConnection.ts';
import { COMPARE_SPEED } from './speeds.ts';
import type { Connect } from './workerLink.ts';

export interface Lane {
  readonly variant: Variant;
  /** Its run, with the playhead, zoom and selection of all. */
  readonly scope: Scope;
  readonly run: RunStore;
  /** From the run's beginning on. */
  readonly series: RunSeries;
}

export interface ComparisonState {
  readonly lanes: readonly Lane[];
}

/** Of the trace that a lane has; of three lanes, as much as of one run by itself. */
const EVENTS_MAX = 20_000;
/** Lanes, and what is about all of them. */
const TURNS = 4;

export class Comparison {
  readonly state: StoreApi<ComparisonState>;
  /** All lanes as one run. */
  readonly ensemble: Scope;
  readonly #run: Ensemble;
  readonly #connection: SharedConnection;
  /** Also those that are not shown now. */
  readonly #made: Omit<Lane, 'variant'>[] = [];

  /** @param connect how the simulation is reached: the worker, unless told */
  constructor(first: RunStart, variants: readonly Variant[] = LEVELS, connect?: Connect) {
    this.#connection = new SharedConnection(connect);
    this.#run = new Ensemble(first, () => this.#renew());
    const playhead = new Playhead(this.#run, COMPARE_SPEED);
    this.ensemble = new Scope({ run: this.#run, playhead });
    this.state = createStore<ComparisonState>(() => ({ lanes: [] }));
    this.#choose(variants);
  }

  get variants(): readonly Variant[] {
    return this.state.getState().lanes.map(({ variant }) => variant);
  }

  /** Starts a run in all lanes. */
  async open(start: RunStart, variants = this.variants): Promise<void> {
    const isNew = this.#made.length === 0 || !areSameLanes(variants, this.variants);
    if (isNew) this.#choose(variants);
    await this.ensemble.open(start);
  }

  /** Compares something else: the same run, at the same instant. */
  async compare(variants: readonly Variant[]): Promise<void> {
    if (areSameLanes(variants, this.variants)) return;
    const { playhead, selection } = this.ensemble;
    playhead.pause();
    selection.clear();
    this.#choose(variants);
    const t = playhead.clock.now();
    await this.#run.rerun(t);
    await playhead.seek(t);
  }

  /** Another network from the run's beginning, instead of what was changed of it meanwhile. */
  async setNetwork(changes: Partial<NetworkSettings>): Promise<void> {
    const { presetName, scenario, commands } = this.#run.state.getState();
    const { playhead } = this.ensemble;
    await this.ensemble.replace({
      presetName,
      scenario: changeNetwork(scenario, changes),
      commands: commands.filter(({ command }) => command.kind !== 'set-network'),
      to: playhead.clock.now(),
    });
  }

  /** Lets go of the worker; `open` starts another one. */
  close(): void {
    this.ensemble.playhead.pause();
    this.#connection.dispose();
    this.#made.length = 0;
  }

  /** The worker that the lanes had is gone: others with another one. */
  #renew(): void {
    this.#connection.dispose();
    this.#made.length = 0;
    this.#choose(this.variants);
  }

  #choose(variants: readonly Variant[]): void {
    const lanes = variants.map((variant, i) => ({ ...this.#laneAt(i), variant }));
    this.#run.setLanes(lanes);
    this.state.setState({ lanes });
  }

  #laneAt(i: number): Omit<Lane, 'variant'> {
    const known = this.#made[i];
    if (known !== undefined) return known;
    const { playhead, zoom, view, selection } = this.ensemble;
    const { presetName, scenario } = this.#run.state.getState();
    const run = new RunStore(this.#connection.connect, { presetName, scenario }, EVENTS_MAX);
    const series = new RunSeries();
    run.record(series);
    const shared = { playhead, zoom, view, selection: selection.state, giver: this.#run };
    const made = { run, series, scope: new Scope({ run, ...shared, turn: (i + 1) / TURNS }) };
    this.#made[i] = made;
    return made;
  }
}
