// Several simulations in step, each of a variant of one scenario: to the playhead, to commands and to
// controls they are one run. What is done to it is done to all of them at the same instant.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { earlierOf, type SimTime } from '../base/time.ts';
import { withCommand } from '../scenario/commandList.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import {
  applyVariant,
  applyVariantTo,
  applyVariantToAll,
  type Variant,
} from '../scenario/variants.ts';
import type { PacketUid } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { JointMarks } from './jointMarks.ts';
import type { Assumptions, PacketBytes, RunStore } from './run.ts';
import { emptyRun, type RunStart, type RunState, type RunStatus } from './runState.ts';
import type { ShownRun } from './shownRun.ts';
import { Undoing } from './undoing.ts';

export interface EnsembleLane {
  readonly variant: Variant;
  readonly run: RunStore;
}

export class Ensemble implements ShownRun {
  /** Scenario and commands are the base's; the index is that of the lane which is most like it. */
  readonly state: StoreApi<RunState>;
  /** Of all lanes. */
  readonly marks = new JointMarks(() => this.#lanes.map(({ run }) => run.marks));
  readonly #undo = new Undoing(
    () => this.state.getState(),
    (start) => this.#reopen(start),
  );
  #lanes: readonly EnsembleLane[] = [];
  #ends: readonly (() => void)[] = [];
  #stops = 0;
  #work: RunState['work'];
  readonly #renew: () => void;

  /** @param renew gives it other lanes for those that have failed */
  constructor(first: RunStart, renew: () => void) {
    this.#renew = renew;
    this.state = createStore<RunState>(() => ({ ...emptyRun(first), version: 0, waiting: 0 }));
  }

  /** Those that there are from now on; `open` or `rerun` starts them. */
  setLanes(lanes: readonly EnsembleLane[]): void {
    for (const end of this.#ends) end();
    this.#lanes = lanes;
    this.#ends = lanes.map(({ run }) => run.state.subscribe(() => this.#follow()));
  }

  get indexes(): readonly TraceIndex[] {
    return this.#lanes.map(({ run }) => run.state.getState().index);
  }

  async open(start: RunStart): Promise<void> {
    this.#undo.clear();
    await this.#reopen(start);
  }

  async replace(start: RunStart, shownAt: SimTime): Promise<void> {
    this.#undo.note(shownAt);
    await this.#reopen(start);
  }

  async edit(scenario: Scenario): Promise<void> {
    const { presetName, commands, present: to } = this.state.getState();
    this.#undo.note(undefined);
    await this.#reopen({ presetName, scenario, commands, to });
  }

  async retry(to: SimTime): Promise<void> {
    this.#renew();
    await this.rerun(to);
  }

  /** The same again to `to`, with other variants. */
  async rerun(to: SimTime): Promise<void> {
    const { presetName, scenario, commands } = this.state.getState();
    await this.#reopen({ presetName, scenario, commands, to: to > 0 ? to : undefined });
  }

  async #reopen({ presetName, scenario, commands = [], to }: RunStart): Promise<void> {
    this.state.setState({ presetName, scenario, commands, status: { kind: 'starting' } });
    await this.#all(({ run, variant }) =>
      run.open({
        presetName,
        scenario: applyVariant(scenario, variant),
        commands: applyVariantToAll(commands, variant),
        to,
      }),
    );
  }

  async give(at: SimTime, command: Command, later: readonly TimedCommand[] = []): Promise<void> {
    await this.#undo.give(at, command, () => this.#tell(at, command));
    for (const again of later) await this.#tell(again.at, again.command);
  }

  /** Each lane is told what its variant leaves of the command. */
  async #tell(at: SimTime, command: Command): Promise<void> {
    const { presetName, scenario } = this.state.getState();
    const commands = withCommand(this.state.getState().commands, at, command);
    this.state.setState({ commands });
    await this.#all(async ({ run, variant }) => {
      const own = applyVariantTo(command, variant);
      if (own !== undefined) return run.give(at, own);
      // Nothing is left of it; what it sets aside, it sets aside here too.
      if (at >= run.state.getState().present) return;
      await run.open({
        presetName,
        scenario: applyVariant(scenario, variant),
        commands: applyVariantToAll(commands, variant),
        to: at,
      });
    });
  }

  undo(shownAt?: SimTime): Promise<SimTime | undefined> {
    return this.#undo.undo(shownAt);
  }

  redo(shownAt?: SimTime): Promise<SimTime | undefined> {
    return this.#undo.redo(shownAt);
  }

  async advance(to: SimTime): Promise<void> {
    await this.#all(({ run }) => run.advance(to));
  }

  has(at: SimTime): boolean {
    return this.#lanes.every(({ run }) => run.has(at));
  }

  async reach(at: SimTime, isOver?: () => boolean): Promise<void> {
    await this.#all(async ({ run }) => {
      if (!run.has(at)) await run.reach(at, isOver);
    });
  }

  lookBack(spanUs: number, pxPerSec: number): void {
    for (const { run } of this.#lanes) run.lookBack(spanUs, pxPerSec);
  }

  setWork(work: RunState['work']): void {
    this.#work = work;
    this.#follow();
  }

  stop(): void {
    this.#stops++;
    for (const { run } of this.#lanes) run.stop();
  }

  get stops(): number {
    return this.#stops;
  }

  async bytesOf(uid: PacketUid): Promise<PacketBytes | undefined> {
    const lane = this.#lanes.find(({ run }) => run.indexes[0]?.flight(uid) !== undefined);
    return lane?.run.bytesOf(uid);
  }

  async assumptions(): Promise<Assumptions | undefined> {
    return this.#lanes[0]?.run.assumptions();
  }

  async #all(ask: (lane: EnsembleLane) => Promise<void>): Promise<void> {
    await Promise.all(this.#lanes.map(ask));
    this.#follow();
  }

  /** What is true of all lanes together. */
  #follow(): void {
    const states = this.#lanes.map(({ run }) => run.state.getState());
    const lead = states[Math.max(0, this.#lanes.findIndex(isBase))];
    if (lead === undefined) return;
    const { index, hash } = lead;
    const least = (read: (state: RunState) => number) =>
      states.reduce((min, state) => Math.min(min, read(state)), Infinity);
    const sinces = states.flatMap(({ publishingSince }) => publishingSince ?? []);
    const next = {
      status: statusOf(states.map(({ status }) => status)),
      index,
      hash,
      version: states.reduce((sum, { version }) => sum + version, 0),
      horizon: least(({ horizon }) => horizon) as SimTime,
      present: least(({ present }) => present) as SimTime,
      nextAt: least(({ nextAt }) => nextAt),
      publishingSince: sinces.length === 0 ? undefined : sinces.reduce(earlierOf),
      waiting: states.reduce((sum, { waiting }) => sum + waiting, 0),
      work: this.#work ?? states.find(({ work }) => work !== undefined)?.work,
      ...this.#undo.state,
    };
    const before = this.state.getState();
    const changed = Object.entries(next).some(
      ([key, value]) => before[key as keyof typeof next] !== value,
    );
    if (changed) this.state.setState(next);
  }
}

function isBase({ variant }: EnsembleLane): boolean {
  return variant.settings.size === 0;
}

/** As bad as the worst; the same object as that one's. */
function statusOf(all: readonly RunStatus[]): RunStatus {
  const worst =
    all.find(({ kind }) => kind === 'failed') ?? all.find(({ kind }) => kind === 'starting');
  return worst ?? all[0] ?? { kind: 'starting' };
}
