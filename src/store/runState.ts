// What is known of the run on the screen, as views read it, and what a run starts from.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import type { RunPoint } from './undoStack.ts';

export type RunStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string };

/** A long way that is being simulated, in virtual time. */
export interface Work {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly at: SimTime;
}

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
  /** At its present nothing is to be published any more, and nothing on the wire or in any store. */
  readonly settled: boolean;
  /** Of the trace up to the horizon. */
  readonly hash: string;
  /** Calls that the worker has not answered yet. */
  readonly waiting: number;
  /** What undo goes back to; undefined: there is nothing to take back. */
  readonly undoPoint: RunPoint | undefined;
  readonly redoable: boolean;
  /** Undefined unless it takes more than a moment. */
  readonly work: Work | undefined;
}

/** What `open` starts. */
export interface RunStart {
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly commands?: readonly TimedCommand[];
  /** Where the run is taken to at once; absent: to the start of publishing. */
  readonly to?: SimTime | undefined;
}

/** Before anything is known of it. */
export function emptyRun({ presetName, scenario, commands = [] }: RunStart) {
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
    settled: false,
    hash: '',
    undoPoint: undefined,
    redoable: false,
    work: undefined,
  } as const;
}

export function sameClients({ clients: a }: Scenario, { clients: b }: Scenario): boolean {
  return a.length === b.length && a.every(({ id }, i) => id === b[i]?.id);
}
