// The run on the screen: which scenario, the commands given, and its trace as far as the page has it,
// which is traceWindow.ts's matter.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, earlierOf, fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import { isCrowded } from '../trace/crowd.ts';
import type { PacketUid } from '../trace/event.ts';
import type { FirstDifference } from '../trace/firstDifference.ts';
import { foldReach } from '../trace/foldFrom.ts';
import { RunMarks } from '../trace/runMarks.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { PacketBytes, RunId, RunReport, SimApi } from '../worker/simApi.ts';
import { painted } from './painted.ts';
import type { Recorder } from './recorder.ts';
import { emptyRun, type RunStart, type RunState, sameClients } from './runState.ts';
import { Sharing } from './sharing.ts';
import type { ShownRun } from './shownRun.ts';
import { type TakeReplay, TraceWindow } from './traceWindow.ts';
import { Undoing } from './undoing.ts';
import { type Connect, WorkerLink } from './workerLink.ts';

export type { PacketBytes, Replay } from '../worker/simApi.ts';
export type { RunStart, RunState } from './runState.ts';
export type Assumptions = Awaited<ReturnType<SimApi['assumptions']>>;

/** How much virtual time is simulated in one call at the most, ... */
const SLICE = fromSec(30);
/** ... or at first, when it is not known yet how much happens in it, ... */
const SLICE_FIRST = fromSec(8);
/** ... and about how many events: the page lives on between two calls. */
const SLICE_EVENTS = 16_000;

