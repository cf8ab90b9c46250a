// The line to the worker: connects when first asked, asks one thing after the other so that answers
// come in the order of questions, and says so when the worker fails.

import type { SimConnection } from '../worker/connect.ts';
import type { SimApi } from '../worker/simApi.ts';

export type Connect = () => Promise<SimConnection>;

interface Listener {
  /** How many calls the worker has not answered yet changes by so many. */
  noteWaiting(change: 1 | -1): void;
  /** The worker is gone; the next question starts another one. */
  noteFailure(message: string): void;
}

export class WorkerLink {
  readonly #connect: Connect;
  readonly #listener: Listener;
  #connection: Promise<SimConnection> | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(connect: Connect, listener: Listener) {
    this.#connect = connect;
    this.#listener = listener;
  }

  /** Done when it is answered, or has failed. */
  ask(call: (api: SimApi) => Promise<void>): Promise<void> {
    this.#listener.noteWaiting(1);
    const done = this.#queue.then(async () => {
      try {
        this.#connection ??= this.#connect();
        await call((await this.#connection).api);
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#listener.noteWaiting(-1);
      }
    });
    this.#queue = done;
    return done;
  }

  #fail(error: unknown): void {
    this.#connection?.then((connection) => connection.dispose()).catch(() => {});
    this.#connection = undefined;
    this.#listener.noteFailure(error instanceof Error ? error.message : String(error));
  }
}
