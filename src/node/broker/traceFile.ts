// Where a trace goes: a file that is never much older than what happened.

import { closeSync, openSync } from 'node:fs';
import type { TraceEvent } from '../../trace/event.ts';
import { formatEvent } from '../../trace/ndjson.ts';
import { codeOf } from '../scenarioSource.ts';
import { TextWriter } from '../textWriter.ts';

const FLUSH_EVERY_MS = 500;

export class TraceFile {
  readonly #fd: number;
  readonly #writer: TextWriter;
  readonly #onFailure: (code: string) => void;
  readonly #interval: NodeJS.Timeout;
  #hasFailed = false;

  /**
   * @param onFailure when it cannot be written to any more; is called once
   * @throws an Error with a `code` when it cannot be opened
   */
  constructor(path: string, onFailure: (code: string) => void) {
    this.#fd = openSync(path, 'w');
    this.#writer = new TextWriter(this.#fd);
    this.#onFailure = onFailure;
    this.#interval = setInterval(() => this.#try(() => this.#writer.flush()), FLUSH_EVERY_MS);
    this.#interval.unref();
  }

  write(event: TraceEvent): void {
    this.#try(() => this.#writer.write(`${formatEvent(event)}\n`));
  }

  #try(write: () => void): void {
    if (this.#hasFailed) return;
    try {
      write();
    } catch (error) {
      this.#hasFailed = true;
      this.#onFailure(codeOf(error));
    }
  }

  close(): void {
    clearInterval(this.#interval);
    this.#try(() => this.#writer.flush());
    closeSync(this.#fd);
  }
}
