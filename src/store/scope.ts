// One run on the screen: the run, its playhead, what is selected, and everything that a person can
// do to them. Views call these; they never talk to the worker.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type {
  ClientChanges,
  Command,
  NetworkSettings,
  PublishPattern,
  Scenario,
} from '../scenario/scenario.ts';
import type { Condition } from '../trace/conditions.ts';
import type {
  ClientId,
  Hop,
  MessageUid,
  NodeId,
  PacketType,
  PacketUid,
  Qos,
} from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { connectSim } from '../worker/connect.ts';
import { whyNot } from './condition.ts';
import { findNext, findPrevious, isLandmark, type Landmark } from './landmarks.ts';
import { type PauseWhen, Playhead } from './playhead.ts';
import { type RunStart, RunStore } from './run.ts';
import type { Connect } from './workerLink.ts';

export interface Selection {
  readonly packet: PacketUid | undefined;
  /** Whose family stands out. */
  readonly message: MessageUid | undefined;
}

/** How many things to come are simulated in search of the next landmark before it gives up. */
const SEARCH_STEPS = 400;

/** How a client goes, by the command's own words. */
export type Leaving = (Command & { readonly kind: 'take-offline' })['how'];
/** What a crash leaves a client of its session. */
export type Keeping = (Command & { readonly kind: 'crash-client' })['store'];

const NOTHING: Selection = { packet: undefined, message: undefined };

export class Scope {
  readonly run: RunStore;
  readonly playhead: Playhead;
  readonly selection: StoreApi<Selection> = createStore<Selection>(() => NOTHING);

  /** @param connect how the simulation is reached: the worker, unless told */
  constructor(first: RunStart, speed: number, connect: Connect = connectSim) {
    this.run = new RunStore(connect, first);
    this.playhead = new Playhead(this.run, speed);
  }

  /** Starts a run and stands at its beginning: where publishing starts, or at `to`. */
  async open(start: RunStart): Promise<void> {
    this.playhead.pause();
    this.selection.setState(NOTHING);
    await this.run.open(start);
    // Commands may lie after the instant that is looked at.
    const { horizon, publishingSince } = this.run.state.getState();
    await this.playhead.seek(start.to ?? publishingSince ?? horizon);
  }

  /** The same scenario from its beginning; commands are dropped. */
  async restart(): Promise<void> {
    const { presetName, scenario } = this.run.state.getState();
    await this.open({ presetName, scenario });
  }

  /** The same scenario and commands with other luck, from where publishing starts. */
  async reseed(seed: number): Promise<void> {
    const { presetName, scenario, commands } = this.run.state.getState();
    await this.open({ presetName, scenario: { ...scenario, seed }, commands });
    await this.goToStart();
  }

  /** Gives a command at the playhead. In the past it forks the run there. */
  async give(command: Command): Promise<void> {
    const at = this.playhead.commandAt;
    await this.run.give(at, command);
  }

  async publish(client: ClientId, topic: string, qos: Qos, payload: string): Promise<void> {
    await this.give({ kind: 'publish', client, topic, qos, payload });
  }

  async setNetwork(changes: Partial<NetworkSettings>): Promise<void> {
    await this.give({ kind: 'set-network', changes });
  }

  async dropNext(packetType: PacketType, hop: Hop): Promise<void> {
    await this.give({ kind: 'drop-next', packetType, hop });
  }

  async startPublishing(client: ClientId, pattern: PublishPattern): Promise<void> {
    await this.give({ kind: 'start-publishing', client, pattern });
  }

  async stopPublishing(client: ClientId, name: string): Promise<void> {
    await this.give({ kind: 'stop-publishing', client, name });
  }

  /** How a node is at `t`, up to which the trace must be known. */
  conditionAt(node: NodeId, t: SimTime): Condition {
    return this.run.state.getState().index.conditionAt(node, t);
  }

