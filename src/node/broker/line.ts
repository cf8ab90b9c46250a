// One connection as the door keeps it: what has come and waits to be worked on, what waits to be
// written, and who waits for whom.
//
//   state     what happens                next
//   open      the broker or door closes   parting   what is left is written
//   open      the other side ends         parting   once all that it had sent is worked on
//   parting   all is written              ending    the wire is ended

import type { ConnectionId } from '../../mqtt/effect.ts';
import type { ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { Input } from './input.ts';
import type { Output } from './output.ts';
import type { Wire } from './wire.ts';

export class Line {
  readonly number: ConnectionId;
  readonly wire: Wire;
  readonly input: Input;
  readonly output: Output;
  state: 'open' | 'parting' | 'ending' = 'open';
  /** That of its CONNECT. */
  version: ProtocolVersion = 4;
  hasConnected = false;
  /** The other side sends nothing any more. */
  hasEnded = false;
  /** The wire is no more. */
  isGone = false;
  /** It is about to be disconnected: of what is sent to it, only DISCONNECT is. */
  isMuted = false;
  /** Stands in the list of those to be flushed. */
  isDirty = false;
  /** Those whose output must go down before more of this one's packets are worked on. */
  readonly waitsFor = new Set<Line>();
  readonly waiters = new Set<Line>();
  #isPaused = false;

  constructor(number: ConnectionId, wire: Wire, input: Input, output: Output) {
    this.number = number;
    this.wire = wire;
    this.input = input;
    this.output = output;
  }

  get isWaiting(): boolean {
    return this.waitsFor.size > 0;
  }

  /** Listens to the wire, or lets it wait. */
  setPaused(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    if (isPaused) this.wire.pause();
    else this.wire.resume();
  }
}
