// Writes text to a file descriptor in large pieces and at once, so that a trace of any length needs
// no memory and waits for a slow reader.

import { writeSync } from 'node:fs';
import { codeOf } from './scenarioSource.ts';

const PIECE_LENGTH = 65_536;
const RETRY_MS = 5;

export class TextWriter {
  readonly #fd: number;
  #pending = '';

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** @throws an Error with a `code`, such as EPIPE when the reader has gone */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= PIECE_LENGTH) this.flush();
  }

  flush(): void {
    let bytes: Uint8Array = Buffer.from(this.#pending);
    this.#pending = '';
    while (bytes.length > 0) bytes = bytes.subarray(this.#writeSome(bytes));
  }

  /** A pipe that is full and does not block is tried again. */
  #writeSome(bytes: Uint8Array): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
      return 0;
    }
  }
}
