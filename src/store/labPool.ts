// The Lab's workers: as many as the machine has cores, each started when it is first wanted and kept
// for the next piece of work. What is done with them is its borrower's matter.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { connectLab, type LabConnection } from '../worker/connectLab.ts';

export type ConnectLab = () => Promise<LabConnection>;

export interface PoolState {
  /** How many pieces of work, such as a sweep, are under way. */
  readonly working: number;
}

/** Of a browser that does not say how many it has. */
const CORES = 4;

export class LabPool {
  readonly state: StoreApi<PoolState> = createStore<PoolState>(() => ({ working: 0 }));
  readonly size: number;
  readonly #connect: ConnectLab;
  readonly #idle: LabConnection[] = [];

  /** @param size how many workers @param connect how one is started */
  constructor(size = coresHere(), connect: ConnectLab = connectLab) {
    this.size = size;
    this.#connect = connect;
  }

  /** A worker that nobody else has: give it back, or end it with `dispose`. */
  async borrow(): Promise<LabConnection> {
    return this.#idle.pop() ?? this.#connect();
  }

  giveBack(connection: LabConnection): void {
    if (this.#idle.length >= this.size) connection.dispose();
    else this.#idle.push(connection);
  }

  /** While anybody has begun and not ended, the page is at work. @returns a function that ends it */
  begin(): () => void {
    this.#count(1);
    let isEnded = false;
    return () => {
      if (!isEnded) this.#count(-1);
      isEnded = true;
    };
  }

  /** Ends all workers that are not lent: who has one ends it. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.dispose();
  }

  #count(change: 1 | -1): void {
    this.state.setState(({ working }) => ({ working: working + change }));
  }
}

function coresHere(): number {
  const cores = typeof navigator === 'undefined' ? undefined : navigator.hardwareConcurrency;
  return cores ?? CORES;
}
