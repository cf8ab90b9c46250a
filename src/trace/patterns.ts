// Which clients publish by themselves, folded from the trace.

import type { SimTime } from '../base/time.ts';
import type { PublishPattern } from '../scenario/scenario.ts';
import type { ClientId, TraceEvent } from './event.ts';

export interface RunningPattern {
  readonly client: ClientId;
  readonly pattern: PublishPattern;
  readonly from: SimTime;
  /** Undefined while it runs. */
  readonly until: SimTime | undefined;
}

export class PatternFold {
  readonly #patterns: RunningPattern[] = [];

  add(event: TraceEvent): void {
    if (event.kind === 'pattern-started') {
      const { client, pattern, at } = event;
      this.#end(client, pattern.name, at);
      this.#patterns.push({ client, pattern, from: at, until: undefined });
    } else if (event.kind === 'pattern-ended') {
      this.#end(event.client, event.pattern, event.at);
    }
  }

  /** Those that run at `t`, in order of starting. */
  at(t: SimTime): readonly RunningPattern[] {
    return this.#patterns.filter(
      ({ from, until }) => from <= t && (until === undefined || t < until),
    );
  }

  #end(client: ClientId, name: string, at: SimTime): void {
    const i = this.#patterns.findLastIndex((p) => p.client === client && p.pattern.name === name);
    const running = this.#patterns[i];
    if (running === undefined || running.until !== undefined) return;
    this.#patterns[i] = { ...running, until: at };
  }
}
