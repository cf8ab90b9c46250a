// How fast work is done: per second of processor time, the garbage collector's and the compiler's
// included, because others may be using the machine. What counts is the best of several runs: what
// disturbs a run never makes it faster.

export class Rates {
  #best = 0;

  get best(): number {
    return this.#best;
  }

  /** @param work returns how much it has done */
  measure(work: () => number): void {
    const start = process.cpuUsage();
    const done = work();
    const { user, system } = process.cpuUsage(start);
    this.#best = Math.max(this.#best, (done * 1e6) / (user + system));
  }

  forget(): void {
    this.#best = 0;
  }
}

/** In millions, ten characters wide. */
export function mega(perSec: number): string {
  return (perSec / 1e6).toFixed(3).padStart(10);
}
