// Runs exhaustive searches on the Lab's workers: some branches to whoever is free, and back comes what is
// left of them. Who searched what makes no difference: what is found is added up. A worker that fails is
// replaced, and its part is searched again, once.

import {
  addFound,
  type Branch,
  type Exploration,
  type ExploreRequest,
  guessRuns,
  mostIn,
  NOTHING_FOUND,
  WHOLE,
} from '../lab/exploration.ts';
import type { Far } from '../lab/proofWords.ts';
import type { LabConnection } from '../worker/connectLab.ts';
import type { LabPool } from './labPool.ts';

/** How long a worker searches without a word: short enough to stop at once. */
const STRETCH_MS = 40;
/** A search that is longer than this is worth more workers than it began with. */
const SHORT_MS = 150;
/** Most branches have nothing below them: so many are a stretch, or less. */
const PART_MAX = 64;

export interface SearchListener {
  /** @param nth which of the searches @param isDone nothing of it is left */
  take(nth: number, found: Exploration, far: Far, isDone: boolean): void;
  /** A worker failed, and what it had was searched again. */
  noteReplaced(why: string): void;
  /** It is so large that somebody has to ask for it: it is not gone on with. */
  hold(nth: number): void;
  /** It failed again: the search is not gone on with. */
  noteGivenUp(nth: number, why: string): void;
}

interface Search {
  readonly request: ExploreRequest;
  found: Exploration;
  /** The last one is searched first, so that there are never many. */
  waiting: Branch[];
  readonly underWay: Set<Part>;
  /** Undefined until the first run is over. */
  firsts: number | undefined;
}

interface Part {
  readonly nth: number;
  readonly branches: readonly Branch[];
  /** It has failed before. */
  readonly isAgain: boolean;
}

export class SearchRunner {
  readonly #pool: LabPool;
  readonly #searches: readonly Search[];
  readonly #listener: SearchListener;
  readonly #runsMax: number;
  readonly #now: () => number;
  readonly #again: Part[] = [];
  readonly #lent = new Set<LabConnection>();
  readonly #hands: Promise<void>[] = [];
  #idle = 0;
  #isStopped = false;
  #isClosed = false;
  #noteChange: () => void = () => {};
  #change = this.#nextChange();

  /**
   * @param runsMax a search that seems to have more runs is held after its first one
   * @param now a clock that goes in ms
   */
  constructor(
    pool: LabPool,
    requests: readonly ExploreRequest[],
    listener: SearchListener,
    runsMax: number,
    now: () => number,
  ) {
    this.#pool = pool;
    this.#runsMax = runsMax;
    this.#listener = listener;
    this.#now = now;
    this.#searches = requests.map((request) => ({
      request,
      found: NOTHING_FOUND,
      waiting: [WHOLE],
      underWay: new Set(),
      firsts: undefined,
    }));
  }

  /** @returns once all of them are done or given up, or all workers have heard of `stop` */
  async run(): Promise<void> {
    const begun = this.#now();
    while (this.#hands.length < Math.min(this.#pool.size, this.#searches.length)) this.#hire();
    while (this.#isUnderWay) {
      await this.#change;
      const isLong = this.#now() - begun > SHORT_MS;
      const hasMore = this.#searches.some(({ waiting }) => waiting.length > 0);
      if (isLong && hasMore && this.#idle === 0 && this.#hands.length < this.#pool.size) {
        this.#hire();
      }
    }
    await Promise.all(this.#hands);
  }

  /** Workers go back when the stretch that they are at is over. */
  stop(): void {
    this.#isStopped = true;
    this.#noteChange();
  }

  /** Ends the workers, wherever they are. */
  close(): void {
    this.#isClosed = true;
    this.stop();
    for (const connection of this.#lent) connection.dispose();
    this.#lent.clear();
  }

  get #isUnderWay(): boolean {
    return (
      !this.#isStopped &&
      this.#searches.some(({ waiting, underWay }) => waiting.length + underWay.size > 0)
    );
  }

  #hire(): void {
    this.#hands.push(this.#work());
  }

  /** One worker's share. */
  async #work(): Promise<void> {
    let connection: LabConnection | undefined;
    while (this.#isUnderWay) {
      const part = this.#next();
      if (part === undefined) {
        this.#idle++;
        await this.#change;
        this.#idle--;
        continue;
      }
      try {
        connection ??= await this.#borrow();
        await this.#search(part, connection);
      } catch (error) {
        if (connection !== undefined && this.#lent.delete(connection)) connection.dispose();
        connection = undefined;
        this.#noteFailure(part, error instanceof Error ? error.message : String(error));
      }
      this.#noteChange();
      this.#change = this.#nextChange();
    }
    if (connection === undefined || !this.#lent.delete(connection)) return;
    this.#pool.giveBack(connection);
  }

  async #borrow(): Promise<LabConnection> {
    const connection = await this.#pool.borrow();
    if (this.#isClosed) connection.dispose();
    else this.#lent.add(connection);
    return connection;
  }

  /** @throws what the worker fails with */
  async #search(part: Part, { api }: LabConnection): Promise<void> {
    const search = this.#searches[part.nth];
    if (search === undefined || this.#isStopped) return;
    // The first run alone shows what can be done first: then there is something to share.
    const forMs = search.firsts === undefined ? 0 : STRETCH_MS;
    const { found, rest } = await api.explore(search.request, part.branches, forMs);
    if (this.#isStopped || !search.underWay.delete(part)) return;
    search.found = addFound(search.found, found);
    search.waiting.push(...rest);
    const isFirst = search.firsts === undefined;
    search.firsts ??= rest.length;
    const isDone = search.waiting.length + search.underWay.size === 0;
    this.#listener.take(part.nth, search.found, farOf(search, search.firsts), isDone);
    if (!isFirst || guessRuns(mostIn(search.request.limits), search.firsts) <= this.#runsMax)
      return;
    search.waiting = [];
    this.#listener.hold(part.nth);
  }

  #noteFailure(part: Part, why: string): void {
    const search = this.#searches[part.nth];
    if (this.#isStopped || search === undefined || !search.underWay.delete(part)) return;
    if (!part.isAgain) {
      const again = { ...part, isAgain: true };
      search.underWay.add(again);
      this.#again.push(again);
      this.#listener.noteReplaced(why);
      return;
    }
    search.waiting = [];
    search.underWay.clear();
    this.#listener.noteGivenUp(part.nth, why);
  }

  #next(): Part | undefined {
    const again = this.#again.pop();
    if (again !== undefined) return again;
    const nth = this.#searches.findIndex(({ waiting }) => waiting.length > 0);
    const search = this.#searches[nth];
    if (search === undefined) return undefined;
    const size = Math.min(PART_MAX, Math.ceil(search.waiting.length / this.#pool.size));
    const part = { nth, branches: search.waiting.splice(-size), isAgain: false };
    search.underWay.add(part);
    return part;
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#noteChange = resolve;
    });
  }
}

function farOf({ waiting, underWay }: Search, firsts: number): Far {
  const lists = [waiting, ...[...underWay].map(({ branches }) => branches)];
  const left = lists.flat().reduce((sum, { share }) => sum + share, 0);
  return { firsts, share: 1 - left };
}
