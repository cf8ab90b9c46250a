// What one client has sent and the broker has not worked on: bytes as they came, read into packets
// a little at a time, when they are wanted.

import type { ReadResult } from '../../mqtt/codec/packetReader.ts';
import type { Total } from './total.ts';

/** What makes packets of bytes: a PacketReader, or a test's. */
export interface Reader {
  read(bytes: Uint8Array): readonly ReadResult[];
}

/** Packets take many times the memory of their bytes. */
const PIECE_LENGTH = 8192;
const NOTHING: readonly ReadResult[] = [];
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
  next(): ReadResult | undefined {
    while (this.#next === this.#arrivals.length) {
      const piece = this.#nextPiece();
      if (piece === undefined) return undefined;
      this.#arrivals = this.#reader.read(piece);
      this.#next = 0;
    }
    const arrival = this.#arrivals[this.#next++] as ReadResult;
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
