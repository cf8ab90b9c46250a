// The bytes that wait for one client. Small packets are joined, large ones cut: the network gets
// few writes, memory is little more than the bytes, and each write tells how fast the client reads.

import type { Total } from './total.ts';

/** Bytes of one write, at most. */
const PIECE_LENGTH = 65_536;
/** A packet from this length on is not copied. */
const LARGE_LENGTH = 16_384;
const FIRST_LENGTH = 2048;
const GROWTH = 4;

export class Output {
  readonly #total: Total;
  /** Full pieces, each at most PIECE_LENGTH long, from `#head` on. */
  #pieces: (Uint8Array | undefined)[] = [];
  #head = 0;
  /** The piece that is being filled, and how far it is. */
  #filling: Buffer | undefined;
  #filled = 0;
  #queued = 0;
  #writing = 0;
  #taken = 0;

  constructor(total: Total) {
    this.#total = total;
  }

  /** Bytes that the network has not taken yet. */
  get pending(): number {
    return this.#queued + this.#writing;
  }

  /** Bytes that the network has taken so far. */
  get taken(): number {
    return this.#taken;
  }

  push(bytes: Uint8Array): void {
    this.#queued += bytes.length;
    this.#total.bytes += bytes.length;
    if (bytes.length >= LARGE_LENGTH) {
      this.#close();
      for (let from = 0; from < bytes.length; from += PIECE_LENGTH) {
        this.#pieces.push(bytes.subarray(from, from + PIECE_LENGTH));
      }
      return;
    }
    let target = this.#filling;
    if (target === undefined || this.#filled + bytes.length > target.length) {
      target = this.#open(bytes.length);
    }
    target.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Begins a piece: small at first, larger while more comes than goes. */
  #open(length: number): Buffer {
    const last = this.#filling?.length ?? FIRST_LENGTH / GROWTH;
    this.#close();
    let size = Math.min(last * GROWTH, PIECE_LENGTH);
    while (size < length) size *= GROWTH;
    this.#filling = Buffer.allocUnsafe(size);
    return this.#filling;
  }

  #close(): void {
    if (this.#filling !== undefined) this.#pieces.push(this.#filling.subarray(0, this.#filled));
    this.#filling = undefined;
    this.#filled = 0;
  }

  /** @returns what is to be written next, or undefined while a write is under way or none is due */
  next(): Uint8Array | undefined {
    if (this.#writing > 0 || this.#queued === 0) return undefined;
    if (this.#head === this.#pieces.length) this.#close();
    const piece = this.#pieces[this.#head] as Uint8Array;
    this.#pieces[this.#head++] = undefined;
    if (this.#head === this.#pieces.length) {
      this.#pieces = [];
      this.#head = 0;
    }
    this.#queued -= piece.length;
    this.#writing = piece.length;
    return piece;
  }

  /** The network has taken what `next` gave out. */
  noteWritten(): void {
    this.#taken += this.#writing;
    this.#total.bytes -= this.#writing;
    this.#writing = 0;
  }

  /** Forgets what waits; a write that is under way goes on. */
  clear(): void {
    this.#total.bytes -= this.#queued;
    this.#pieces = [];
    this.#head = 0;
    this.#filling = undefined;
    this.#filled = 0;
    this.#queued = 0;
  }
}
