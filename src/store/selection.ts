// What is selected: a packet, a message whose family stands out, or a node.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { fromSec, laterOf, type SimTime } from '../base/time.ts';
import type { MessageUid, NodeId, PacketUid } from '../trace/event.ts';
import type { Playhead } from './playhead.ts';
import type { RunStore } from './run.ts';

export interface Selection {
  readonly packet: PacketUid | undefined;
  /** Whose family stands out. */
  readonly message: MessageUid | undefined;
  readonly node: NodeId | undefined;
}

/** Where the playhead was before it followed a link into the past; undefined: it did not. */
export interface Origin {
  readonly t: SimTime | undefined;
}

/** What ended this long ago still stands in the ladder's trail. */
const TRAIL = fromSec(3);

const NOTHING: Selection = { packet: undefined, message: undefined, node: undefined };

export class Selector {
  readonly state: StoreApi<Selection> = createStore<Selection>(() => NOTHING);
  readonly origin: StoreApi<Origin> = createStore<Origin>(() => ({ t: undefined }));
  readonly #run: RunStore;
  readonly #playhead: Playhead;

  constructor(run: RunStore, playhead: Playhead) {
    this.#run = run;
    this.#playhead = playhead;
  }

  clear(): void {
    this.state.setState(NOTHING);
  }

  isOnTheWire(uid: PacketUid): boolean {
    const flight = this.#run.state.getState().index.flight(uid);
    const t = this.#playhead.clock.now();
    return flight !== undefined && flight.from <= t && t < flight.until;
  }

  /** Time stops, and the packet and its family are selected. */
  pressPacket(uid: PacketUid): void {
    this.#playhead.pause();
    this.selectPacket(uid);
  }

  /** Selects a packet that a link names; where it is no longer to be seen, time goes to its way. */
  async followPacket(uid: PacketUid): Promise<void> {
    this.pressPacket(uid);
    const flight = this.#run.state.getState().index.flight(uid);
    if (flight === undefined) return;
    const { from, until } = flight;
    const t = this.#playhead.clock.now();
    if (from <= t && t < until + TRAIL) return;
    this.origin.setState((before) => ({ t: laterOf(before.t ?? t, t) }));
    await this.#playhead.seek(Math.round((from + until) / 2) as SimTime);
  }

  /** To where the playhead was before it followed links. */
  async goBack(): Promise<void> {
    const { t } = this.origin.getState();
    this.origin.setState({ t: undefined });
    if (t !== undefined) await this.#playhead.seek(t);
  }

  selectPacket(uid: PacketUid): void {
    const flight = this.#run.state.getState().index.flight(uid);
    this.state.setState({ ...NOTHING, packet: uid, message: flight?.packet.messageUid });
  }

  selectMessage(uid: MessageUid | undefined): void {
    this.state.setState({ ...NOTHING, message: uid });
  }

  selectNode(node: NodeId): void {
    this.state.setState({ ...NOTHING, node });
  }
}
