// The searches that Prove runs: one for each level, side by side in the Lab's workers, pulled stretch by
// stretch. What there is so far is shown; who stops them asks for no more.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Exploration, ExploreRequest } from '../lab/exploration.ts';
import type { Proof } from '../lab/proofWords.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { LabConnection } from '../worker/connectLab.ts';
import type { LabPool } from './labPool.ts';

export interface ProofsState {
  readonly proofs: readonly Proof[];
  readonly running: boolean;
  /** How long they took, ms; undefined while they run, and before. */
  readonly tookMs: number | undefined;
  /** What went wrong with a worker. */
  readonly notice: string | undefined;
}

/** How long a worker searches without a word: short enough to stop at once. */
const STRETCH_MS = 40;

const NOTHING: Exploration = {
  runs: 0,
  outcomes: { exactlyOnce: 0, moreThanOnce: 0, never: 0, pending: 0 },
  atLeastOnce: 0,
  outOfOrder: 0,
  shortest: {},
};

/** One press of the button. */
interface Search {
  isOver: boolean;
  /** Its workers end with it. */
  isClosed: boolean;
}

export class Proofs {
  readonly state: StoreApi<ProofsState>;
  readonly #pool: LabPool;
  readonly #now: () => number;
  readonly #lent = new Set<LabConnection>();
  #search: Search | undefined;
  #end: () => void = () => {};

  /** @param now a clock that goes in ms */
  constructor(pool: LabPool, now: () => number = () => performance.now()) {
    this.#pool = pool;
    this.#now = now;
    const nothing = { proofs: [], running: false, tookMs: undefined, notice: undefined };
    this.state = createStore<ProofsState>(() => nothing);
  }

  /** Whether what is shown, or sought, is of these. */
  isOf(requests: readonly ExploreRequest[]): boolean {
    const { proofs } = this.state.getState();
    return isSameData(
      proofs.map(({ request }) => request),
      requests,
    );
  }

  /** @returns once all of them are done, or were stopped */
  async start(requests: readonly ExploreRequest[]): Promise<void> {
    this.stop();
    const search: Search = { isOver: false, isClosed: false };
    this.#search = search;
    this.#end = this.#pool.begin();
    const proofs = requests.map((request): Proof => {
      return { request, found: NOTHING, status: 'waiting' };
    });
    this.state.setState({ proofs, running: true, tookMs: undefined, notice: undefined });
    const begun = this.#now();
    const waiting = requests.map((_, nth) => nth);
    const hands = Math.max(1, Math.min(this.#pool.size, requests.length));
    await Promise.all(Array.from({ length: hands }, () => this.#work(search, waiting)));
    if (search.isOver) return;
    search.isOver = true;
    this.state.setState({ running: false, tookMs: this.#now() - begun });
    this.#end();
  }

  /** What has been found stays, and says that it is not all. */
  stop(): void {
    if (this.#search === undefined || this.#search.isOver) return;
    this.#search.isOver = true;
    const { proofs } = this.state.getState();
    this.state.setState({
      proofs: proofs.map((proof) =>
        proof.status === 'done' ? proof : { ...proof, status: 'stopped' },
      ),
      running: false,
    });
    this.#end();
  }

  /** Stops them, and ends their workers wherever they are. */
  close(): void {
    if (this.#search !== undefined) this.#search.isClosed = true;
    this.stop();
    for (const connection of this.#lent) connection.dispose();
    this.#lent.clear();
  }

  /** Takes one search after the other, as long as there are any. */
  async #work(search: Search, waiting: number[]): Promise<void> {
    for (let nth = waiting.shift(); nth !== undefined; nth = waiting.shift()) {
      try {
        await this.#run(search, nth);
      } catch (error) {
        if (search.isOver) return;
        this.#tell(`A worker failed (${messageOf(error)}), and its search was begun anew.`);
        try {
          await this.#run(search, nth);
        } catch (again) {
          if (search.isOver) return;
          this.#tell(`A worker failed twice (${messageOf(again)}): its search was given up.`);
          this.#put(nth, { status: 'stopped' });
        }
      }
      if (search.isOver) return;
    }
  }

  /** @throws what the worker fails with, which is ended then */
  async #run(search: Search, nth: number): Promise<void> {
    const proof = this.state.getState().proofs[nth];
    if (proof === undefined) return;
    const connection = await this.#pool.borrow();
    this.#lent.add(connection);
    try {
      await this.#pull(search, nth, proof.request, connection);
    } catch (error) {
      connection.dispose();
      throw error;
    } finally {
      this.#lent.delete(connection);
    }
    if (search.isClosed) connection.dispose();
    else this.#pool.giveBack(connection);
  }

  async #pull(
    search: Search,
    nth: number,
    request: ExploreRequest,
    { api }: LabConnection,
  ): Promise<void> {
    await api.startExploring(request);
    while (!search.isOver) {
      const { found, isDone } = await api.explore(STRETCH_MS);
      if (search.isOver) return;
      this.#put(nth, { found, status: isDone ? 'done' : 'running' });
      if (isDone) return;
    }
  }

  #put(nth: number, change: Partial<Proof>): void {
    this.state.setState(({ proofs }) => ({
      proofs: proofs.map((proof, i) => (i === nth ? { ...proof, ...change } : proof)),
    }));
  }

  #tell(notice: string): void {
    this.state.setState({ notice });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