  async cut(client: ClientId): Promise<void> {
    if (!this.#can('cut', client)) return;
    await this.give({ kind: 'cut-connection', client });
  }

  async blackHole(client: ClientId): Promise<void> {
    if (!this.#can('black-hole', client)) return;
    await this.give({ kind: 'black-hole', client });
  }

  /** Until it is brought online. */
  async takeOffline(client: ClientId, how: Leaving): Promise<void> {
    if (!this.#can('take-offline', client)) return;
    await this.give({ kind: 'take-offline', client, how });
  }

  async bringOnline(client: ClientId): Promise<void> {
    if (!this.#can('bring-online', client)) return;
    await this.give({ kind: 'bring-online', client });
  }

  async crashClient(client: ClientId, store: Keeping, restartMs: number): Promise<void> {
    if (!this.#can('crash', client)) return;
    await this.give({ kind: 'crash-client', client, store, restartMs });
  }

  async crashBroker(restartMs: number): Promise<void> {
    if (!this.#can('crash', 'broker')) return;
    await this.give({ kind: 'crash-broker', restartMs });
  }

  async changeClient(client: ClientId, changes: ClientChanges): Promise<void> {
    await this.give({ kind: 'change-client', client, changes });
  }

  /** Whether it would do anything; what would do nothing is no command. */
  #can(fault: Parameters<typeof whyNot>[0], node: NodeId): boolean {
    return whyNot(fault, this.conditionAt(node, this.playhead.commandAt)) === undefined;
  }

  /** Kills the selected packet, if it is on its way. */
  async killSelected(): Promise<void> {
    const { packet } = this.selection.getState();
    if (packet === undefined || !this.isOnTheWire(packet)) return;
    await this.give({ kind: 'kill-packet', uid: packet });
  }

  isOnTheWire(uid: PacketUid): boolean {
    const flight = this.run.state.getState().index.flight(uid);
    const t = this.playhead.clock.now();
    return flight !== undefined && flight.from <= t && t < flight.until;
  }

  /** Time stops, and the packet and its family are selected. */
  pressPacket(uid: PacketUid): void {
    this.playhead.pause();
    this.selectPacket(uid);
  }

  selectPacket(uid: PacketUid): void {
    const flight = this.run.state.getState().index.flight(uid);
    this.selection.setState({ packet: uid, message: flight?.packet.messageUid });
  }

  selectMessage(uid: MessageUid | undefined): void {
    this.selection.setState({ packet: undefined, message: uid });
  }

  /** Takes the last command back. */
  async undo(): Promise<void> {
    await this.run.undo();
  }

  /** Runs an edited scenario, with the same seed and commands, to where the playhead is. */
  async edit(change: (scenario: Scenario) => Scenario): Promise<void> {
    const { scenario } = this.run.state.getState();
    this.playhead.pause();
    await this.run.edit(change(scenario));
  }

  /** After the worker has failed. */
  async retry(): Promise<void> {
    await this.run.retry(this.playhead.clock.now());
    await this.playhead.seek(this.playhead.clock.now());
  }

  /** @returns false when there is none */
  async goToPrevious(landmark: Landmark): Promise<boolean> {
    this.playhead.pause();
    const from = this.playhead.clock.now();
    for (;;) {
      const { index, status } = this.run.state.getState();
      const { at: start } = index.start;
      const at = findPrevious(index, from, landmark);
      // Of what was before its start the index does not know all.
      if (at !== undefined && (at > start || start === TIME_ZERO)) {
        await this.playhead.seek(at);
        return true;
      }
      if (start === TIME_ZERO || status.kind !== 'ready') return false;
      await this.run.reach(start);
    }
  }

  /** @returns false when none comes within the next few hundred things to happen */
  async goToNext(landmark: Landmark): Promise<boolean> {
    this.playhead.pause();
    const from = this.playhead.clock.now();
    return this.goToFirst((index) => findNext(index, from, landmark));
  }

  /**
   * Goes to an instant that `find` reads from the trace, simulating further while it finds none.
   * @returns false when it finds none in the next few hundred things to happen
   */
  async goToFirst(find: (index: TraceIndex) => SimTime | undefined): Promise<boolean> {
    for (let steps = 0; steps < SEARCH_STEPS; steps++) {
      const { index, nextAt, status } = this.run.state.getState();
      const at = find(index);
      if (at !== undefined) {
        await this.playhead.seek(at);
        return true;
      }
      if (!Number.isFinite(nextAt) || status.kind !== 'ready') return false;
      await this.run.advance(nextAt as SimTime);
    }
    return false;
  }

  /** Where publishing starts. */
  async goToStart(): Promise<void> {
    this.playhead.pause();
    const { publishingSince } = this.run.state.getState();
    await this.playhead.seek(publishingSince ?? TIME_ZERO);
  }

  /** The end of what is simulated. */
  async goToPresent(): Promise<void> {
    this.playhead.pause();
    await this.playhead.seek(this.run.state.getState().present);
  }

  /** Playing stops at the next event of this kind. */
  pauseWhen(landmark: Landmark | undefined): void {
    const when: PauseWhen | undefined =
      landmark === undefined
        ? undefined
        : { matches: (event) => isLandmark(event, landmark), after: TIME_ZERO };
    this.playhead.setPauseWhen(when);
  }
}
