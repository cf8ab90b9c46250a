// The bytes of a packet that has not come whole. They are copied a constant number of times, whatever
// the size of the pieces, and take at most twice the memory of what has come: the length that a
// packet announces costs nothing.

/** A fixed header at its longest. */
const CAPACITY_MIN = 5;

export class HeldBytes {
  #bytes = new Uint8Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** @param size how many bytes there will be in the end; undefined while nobody knows */
  append(piece: Uint8Array, size: number | undefined): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const wanted = Math.max(2 * this.#length, length, CAPACITY_MIN);
      const grown = new Uint8Array(Math.min(wanted, size ?? wanted));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  /** Lets go of the bytes: whoever has them may keep them. */
  clear(): void {
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
  }
}
