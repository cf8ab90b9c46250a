// What the Lab is about: a scenario, and what its link says beside that. One for all of its parts, with
// the workers that they share; what each part has found is the part's own.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Lab, withEnd } from '../scenario/linkLab.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { LabPool } from './labPool.ts';
import { Proofs } from './proofs.ts';
import { SweepStore } from './sweep.ts';

export interface LabState {
  readonly presetName: string;
  /** The preset's with other settings: what a link can say. */
  readonly scenario: Scenario;
  readonly lab: Lab;
}

export class LabStore {
  readonly state: StoreApi<LabState>;
  readonly pool: LabPool;
  readonly sweep: SweepStore;
  readonly proofs: Proofs;
  /** Of the levels, for the decision sheet. */
  readonly sheet: SweepStore;

  constructor(first: LabState, pool = new LabPool()) {
    this.state = createStore<LabState>(() => first);
    this.pool = pool;
    this.sweep = new SweepStore(pool);
    this.proofs = new Proofs(pool);
    this.sheet = new SweepStore(pool);
  }

  /** What is undefined in the changes is left out of the link. */
  change(changes: { readonly [K in keyof Lab]?: Lab[K] | undefined }): void {
    const { lab } = this.state.getState();
    const kept = Object.entries({ ...lab, ...changes }).filter(([, value]) => value !== undefined);
    this.open({ ...this.state.getState(), lab: Object.fromEntries(kept) });
  }

  setScenario(scenario: Scenario): void {
    this.open({ ...this.state.getState(), scenario });
  }

  /** Another one, which may publish without end: its runs then have one. */
  openScenario(presetName: string, scenario: Scenario): void {
    this.open({ presetName, scenario, lab: withEnd(scenario, this.state.getState().lab) });
  }

  open(next: LabState): void {
    if (!isSameData(next, this.state.getState())) this.state.setState(next);
  }

  /** Ends the workers; they start again when they are wanted. What was found stays. */
  leave(): void {
    this.sweep.leave();
    this.proofs.leave();
    this.sheet.leave();
    this.pool.close();
  }
}
