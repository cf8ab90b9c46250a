// One direction of a TCP connection in a capture: where in the stream each packet stands, and how far its
// receiver has it.

import type { SimTime } from '../base/time.ts';
import type { PacketUid } from '../trace/event.ts';
import type { Endpoint } from './ipPacket.ts';

interface Placed {
  readonly sequence: number;
  readonly data: Uint8Array;
  /** It has arrived, or is lost. */
  hasEnded: boolean;
}

export class Stream {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Of what is sent next. Before its SYN it is 0. */
  next = 0;
  /** Up to where its receiver has it. */
  received = 0;
  /** What its latest frame acknowledged, and when. */
  told: { readonly acknowledgment: number; readonly at: SimTime } | undefined;
  readonly placed = new Map<PacketUid, Placed>();
  /** In the stream's order; how many of them, from the first on, have ended. */
  readonly #inOrder: Placed[] = [];
  #ended = 0;

  constructor(from: Endpoint, to: Endpoint) {
    this.from = from;
    this.to = to;
  }

  place(uid: PacketUid, data: Uint8Array): Placed {
    const placed = { sequence: this.next, data, hasEnded: false };
    this.placed.set(uid, placed);
    this.#inOrder.push(placed);
    return placed;
  }

  /** What has come to its end can be acknowledged: on lossy packets as if TCP had seen to it. */
  end(uid: PacketUid): void {
    const placed = this.placed.get(uid);
    if (placed === undefined) return;
    placed.hasEnded = true;
    for (
      let next = this.#inOrder[this.#ended];
      next?.hasEnded;
      next = this.#inOrder[++this.#ended]
    ) {
      this.received = Math.max(this.received, next.sequence + next.data.length);
    }
  }
}
