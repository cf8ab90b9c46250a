// The one contract between page and simulation: what can be asked across the thread line. Plain,
// structured-cloneable data only. The page pulls; nothing runs ahead of what it asked for.

import type { SimTime } from '../base/time.ts';
import type { Command, NetworkSettings, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { Replay, RunReport } from '../sim/run.ts';
import type { PacketRecord, ProtocolVersion } from '../trace/event.ts';
import type { FirstDifference } from '../trace/firstDifference.ts';
import type { MessageContent, PacketBytes } from './packetBytes.ts';

export type { Replay, RunReport } from '../sim/run.ts';
export type { PacketBytes } from './packetBytes.ts';

export type RunId = number;

export interface OpenedRun {
  readonly runId: RunId;
  readonly report: RunReport;
}

export interface SimApi {
  /** Answers, so that its caller knows that the other side is there. */
  greet(): Promise<'ready'>;
  /**
   * Starts a run and takes it to `to`; without `to`, to the start of publishing (everyone connected
   * and subscribed), or 600 s at the latest.
   */
  open(scenario: Scenario, commands: readonly TimedCommand[], to?: SimTime): Promise<OpenedRun>;
  /** Simulates until `to`, included. */
  advance(runId: RunId, to: SimTime): Promise<RunReport>;
  /** Gives a command at `at`; in the past it forks the run there. */
  command(runId: RunId, at: SimTime, command: Command): Promise<RunReport>;
  /**
   * A stretch of the past, simulated again: after `from` until `to`, and the state before it. From below
   * 0 on it begins with what happens at once.
   */
  replay(runId: RunId, from: SimTime, to: SimTime): Promise<Replay>;
  /** The packets from `from` until `to`, both included, as a pcapng file. */
  capture(runId: RunId, from: SimTime, to: SimTime): Promise<Uint8Array>;
  /** The first packet in which runs differ, of all that they have done until `to`. */
  firstDifference(runIds: readonly RunId[], to: SimTime): Promise<FirstDifference | undefined>;
  close(runId: RunId): Promise<void>;
  /** What each network model takes for granted, a sentence a line. */
  assumptions(): Promise<Readonly<Record<NetworkSettings['model'], readonly string[]>>>;
  /**
   * The packet's bytes, and what each means; undefined where the trace does not say all of it.
   * @param content its message's; absent for packets of no message, such as CONNECT
   */
  encode(
    record: PacketRecord,
    content: MessageContent | undefined,
    version: ProtocolVersion,
  ): Promise<PacketBytes | undefined>;
}
