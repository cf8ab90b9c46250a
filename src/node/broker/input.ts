// What one client has sent and the broker has not worked on: bytes as they came, read into packets
// a little at a time, when they are wanted.

import type { PacketFault } from '../../mqtt/packets/fault.ts';
import type { Packet, ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { Total } from './total.ts';

/** What a reader makes of bytes: packets, and at most one fault, which is the last. */
export type Arrival =
  | {
      readonly kind: 'packet';
      readonly packet: Packet;
      /** Its length. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'fault';
      readonly fault: PacketFault;
      /** A faulty CONNECT's. */
      readonly protocolVersion: ProtocolVersion | undefined;
    };

export interface Reader {
  read(bytes: Uint8Array): readonly Arrival[];
}

/** Packets take many times the memory of their bytes. */
const PIECE_LENGTH = 8192;
const NOTHING: readonly Arrival[] = [];
const DEAF: Reader = { read: () => NOTHING };

export class Input {
  #reader: Reader;
  readonly #total: Total;
  #unread: Uint8Array[] = [];
  #arrivals = NOTHING;
  #next = 0;
  #held = 0;

  constructor(reader: Reader, total: Total) {
    this.#reader = reader;
    this.#total = total;
  }

  /** Bytes of what was not taken, a packet that has not come whole included. */
  get held(): number {
    return this.#held;
  }

  push(bytes: Uint8Array): void {
    this.#unread.push(bytes);
    this.#count(bytes.length);
  }

  /** Takes out what came first, if it has come whole. */
  next(): Arrival | undefined {
    while (this.#next === this.#arrivals.length) {
      const piece = this.#nextPiece();
      if (piece === undefined) return undefined;
      this.#arrivals = this.#reader.read(piece);
      this.#next = 0;
    }
    const arrival = this.#arrivals[this.#next++] as Arrival;
    this.#count(arrival.kind === 'packet' ? -arrival.bytes : -this.#held);
    return arrival;
  }

  #nextPiece(): Uint8Array | undefined {
    const [first] = this.#unread;
    if (first === undefined || first.length <= PIECE_LENGTH) return this.#unread.shift();
    this.#unread[0] = first.subarray(PIECE_LENGTH);
    return first.subarray(0, PIECE_LENGTH);
  }

  #count(change: number): void {
    this.#held += change;
    this.#total.bytes += change;
  }

  /** Forgets what is there, and hears nothing more. */
  close(): void {
    this.#reader = DEAF;
    this.#unread = [];
    this.#arrivals = NOTHING;
    this.#next = 0;
    this.#count(-this.#held);
  }
}