export class RunStore implements ShownRun {
  readonly state: StoreApi<RunState>;
  readonly #link: WorkerLink;
  readonly #window: TraceWindow;
  #runId: RunId | undefined;
  readonly #undo = new Undoing(
    () => this.state.getState(),
    (start) => this.#reopen(start),
  );
  readonly #sharing = new Sharing();
  /** Answers to questions about an earlier run are dropped. */
  #era = 0;
  /** Counts how often a long way was given up. */
  #stops = 0;
  /** What happened in all of the run, also in what is folded away. */
  readonly marks = new RunMarks();
  readonly #recorders: Recorder[] = [this.marks];

  /** @param eventsMax how many events of the trace it has before it lets go of some */
  constructor(connect: Connect, first: RunStart, eventsMax?: number) {
    this.state = createStore<RunState>(() => ({
      ...emptyRun(first),
      version: 0,
      waiting: 0,
    }));
    this.#window = new TraceWindow(this.state, (...asked) => this.#askReplay(...asked), eventsMax);
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

  /** @param recorder takes down all runs that are opened from now on */
  record(recorder: Recorder): void {
    this.#recorders.push(recorder);
  }

  get indexes(): readonly TraceIndex[] {
    return [this.state.getState().index];
  }

  /** Starts a run; there is no way back to the one there was. */
  async open(start: RunStart): Promise<void> {
    this.#undo.clear();
    await this.#reopen(start);
  }

  /** Starts a run in place of the one there is. @param shownAt where undo brings the playhead back to */
  async replace(start: RunStart, shownAt: SimTime): Promise<void> {
    this.#undo.note(shownAt);
    await this.#reopen(start);
  }

  async #reopen(start: RunStart): Promise<void> {
    const era = ++this.#era;
    const fresh = emptyRun(start);
    // With the same clients the picture stays until there is another one.
    const isAkin = sameClients(start.scenario, this.state.getState().scenario);
    const { status, presetName, scenario, commands } = fresh;
    this.state.setState(
      isAkin
        ? { status, presetName, scenario, commands }
        : { ...fresh, version: this.#nextVersion() },
    );
    // What was pressed answers first; then comes the picture of another run.
    const drawn = this.#runId === undefined ? undefined : painted();
    await this.#link.ask(async (api) => {
      const before = this.#runId;
      this.#runId = undefined;
      if (before !== undefined) await api.close(before);
      const { to } = start;
      // A long way is gone in slices, below.
      const first = to === undefined || to < SLICE ? to : SLICE;
      const opened = await api.open(scenario, commands, first);
      this.#runId = opened.runId;
      await drawn;
      if (era !== this.#era) return;
      for (const recorder of this.#recorders) recorder.clear(scenario.clients);
      this.#take(opened.report, fresh.index);
      this.state.setState({ status: { kind: 'ready' } });
    });
    if (era === this.#era && start.to !== undefined) await this.advance(start.to);
  }

  /** Gets everything until `to`, slice by slice: the page lives on in between, and can stop it. */
  async advance(to: SimTime): Promise<void> {
    const [era, stops] = [this.#era, this.#stops];
    const { horizon: from } = this.state.getState();
    let slice = SLICE_FIRST;
    try {
      for (;;) {
        const { horizon, present, status, index } = this.state.getState();
        if (to <= horizon || status.kind !== 'ready') return;
        if (era !== this.#era || stops !== this.#stops) return;
        if (to > addTime(horizon, slice)) this.setWork({ from, to, at: horizon });
        const until = earlierOf(addTime(horizon, slice), to);
        const { eventCount } = index;
        if (horizon < present) await this.#window.goOn(horizon, earlierOf(until, present));
        else await this.#askRun((api, runId) => api.advance(runId, until));
        slice = nextSlice(slice, this.state.getState().index.eventCount - eventCount);
        await this.#window.fold();
      }
    } finally {
      this.setWork(undefined);
    }
  }

  /** Somebody is on a long way, or has come to its end. */
  setWork(work: RunState['work']): void {
    if (work !== this.state.getState().work) this.state.setState({ work });
  }

  /** Gives up a long way where it has come to. */
  stop(): void {
    this.#stops++;
  }

  /** Changes when somebody has pressed Stop. */
  get stops(): number {
    return this.#stops;
  }

  /**
   * The picture shows so much of time before the instant, on so many px for a second: what is before it
   * is got if the page has let go of it. Where it shows counts, it needs no events.
   */
  lookBack(spanUs: number, pxPerSec: number): void {
    this.#window.lookBack((at) =>
      isCrowded(this.marks, at, spanUs, pxPerSec) ? TIME_ZERO : foldReach(spanUs),
    );
  }

  /** Whether the page has what is needed to look at `at`. */
  has(at: SimTime): boolean {
    return at <= this.state.getState().horizon && !this.#window.isTooEarly(at);
  }

  /**
   * Gets what is needed to look at `at`: simulated for the first time, or again.
   * @param isOver nobody wants to look at it any more
   */
  async reach(at: SimTime, isOver = () => false): Promise<void> {
    const { horizon, present } = this.state.getState();
    const isBehind = at > addTime(horizon, SLICE) && at <= present;
    if (this.#window.isTooEarly(at) || isBehind) await this.#window.turnTo(at, isOver);
    else await this.advance(at);
  }

  /**
   * Gives a command at `at`; in the past it forks the run there, and `undo` brings the rest back.
   * @param later commands after `at` that are to be given again all the same
   */
  async give(at: SimTime, command: Command, later: readonly TimedCommand[] = []): Promise<void> {
    await this.#undo.give(at, command, () =>
      this.#askRun((api, runId) => api.command(runId, at, command)),
    );
    for (const again of later) {
      await this.#askRun((api, runId) => api.command(runId, again.at, again.command));
    }
  }

  /** Takes back what was done last. @returns where the playhead goes back to, if it does */
  undo(shownAt?: SimTime): Promise<SimTime | undefined> {
    return this.#undo.undo(shownAt);
  }

  /** Does again what was taken back last. */
  redo(shownAt?: SimTime): Promise<SimTime | undefined> {
    return this.#undo.redo(shownAt);
  }

  /** Runs an edited scenario with the same commands, to where the run was. */
  async edit(scenario: Scenario): Promise<void> {
    const { presetName, commands, present: to } = this.state.getState();
    this.#undo.note(undefined);
    await this.#reopen({ presetName, scenario, commands, to });
  }

  /** After a failure: a new worker, the same run, to where it was. */
  async retry(to: SimTime): Promise<void> {
    const { presetName, scenario, commands } = this.state.getState();
    await this.#reopen({ presetName, scenario, commands, to: to > TIME_ZERO ? to : undefined });
  }

  /** A packet's bytes; undefined when the trace cannot tell them, or there is no simulation to ask. */
  async bytesOf(uid: PacketUid): Promise<PacketBytes | undefined> {
    const { index, scenario } = this.state.getState();
    const packet = index.flight(uid)?.packet;
    if (packet === undefined) return undefined;
    const message = index.message(packet.messageUid ?? '');
    const content = message && { topic: message.topic, payload: message.payload };
    let bytes: PacketBytes | undefined;
    await this.#link.ask(async (api) => {
      bytes = await api.encode(packet, content, scenario.protocolVersion);
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

  /** Asks the simulation about this run; undefined when there is none to ask. */
  async question<T>(ask: (api: SimApi, runId: RunId) => Promise<T>): Promise<T | undefined> {
    const era = this.#era;
    let answer: T | undefined;
    await this.#link.ask(async (api) => {
      if (era === this.#era && this.#runId !== undefined) answer = await ask(api, this.#runId);
    });
    return answer;
  }

  /**
   * The first packet in which this run and others of the same worker differ, of all that they have
   * done until `to`; undefined when there is none, or no simulation to ask.
   */
  async firstDifference(
    others: readonly RunStore[],
    to: SimTime,
  ): Promise<FirstDifference | undefined> {
    let found: FirstDifference | undefined;
    await this.#link.ask(async (api) => {
      const ids = [this, ...others].flatMap((run) => run.#runId ?? []);
      if (ids.length === others.length + 1) found = await api.firstDifference(ids, to);
    });
    return found;
  }

  async #askRun(call: (api: SimApi, runId: RunId) => Promise<RunReport>): Promise<void> {
    const era = this.#era;
    await this.#link.ask(async (api) => {
      if (era !== this.#era || this.#runId === undefined) return;
      const report = await call(api, this.#runId);
      if (era === this.#era) this.#take(report);
    });
  }

  /** @param take gives what of the state it changes, if anything */
  async #askReplay(
    from: SimTime,
    to: SimTime,
    take: TakeReplay,
    isOver = () => false,
  ): Promise<void> {
    const era = this.#era;
    await this.#link.ask(async (api) => {
      if (era !== this.#era || this.#runId === undefined || isOver()) return;
      const replay = await api.replay(this.#runId, from, to);
      this.#sharing.share(replay.state.events);
      this.#sharing.share(replay.events);
      const change = era === this.#era ? await take(replay) : undefined;
      if (change === undefined || era !== this.#era) return;
      this.state.setState({ ...change, version: this.#nextVersion() });
    });
  }

  #take(report: RunReport, index = this.state.getState().index): void {
    const isFork = report.keep < index.eventCount;
    const isOther = index !== this.state.getState().index;
    const changed = isOther || isFork || report.events.length > 0;
    index.truncate(report.keep);
    const forkedAt = index.events.at(-1)?.at ?? TIME_ZERO;
    this.#sharing.share(report.events);
    index.append(report.events);
    for (const recorder of this.#recorders) {
      if (isFork) recorder.fork(forkedAt, index);
      else recorder.add(report.events, index);
      recorder.settle?.(report.now);
    }
    const { now, nextAt, publishingSince, settled, commands, hash } = report;
    this.state.setState((state) => ({
      version: changed ? state.version + 1 : state.version,
      index,
      horizon: now,
      present: now,
      nextAt,
      publishingSince,
      settled,
      // A report has a list of its own; who looks at commands is told of those that are new alone.
      commands: isSameData(commands, state.commands) ? state.commands : commands,
      hash,
      ...this.#undo.state,
    }));
  }

  #nextVersion(): number {
    return this.state.getState().version + 1;
  }
}

/** Longer where little happens, shorter where much does. */
function nextSlice(slice: SimTime, events: number): SimTime {
  if (events > SLICE_EVENTS) return Math.max(1, Math.round(slice / 2)) as SimTime;
  const isShort = events < SLICE_EVENTS / 2 && slice < SLICE;
  return isShort ? earlierOf((slice * 2) as SimTime, SLICE) : slice;
}
