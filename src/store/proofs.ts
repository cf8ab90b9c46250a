// The searches that Prove runs: one for each level, in the Lab's workers. What there is so far is shown;
// who stops them asks for no more.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ExploreRequest, NOTHING_FOUND } from '../lab/exploration.ts';
import { isShort } from '../lab/exploreRequest.ts';
import type { Proof } from '../lab/proofWords.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { LabPool } from './labPool.ts';
import { SearchRunner } from './searchRunner.ts';

export interface ProofsState {
  readonly proofs: readonly Proof[];
  readonly running: boolean;
  /** How long they took, ms; undefined while they run, and before. */
  readonly tookMs: number | undefined;
  /** Why workers were replaced, one each. */
  readonly replaced: readonly string[];
  /** Why a search was given up. */
  readonly failure: string | undefined;
}

const NOTHING: ProofsState = {
  proofs: [],
  running: false,
  tookMs: undefined,
  replaced: [],
  failure: undefined,
};

export class Proofs {
  readonly state: StoreApi<ProofsState>;
  readonly #pool: LabPool;
  readonly #now: () => number;
  #runner: SearchRunner | undefined;
  #end: () => void = () => {};

  /** @param now a clock that goes in ms */
  constructor(pool: LabPool, now: () => number = () => performance.now()) {
    this.#pool = pool;
    this.#now = now;
    this.state = createStore<ProofsState>(() => NOTHING);
  }

  /** Whether what is shown, or sought, is of these. */
  isOf(requests: readonly ExploreRequest[]): boolean {
    const { proofs } = this.state.getState();
    return isSameData(
      proofs.map(({ request }) => request),
      requests,
    );
  }

  /**
   * @param runsMax a search that seems to have more runs is not gone on with
   * @returns once all of them are done, or were stopped
   */
  async start(requests: readonly ExploreRequest[], runsMax = Infinity): Promise<void> {
    this.stop();
    const proofs = requests.map((request): Proof => {
      return { request, found: NOTHING_FOUND, status: 'waiting' };
    });
    this.state.setState({ ...NOTHING, proofs, running: true });
    this.#end = this.#pool.begin();
    const begun = this.#now();
    const runner = new SearchRunner(
      this.#pool,
      requests,
      {
        take: (nth, found, far, isDone) => {
          this.#put(nth, { found, far, status: isDone ? 'done' : 'running' });
        },
        noteReplaced: (why) => {
          this.state.setState(({ replaced }) => ({ replaced: [...replaced, why] }));
        },
        hold: (nth) => this.#put(nth, { status: 'held' }),
        noteGivenUp: (nth, failure) => {
          this.state.setState({ failure });
          this.#put(nth, { status: 'failed' });
        },
      },
      runsMax,
      this.#now,
    );
    this.#runner = runner;
    await runner.run();
    if (this.#runner !== runner) return;
    this.#runner = undefined;
    this.state.setState({ running: false, tookMs: this.#now() - begun });
    this.#end();
  }

  /** What has been found stays, and says that it is not all. */
  stop(): void {
    if (this.#runner === undefined) return;
    this.#runner.stop();
    this.#runner = undefined;
    const { proofs } = this.state.getState();
    this.state.setState({
      proofs: proofs.map((proof) =>
        proof.status === 'waiting' || proof.status === 'running'
          ? { ...proof, status: 'stopped' }
          : proof,
      ),
      running: false,
    });
    this.#end();
  }

  /** Ends the workers; what nobody had to start, and is not over, begins anew when it is asked for. */
  leave(): void {
    const { running, proofs } = this.state.getState();
    this.#runner?.close();
    this.stop();
    if (running && isShort(proofs.map(({ request }) => request))) this.state.setState(NOTHING);
  }

  #put(nth: number, change: Partial<Proof>): void {
    this.state.setState(({ proofs }) => ({
      proofs: proofs.map((proof, i) => (i === nth ? { ...proof, ...change } : proof)),
    }));
  }
}
