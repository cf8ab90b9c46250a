// A run as the playhead, commands and views see it: one simulation (run.ts), or several that are kept in
// step (ensemble.ts).

import type { StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { PacketUid } from '../trace/event.ts';
import type { Marks, RunMarks } from '../trace/runMarks.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { PacketBytes, RunId, SimApi } from '../worker/simApi.ts';
import type { Recorder } from './recorder.ts';
import type { RunStart, RunState } from './runState.ts';

/** Who carries out what a person does to a run. */
export interface Giver {
  /**
   * Gives a command at `at`; in the past it forks the run there, and `undo` brings the rest back.
   * @param later commands after `at` that are to be given again all the same
   */
  give(at: SimTime, command: Command, later?: readonly TimedCommand[]): Promise<void>;
  /**
   * Takes back what was done last.
   * @param shownAt where the playhead is
   * @returns where it was when that was done; undefined: it stays
   */
  undo(shownAt?: SimTime): Promise<SimTime | undefined>;
  /** Does again what was taken back last. */
  redo(shownAt?: SimTime): Promise<SimTime | undefined>;
}

export interface ShownRun extends Giver {
  /** Of several simulations it has the index of one, and the horizon of the one known least far. */
  readonly state: StoreApi<RunState>;
  /** The stretch of the trace that the page has, of each simulation. */
  readonly indexes: readonly TraceIndex[];
  /** What happened in all of the run, also in what is folded away; of several simulations together. */
  readonly marks: Marks & Pick<RunMarks, 'count'>;
  /** Has a recorder take down all that happens from now on; several simulations cannot be taken down. */
  record?(recorder: Recorder): void;
  /** Changes when somebody has pressed Stop. */
  readonly stops: number;
  /** Starts a run; there is no way back to the one there was. */
  open(start: RunStart): Promise<void>;
  /** Starts a run in place of the one there is. @param shownAt where undo brings the playhead back to */
  replace(start: RunStart, shownAt: SimTime): Promise<void>;
  /** Runs an edited scenario with the same commands, to where the run was. */
  edit(scenario: Scenario): Promise<void>;
  /** After a failure. */
  retry(to: SimTime): Promise<void>;
  /** Gets everything until `to`. */
  advance(to: SimTime): Promise<void>;
  /** Whether the page has what is needed to look at `at`. */
  has(at: SimTime): boolean;
  /** Gets what is needed to look at `at`. @param isOver nobody wants to look at it any more */
  reach(at: SimTime, isOver?: () => boolean): Promise<void>;
  /** The picture shows so much of time before the instant, on so many px for a second. */
  lookBack(spanUs: number, pxPerSec: number): void;
  /** Somebody is on a long way, or has come to its end. */
  setWork(work: RunState['work']): void;
  /** Gives up a long way where it has come to. */
  stop(): void;
  /** A packet's bytes; undefined when the trace cannot tell them, or there is no simulation to ask. */
  bytesOf(uid: PacketUid): Promise<PacketBytes | undefined>;
  /** Asks the simulation, where there is one alone; undefined when there is none to ask. */
  question?<T>(ask: (api: SimApi, runId: RunId) => Promise<T>): Promise<T | undefined>;
  assumptions(): Promise<Awaited<ReturnType<SimApi['assumptions']>> | undefined>;
}
