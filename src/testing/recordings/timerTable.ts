// The timers that a machine under test has set: a replaced or cancelled one never fires.
import type { SimTime } from '../../base/time.ts';
import type { Effect, TimerKey } from '../../mqtt/effect.ts';

export interface DueTimer {
  readonly key: TimerKey;
  readonly at: SimTime;
}

export class TimerTable {
  readonly #timers = new Map<string, DueTimer>();

  /** Follows an effect, if it is one of a timer's. */
  follow(effect: Effect): void {
    if (effect.kind === 'set-timer') this.#timers.set(nameOf(effect.key), effect);
    else if (effect.kind === 'cancel-timer') this.#timers.delete(nameOf(effect.key));
  }

  /** Takes out the earliest that is due by `end`. */
  takeDue(end: SimTime): DueTimer | undefined {
    const due = [...this.#timers.values()].filter(({ at }) => at <= end);
    const first = due.sort((a, b) => a.at - b.at)[0];
    if (first !== undefined) this.#timers.delete(nameOf(first.key));
    return first;
  }

  clear(): void {
    this.#timers.clear();
  }
}

function nameOf({ connection, timer, packetId }: TimerKey): string {
  return `${connection} ${timer} ${packetId}`;
}
