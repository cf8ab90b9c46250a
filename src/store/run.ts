// The run on the screen: which scenario, the commands given, the trace as far as it is known. Asks
// the worker, keeps the answers in order, and says so when the worker fails.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { PacketUid } from '../trace/event.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import type { SimConnection } from '../worker/connect.ts';
import type { OpenedRun, RunId, RunReport } from '../worker/simApi.ts';

export type RunStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string };

export interface RunState {
  readonly status: RunStatus;
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly commands: readonly TimedCommand[];
  /** The same object while the run lasts: read it when `version` changes. */
  readonly index: TraceIndex;
  /** Counts every change of the index. */
  readonly version: number;
  /** All that happens until here is in the index. */
  readonly horizon: SimTime;
  /** Instant of the next thing to happen after the horizon, or Infinity. */
  readonly nextAt: number;
  readonly publishingSince: SimTime | undefined;
  /** Of the trace up to the horizon. */
  readonly hash: string;
  /** Calls that the worker has not answered yet. */
  readonly waiting: number;
  readonly undoable: boolean;
}

/** What `open` starts. */
export interface RunStart {
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly commands?: readonly TimedCommand[];
  /** Where the run is taken to at once; absent: to the start of publishing. */
  readonly to?: SimTime | undefined;
}

/** How much virtual time is simulated in one call. */
const SLICE = fromSec(30);

interface Past {
  readonly commands: readonly TimedCommand[];
  readonly horizon: SimTime;
}

export type Connect = () => Promise<SimConnection>;

export class RunStore {
  readonly state: StoreApi<RunState>;
  readonly #connect: Connect;
  #connection: Promise<SimConnection> | undefined;
  #runId: RunId | undefined;
  /** Calls go one after the other, so that answers come in the order of questions. */
  #queue: Promise<unknown> = Promise.resolve();
  #undo: Past[] = [];
  /** Answers to questions about an earlier run are dropped. */
  #era = 0;

  constructor(connect: Connect, first: RunStart) {
    this.#connect = connect;
    this.state = createStore<RunState>(() => ({
      ...emptyRun(first),
      version: 0,
      waiting: 0,
    }));
  }

  /** Starts a run in place of the one there is. */
  async open(start: RunStart): Promise<void> {
    this.#undo = [];
    await this.#reopen(start);
  }

  async #reopen(start: RunStart): Promise<void> {
    const era = ++this.#era;
    this.state.setState({ ...emptyRun(start), version: this.#nextVersion() });
    await this.#ask(async (connection) => {
      const before = this.#runId;
      this.#runId = undefined;
      if (before !== undefined) await connection.api.close(before);
      const { scenario, commands = [], to } = start;
      // A long way is gone in slices, below.
      const first = to === undefined || to < SLICE ? to : SLICE;
      const opened: OpenedRun = await connection.api.open(scenario, commands, first);
      if (era !== this.#era) return;
      this.#runId = opened.runId;
      this.#take(opened.report);
      this.state.setState({ status: { kind: 'ready' } });
    });
    if (era === this.#era && start.to !== undefined) await this.advance(start.to);
  }

  /** Has everything until `to` simulated, slice by slice: the page lives on in between. */
  async advance(to: SimTime): Promise<void> {
    const era = this.#era;
    for (;;) {
      const { horizon, status } = this.state.getState();
      if (to <= horizon || status.kind !== 'ready' || era !== this.#era) return;
      const next = addTime(horizon, SLICE);
      const until = next < to ? next : to;
      await this.#askRun((connection, runId) => connection.api.advance(runId, until));
    }
  }

  /** Gives a command at `at`; in the past it forks the run there, and `undo` brings the rest back. */
  async give(at: SimTime, command: Command): Promise<void> {
    const { commands, horizon } = this.state.getState();
    const past = { commands, horizon };
    this.#undo.push(past);
    await this.#askRun((connection, runId) => connection.api.command(runId, at, command));
    // A command that was merged into the last one is undone with it.
    const merged =
      commands.at(-1)?.at === at && this.state.getState().commands.length === commands.length;
    if (merged) this.#undo = this.#undo.filter((other) => other !== past);
  }

  /** Takes the last command back, with all that its fork had set aside. */
  async undo(): Promise<void> {
    const past = this.#undo.pop();
    if (past === undefined) return;
    const { presetName, scenario } = this.state.getState();
    const { commands, horizon: to } = past;
    await this.#reopen({ presetName, scenario, commands, to });
  }

  /** Runs an edited scenario with the same commands, to where the run was. */
  async edit(scenario: Scenario): Promise<void> {
    const { presetName, commands, horizon: to } = this.state.getState();
    this.#undo = [];
    await this.#reopen({ presetName, scenario, commands, to });
  }

  /** After a failure: a new worker, the same run, to where it was. */
  async retry(to: SimTime): Promise<void> {
    const { presetName, scenario, commands } = this.state.getState();
    await this.#reopen({ presetName, scenario, commands, to: to > TIME_ZERO ? to : undefined });
  }

  /** A packet's bytes; undefined for packets of no message, or when there is no simulation to ask. */
  async bytesOf(uid: PacketUid): Promise<Uint8Array | undefined> {
    const { index, scenario } = this.state.getState();
    const packet = index.flight(uid)?.packet;
    const message = index.message(packet?.messageUid ?? '');
    if (packet === undefined || message === undefined) return undefined;
    const { topic, payload } = message;
    let bytes: Uint8Array | undefined;
    await this.#ask(async ({ api }) => {
      bytes = await api.encode(packet, { topic, payload }, scenario.protocolVersion);
    });
    return bytes;
  }

  async #askRun(
    call: (connection: SimConnection, runId: RunId) => Promise<RunReport>,
  ): Promise<void> {
    const era = this.#era;
    await this.#ask(async (connection) => {
      if (era !== this.#era || this.#runId === undefined) return;
      const report = await call(connection, this.#runId);
      if (era === this.#era) this.#take(report);
    });
  }

  #ask(call: (connection: SimConnection) => Promise<void>): Promise<void> {
    this.#addWaiting(1);
    const done = this.#queue.then(async () => {
      try {
        this.#connection ??= this.#connect();
        await call(await this.#connection);
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#addWaiting(-1);
      }
    });
    this.#queue = done;
    return done;
  }

  #fail(error: unknown): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#runId = undefined;
    connection?.then((c) => c.dispose()).catch(() => {});
    const message = error instanceof Error ? error.message : String(error);
    this.state.setState({ status: { kind: 'failed', message } });
  }

  #take(report: RunReport): void {
    const { index } = this.state.getState();
    index.truncate(report.keep);
    index.append(report.events);
    const changed = report.events.length > 0 || report.keep < index.events.length;
    const { now, nextAt, publishingSince, commands, hash } = report;
    this.state.setState((state) => ({
      version: changed ? state.version + 1 : state.version,
      horizon: now,
      nextAt,
      publishingSince,
      commands,
      hash,
      undoable: this.#undo.length > 0,
    }));
  }

  #addWaiting(change: 1 | -1): void {
    this.state.setState(({ waiting }) => ({ waiting: waiting + change }));
  }

  #nextVersion(): number {
    return this.state.getState().version + 1;
  }
}

function emptyRun({ presetName, scenario, commands = [] }: RunStart) {
  return {
    status: { kind: 'starting' },
    presetName,
    scenario,
    commands,
    index: new TraceIndex(),
    horizon: TIME_ZERO,
    nextAt: 0,
    publishingSince: undefined,
    hash: '',
    undoable: false,
  } as const;
}
