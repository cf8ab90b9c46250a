// The sessions that the broker keeps for its clients, folded from the trace.

import type { SimTime } from '../base/time.ts';
import type { ClientId, TraceEvent } from './event.ts';

/** `new`: begun by its client's last connection; `resumed`: taken up again by it. */
export type SessionState = 'none' | 'new' | 'resumed';

interface Change {
  readonly at: SimTime;
  readonly state: SessionState;
}

export class SessionFold {
  readonly #clients = new Map<ClientId, Change[]>();

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'session-started':
        this.#change(event.client, event.at, 'new');
        break;
      case 'session-resumed':
        this.#change(event.client, event.at, 'resumed');
        break;
      case 'session-ended':
        this.#change(event.client, event.at, 'none');
        break;
      // The rest begins and ends no session.
      default:
    }
  }

  at(client: ClientId, t: SimTime): SessionState {
    return this.#clients.get(client)?.findLast(({ at }) => at <= t)?.state ?? 'none';
  }

  #change(client: ClientId, at: SimTime, state: SessionState): void {
    const changes = this.#clients.get(client);
    if (changes === undefined) this.#clients.set(client, [{ at, state }]);
    else changes.push({ at, state });
  }
}
