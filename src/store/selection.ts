// What is selected: a packet, a message whose family stands out, or a node.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MessageUid, NodeId, PacketUid } from '../trace/event.ts';
import type { Playhead } from './playhead.ts';
import type { RunStore } from './run.ts';

export interface Selection {
  readonly packet: PacketUid | undefined;
  /** Whose family stands out. */
  readonly message: MessageUid | undefined;
  readonly node: NodeId | undefined;
}

const NOTHING: Selection = { packet: undefined, message: undefined, node: undefined };

export class Selector {
  readonly state: StoreApi<Selection> = createStore<Selection>(() => NOTHING);
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
