// The run on the screen: which scenario, the commands given, and its trace as far as the page has it,
// which is traceWindow.ts's matter.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, earlierOf, fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { PacketUid } from '../trace/event.ts';
import { RunMarks } from '../trace/runMarks.ts';
import type { PacketBytes, RunId, RunReport, SimApi } from '../worker/simApi.ts';
import { painted } from './painted.ts';
import { emptyRun, type RunStart, type RunState, sameClients } from './runState.ts';
import { Sharing } from './sharing.ts';
import { type TakeReplay, TraceWindow } from './traceWindow.ts';
import { type RunPoint, UndoStack } from './undoStack.ts';
import { type Connect, WorkerLink } from './workerLink.ts';

export type { PacketBytes } from '../worker/simApi.ts';
export type { RunStart, RunState } from './runState.ts';
export type Assumptions = Awaited<ReturnType<SimApi['assumptions']>>;

/** How much virtual time is simulated in one call at the most, ... */
const SLICE = fromSec(30);
/** ... or at first, when it is not known yet how much happens in it, ... */
const SLICE_FIRST = fromSec(8);
/** ... and about how many events: the page lives on between two calls. */
const SLICE_EVENTS = 16_000;
export class RunStore {
  readonly state: StoreApi<RunState>;
  readonly #link: WorkerLink;
  readonly #window: TraceWindow;
  #runId: RunId | undefined;
  readonly #undo = new UndoStack();
  #lastSettings = '';
  readonly #sharing = new Sharing();
  /** Answers to questions about an earlier run are dropped. */
  #era = 0;
  /** Counts how often a long way was given up. */
  #stops = 0;
  /** What happened in all of the run, also in what is folded away. */
  readonly marks = new RunMarks();

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

  /** Starts a run; there is no way back to the one there was. */
  async open(start: RunStart): Promise<void> {
    this.#undo.clear();
    await this.#reopen(start);
  }

  /** Starts a run in place of the one there is. @param shownAt where undo brings the playhead back to */
  async replace(start: RunStart, shownAt: SimTime): Promise<void> {
    this.#undo.push(this.#point(shownAt));
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
      this.marks.clear(scenario.clients);
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

  /** @param spanAt how much is to be known of what was before an instant, if more than the usual */
  lookBack(spanAt: (at: SimTime) => SimTime): void {
    this.#window.lookBack(spanAt);
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
    const { commands } = this.state.getState();
    const point = this.#point(undefined);
    this.#undo.push(point);
    await this.#askRun((api, runId) => api.command(runId, at, command));
    // Commands at one instant may be one in the run; of the same settings they are one undo too.
    const merged =
      commands.at(-1)?.at === at && this.state.getState().commands.length === commands.length;
    if (merged && settingsOf(command) === this.#lastSettings) this.#undo.drop(point);
    this.#lastSettings = settingsOf(command);
    for (const again of later) {
      await this.#askRun((api, runId) => api.command(runId, again.at, again.command));
    }
  }

  /**
   * Takes back what was done last, with all that it had set aside.
   * @param shownAt where the playhead is
   * @returns where it was when that was done; undefined: it stays
   */
  async undo(shownAt: SimTime = TIME_ZERO): Promise<SimTime | undefined> {
    return this.#goBackTo(
      this.#undo.undo((then) => this.#counterpart(then, shownAt)),
      shownAt,
    );
  }

  /** Does again what was taken back last. */
  async redo(shownAt: SimTime = TIME_ZERO): Promise<SimTime | undefined> {
    return this.#goBackTo(
      this.#undo.redo((then) => this.#counterpart(then, shownAt)),
      shownAt,
    );
  }

  async #goBackTo(point: RunPoint | undefined, shownAt: SimTime): Promise<SimTime | undefined> {
    if (point === undefined) return undefined;
    const { presetName, scenario, commands, present } = point;
    const seen = point.shownAt ?? shownAt;
    await this.#reopen({
      presetName,
      scenario,
      commands,
      to: present > seen ? present : seen,
    });
    return point.shownAt;
  }

  /** The run as it is now. */
  #point(shownAt: SimTime | undefined): RunPoint {
    const { presetName, scenario, commands, present } = this.state.getState();
    return { presetName, scenario, commands, present, shownAt };
  }

  #counterpart(then: RunPoint, shownAt: SimTime): RunPoint {
    return this.#point(then.shownAt === undefined ? undefined : shownAt);
  }

  /** Runs an edited scenario with the same commands, to where the run was. */
  async edit(scenario: Scenario): Promise<void> {
    const { presetName, commands, present: to } = this.state.getState();
    this.#undo.push(this.#point(undefined));
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
    if (isFork) this.marks.fork(forkedAt, index);
    else this.marks.add(report.events, index);
    this.marks.settle(report.now);
    const { now, nextAt, publishingSince, commands, hash } = report;
    const { last: undoPoint, redoable } = this.#undo;
    this.state.setState((state) => ({
      version: changed ? state.version + 1 : state.version,
      index,
      horizon: now,
      present: now,
      nextAt,
      publishingSince,
      commands,
      hash,
      undoPoint,
      redoable,
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

/** Names what a command sets. */
function settingsOf(command: Command): string {
  const changes = 'changes' in command ? Object.keys(command.changes).sort() : [];
  return [command.kind, 'client' in command ? command.client : '', ...changes].join(' ');
}
