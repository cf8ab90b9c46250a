// The run on the screen: which scenario, the commands given, and the stretch of the trace that the
// page has. What is too much to have is folded away; going back to it has it simulated again.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, earlierOf, fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { PacketUid, TraceEvent } from '../trace/event.ts';
import { reviveSummary } from '../trace/summary.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import type { Replay, RunId, RunReport, SimApi } from '../worker/simApi.ts';
import { type Connect, WorkerLink } from './workerLink.ts';

export type Assumptions = Awaited<ReturnType<SimApi['assumptions']>>;

export type RunStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string };

export interface RunState {
  readonly status: RunStatus;
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly commands: readonly TimedCommand[];
  /** The stretch of the trace that the page has: another one when it leaves that. */
  readonly index: TraceIndex;
  /** Counts every change of the index. */
  readonly version: number;
  /** All that happens from the index's start until here is in it. */
  readonly horizon: SimTime;
  /** How far the run is simulated: beyond the horizon when the index is of a stretch of its past. */
  readonly present: SimTime;
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
/** With more events of the trace than this, the page lets go of the older ones. */
const EVENTS_MAX = 300_000;
/** What is known before an instant that is looked at: counters look back, and so does the ladder. */
const LOOK_BACK = fromSec(30);

interface Past {
  readonly commands: readonly TimedCommand[];
  readonly present: SimTime;
}

export class RunStore {
  readonly state: StoreApi<RunState>;
  readonly #link: WorkerLink;
  readonly #eventsMax: number;
  #runId: RunId | undefined;
  #undo: Past[] = [];
  /** Answers to questions about an earlier run are dropped. */
  #era = 0;

