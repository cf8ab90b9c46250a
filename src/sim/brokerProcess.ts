// The broker's process and its store: what a crash takes, what the store brings back, and when an
// autosaving one saves.

import { fromSec, type SimTime } from '../base/time.ts';
import { type BrokerInput, createBroker, stepBroker } from '../mqtt/broker/broker.ts';
import { crashBroker } from '../mqtt/broker/crash.ts';
import type { BrokerState } from '../mqtt/broker/state.ts';
import {
  type BrokerSnapshot,
  EMPTY_SNAPSHOT,
  entriesOf,
  restoreBroker,
  reviveSnapshot,
  saveBroker,
} from '../mqtt/broker/store.ts';
import type { Effect, StoreEntry } from '../mqtt/effect.ts';
import type { BrokerSettings, Scenario } from '../scenario/scenario.ts';
import { LIFE_COPY } from '../trace/copyNumber.ts';
import { brokerOptionsOf } from './machineOptions.ts';

export class BrokerProcess {
  private state: BrokerState;
  private readonly settings: BrokerSettings;
  /** What is on the disk of an autosaving broker. */
  private saved: BrokerSnapshot = EMPTY_SNAPSHOT;
  /** What it will start with; undefined while it runs. */
  private kept: BrokerSnapshot | undefined;
  private crashes = 0;

  constructor(scenario: Scenario) {
    this.settings = scenario.broker;
    this.state = createBroker(brokerOptionsOf(scenario));
  }

  get isDown(): boolean {
    return this.kept !== undefined;
  }

  /** Undefined where it does not save by the clock. */
  get saveInterval(): SimTime | undefined {
    const { store, autosaveSec } = this.settings;
    return store === 'autosave' ? fromSec(autosaveSec) : undefined;
  }

  /** Nothing comes of it while the process is down. */
  step(input: BrokerInput, now: SimTime): readonly Effect[] {
    return this.isDown ? [] : stepBroker(this.state, input, now);
  }

  /** @returns what is on disk now; undefined while the process is down */
  save(): readonly StoreEntry[] | undefined {
    if (this.isDown) return undefined;
    this.saved = saveBroker(this.state);
    return entriesOf(this.saved);
  }

  /** @returns what is gone with its memory, and what is back that it had finished with */
  crash(): readonly Effect[] {
    this.kept = this.snapshotAfterCrash(++this.crashes);
    return crashBroker(this.state, this.kept);
  }

  private snapshotAfterCrash(crashes: number): BrokerSnapshot {
    const { originated, assignedIds } = this.state;
    switch (this.settings.store) {
      case 'persistent':
        return saveBroker(this.state);
      case 'memory':
        // Names of what it originates are never used twice.
        return { ...EMPTY_SNAPSHOT, originated, assignedIds };
      case 'autosave':
        return {
          ...reviveSnapshot(this.saved, this.state, crashes * LIFE_COPY),
          originated,
          assignedIds,
        };
    }
  }

  /** The process starts again, with what was kept. @returns timers to set, and no entries */
  restart(resendAfter: SimTime | undefined, now: SimTime): readonly Effect[] {
    if (this.kept === undefined) return [];
    const options = { ...this.state.options, resendAfter };
    const { state, effects } = restoreBroker(options, this.kept, now);
    this.state = state;
    this.kept = undefined;
    // Its store was there all the time.
    return effects.filter(({ kind }) => kind !== 'store-entry');
  }
}
