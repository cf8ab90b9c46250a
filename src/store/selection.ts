// What is selected: a packet, a message whose family stands out, or a node.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { fromSec, laterOf, type SimTime } from '../base/time.ts';
import type { MessageUid, NodeId, PacketUid } from '../trace/event.ts';
import type { Flight } from '../trace/flights.ts';
import type { Playhead } from './playhead.ts';
import type { ShownRun } from './shownRun.ts';

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
  readonly state: StoreApi<Selection>;
  readonly origin: StoreApi<Origin> = createStore<Origin>(() => ({ t: undefined }));
  readonly #run: ShownRun;
  readonly #playhead: Playhead;

  /** @param state somebody else's, where the same is selected here as there */
  constructor(
    run: ShownRun,
    playhead: Playhead,
    state: StoreApi<Selection> = createStore<Selection>(() => NOTHING),
  ) {
    this.state = state;
    this.#run = run;
    this.#playhead = playhead;
  }

  clear(): void {
    this.state.setState(NOTHING);
  }

  isOnTheWire(uid: PacketUid): boolean {
    const t = this.#playhead.clock.now();
    return this.#run.indexes.some((index) => {
      const flight = index.flight(uid);
      return flight !== undefined && flight.from <= t && t < flight.until;
    });
  }

  /** Time stops, and the packet and its family are selected. */
  pressPacket(uid: PacketUid): void {
    this.#playhead.pause();
    this.selectPacket(uid);
  }

  /** Selects a packet that a link names; where it is no longer to be seen, time goes to its way. */
  async followPacket(uid: PacketUid): Promise<void> {
    this.pressPacket(uid);
    const flight = this.#flightOf(uid);
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

  /** The message that all of it is about, if there is but one: its packets are named in the ladder. */
  selectOnlyMessage(): void {
    const [message, ...others] = this.#run.state.getState().index.messages;
    if (message !== undefined && others.length === 0) this.selectMessage(message.uid);
  }

  selectPacket(uid: PacketUid): void {
    const flight = this.#flightOf(uid);
    this.state.setState({ ...NOTHING, packet: uid, message: flight?.packet.messageUid });
  }

  #flightOf(uid: PacketUid): Flight | undefined {
    for (const index of this.#run.indexes) {
      const flight = index.flight(uid);
      if (flight !== undefined) return flight;
    }
    return undefined;
  }

  selectMessage(uid: MessageUid | undefined): void {
    this.state.setState({ ...NOTHING, message: uid });
  }

  selectNode(node: NodeId): void {
    this.state.setState({ ...NOTHING, node });
  }
}