  /** @param eventsMax how many events of the trace it has before it lets go of some */
  constructor(connect: Connect, first: RunStart, eventsMax = EVENTS_MAX) {
    this.#eventsMax = eventsMax;
    this.state = createStore<RunState>(() => ({
      ...emptyRun(first),
      version: 0,
      waiting: 0,
    }));
    this.#link = new WorkerLink(connect, {
      noteWaiting: (change) => {
        this.state.setState(({ waiting }) => ({ waiting: waiting + change }));
      },
      noteFailure: (message) => {
        this.#runId = undefined;
        this.state.setState({ status: { kind: 'failed', message } });
      },
    });
  }

  /** Starts a run in place of the one there is. */
  async open(start: RunStart): Promise<void> {
    this.#undo = [];
    await this.#reopen(start);
  }

  async #reopen(start: RunStart): Promise<void> {
    const era = ++this.#era;
    this.state.setState({ ...emptyRun(start), version: this.#nextVersion() });
    await this.#link.ask(async (api) => {
      const before = this.#runId;
      this.#runId = undefined;
      if (before !== undefined) await api.close(before);
      const { scenario, commands = [], to } = start;
      // A long way is gone in slices, below.
      const first = to === undefined || to < SLICE ? to : SLICE;
      const opened = await api.open(scenario, commands, first);
      if (era !== this.#era) return;
      this.#runId = opened.runId;
      this.#take(opened.report);
      this.state.setState({ status: { kind: 'ready' } });
    });
    if (era === this.#era && start.to !== undefined) await this.advance(start.to);
  }

  /** Gets everything until `to`, slice by slice: the page lives on in between. */
  async advance(to: SimTime): Promise<void> {
    const era = this.#era;
    for (;;) {
      const { horizon, present, status } = this.state.getState();
      if (to <= horizon || status.kind !== 'ready' || era !== this.#era) return;
      const until = earlierOf(addTime(horizon, SLICE), to);
      if (horizon < present) await this.#goOn(horizon, earlierOf(until, present));
      else await this.#askRun((api, runId) => api.advance(runId, until));
      await this.#fold();
    }
  }

  /** Whether the page has what is needed to look at `at`. */
  has(at: SimTime): boolean {
    return at <= this.state.getState().horizon && !this.#isTooEarly(at);
  }

  /** Gets what is needed to look at `at`: simulated for the first time, or again. */
  async reach(at: SimTime): Promise<void> {
    const { horizon, present } = this.state.getState();
    const isBehind = at > addTime(horizon, SLICE) && at <= present;
    if (this.#isTooEarly(at) || isBehind) await this.#turnTo(at);
    else await this.advance(at);
  }

  #isTooEarly(at: SimTime): boolean {
    const { at: start } = this.state.getState().index.start;
    return start > TIME_ZERO && at < addTime(start, LOOK_BACK);
  }

  /** Goes on within the past. */
  async #goOn(from: SimTime, to: SimTime): Promise<void> {
    await this.#askReplay(from, to, ({ events }) => {
      this.state.getState().index.append(events);
      return { horizon: to };
    });
  }

  /** To the stretch of the past around `at`. */
  async #turnTo(at: SimTime): Promise<void> {
    const from = beforeBy(LOOK_BACK, at);
    const to = earlierOf(addTime(at, SLICE), this.state.getState().present);
    await this.#askReplay(from, to, ({ state, summary, events }) => {
      const index = new TraceIndex(state, reviveSummary(summary));
      index.append(events);
      return { index, horizon: to };
    });
  }

  /** Lets go of older events when there are too many, down to half of what it may have. */
  async #fold(): Promise<void> {
    const { index, horizon } = this.state.getState();
    const { events } = index;
    if (events.length <= this.#eventsMax) return;
    const first = events[events.length - (this.#eventsMax >> 1)] as TraceEvent;
    const at = earlierOf(first.at, beforeBy(LOOK_BACK, horizon));
    if (at <= index.start.at) return;
    const later = events.slice(index.countUntil(at));
    await this.#askReplay(at, at, ({ state, summary }) => {
      const folded = new TraceIndex(state, reviveSummary(summary));
      folded.append(later);
      return { index: folded };
    });
  }

  /** Gives a command at `at`; in the past it forks the run there, and `undo` brings the rest back. */
  async give(at: SimTime, command: Command): Promise<void> {
    const { commands, present } = this.state.getState();
    const past = { commands, present };
    this.#undo.push(past);
    await this.#askRun((api, runId) => api.command(runId, at, command));
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
    const { commands, present: to } = past;
    await this.#reopen({ presetName, scenario, commands, to });
  }

  /** Runs an edited scenario with the same commands, to where the run was. */
  async edit(scenario: Scenario): Promise<void> {
    const { presetName, commands, present: to } = this.state.getState();
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
    await this.#link.ask(async (api) => {
      bytes = await api.encode(packet, { topic, payload }, scenario.protocolVersion);
    });
    return bytes;
  }

  /** What each network model takes for granted; undefined when there is no simulation to ask. */
  async assumptions(): Promise<Assumptions | undefined> {
    let sentences: Assumptions | undefined;
    await this.#link.ask(async (api) => {
      sentences = await api.assumptions();
    });
    return sentences;
  }

  async #askRun(call: (api: SimApi, runId: RunId) => Promise<RunReport>): Promise<void> {
    const era = this.#era;
    await this.#link.ask(async (api) => {
      if (era !== this.#era || this.#runId === undefined) return;
      const report = await call(api, this.#runId);
      if (era === this.#era) this.#take(report);
    });
  }

  async #askReplay(
    from: SimTime,
    to: SimTime,
    take: (replay: Replay) => Partial<RunState>,
  ): Promise<void> {
    const era = this.#era;
    await this.#link.ask(async (api) => {
      if (era !== this.#era || this.#runId === undefined) return;
      const replay = await api.replay(this.#runId, from, to);
      if (era === this.#era) this.state.setState({ ...take(replay), version: this.#nextVersion() });
    });
  }

  #take(report: RunReport): void {
    const { index } = this.state.getState();
    const changed = report.events.length > 0 || report.keep < index.eventCount;
    index.truncate(report.keep);
    index.append(report.events);
    const { now, nextAt, publishingSince, commands, hash } = report;
    this.state.setState((state) => ({
      version: changed ? state.version + 1 : state.version,
      horizon: now,
      present: now,
      nextAt,
      publishingSince,
      commands,
      hash,
      undoable: this.#undo.length > 0,
    }));
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
    present: TIME_ZERO,
    nextAt: 0,
    publishingSince: undefined,
    hash: '',
    undoable: false,
  } as const;
}

function beforeBy(span: SimTime, at: SimTime): SimTime {
  return Math.max(0, at - span) as SimTime;
}
