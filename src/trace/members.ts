// Which clients the run has, folded from the trace: those of its scenario, those that have joined, and
// without those that have left.

import type { SimTime } from '../base/time.ts';
import type { ClientSettings } from '../scenario/scenario.ts';
import type { ClientId, TraceEvent, TraceEventOf } from './event.ts';

type Change = TraceEventOf<'client-added' | 'client-removed'>;
type Clients = readonly ClientSettings[];

export class MemberFold {
  readonly #changes: Change[] = [];
  /** By the number of changes; those of a scenario are the first. */
  #known: Clients[] = [];
  #ever: Clients = [];

  add(event: TraceEvent): void {
    if (event.kind === 'client-added' || event.kind === 'client-removed') this.#changes.push(event);
  }

  /** In order of joining; the same list as long as nobody joins or leaves. */
  at(t: SimTime, initial: Clients): Clients {
    this.#begin(initial);
    const next = this.#changes.findIndex(({ at }) => at > t);
    const count = next < 0 ? this.#changes.length : next;
    for (let i = this.#known.length; i <= count; i++) {
      this.#known.push(changed(this.#known[i - 1] ?? initial, this.#changes[i - 1]));
    }
    return this.#known[count] ?? initial;
  }

  /** Everyone who has ever been in it, in order of joining. */
  all(initial: Clients): Clients {
    this.#begin(initial);
    const joined = this.#changes.flatMap((c) => (c.kind === 'client-added' ? [c.settings] : []));
    if (this.#ever.length !== initial.length + joined.length) this.#ever = [...initial, ...joined];
    return this.#ever;
  }

  removedAt(client: ClientId): SimTime | undefined {
    return this.#changes.find((c) => c.kind === 'client-removed' && c.client === client)?.at;
  }

  #begin(initial: Clients): void {
    if (this.#known[0] === initial) return;
    this.#known = [initial];
    this.#ever = initial;
  }
}

function changed(clients: Clients, change: Change | undefined): Clients {
  if (change === undefined) return clients;
  if (change.kind === 'client-added') return [...clients, change.settings];
  return clients.filter(({ id }) => id !== change.client);
}
