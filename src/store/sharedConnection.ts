// One worker for several runs: whoever asks first starts it, and when one of them has let go of it,
// because it has failed, the next question starts another one.

import { connectSim, type SimConnection } from '../worker/connect.ts';
import type { Connect } from './workerLink.ts';

export class SharedConnection {
  readonly #connect: Connect;
  #connection: Promise<SimConnection> | undefined;

  /** @param connect how the simulation is reached: the worker, unless told */
  constructor(connect: Connect = connectSim) {
    this.#connect = connect;
  }

  readonly connect: Connect = async () => {
    this.#connection ??= this.#connect();
    const connection = this.#connection;
    const { api } = await connection;
    return { api, dispose: () => this.#letGo(connection) };
  };

  /** Ends the worker, if there is one. */
  dispose(): void {
    if (this.#connection !== undefined) this.#letGo(this.#connection);
  }

  #letGo(connection: Promise<SimConnection>): void {
    if (this.#connection === connection) this.#connection = undefined;
    connection.then((one) => one.dispose()).catch(() => {});
  }
}
