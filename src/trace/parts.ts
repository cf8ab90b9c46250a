// Who publishes and who subscribes, folded from the trace, in order of connecting: a client that has
// ever subscribed is a subscriber.

import type { ClientId, TraceEvent } from './event.ts';

export class PartFold {
  readonly publishers: Set<ClientId>;
  readonly subscribers: Set<ClientId>;

  constructor(publishers: readonly ClientId[] = [], subscribers: readonly ClientId[] = []) {
    this.publishers = new Set(publishers);
    this.subscribers = new Set(subscribers);
  }

  add(event: TraceEvent): void {
    if (event.kind === 'client-added') {
      const { client, settings } = event;
      (settings.subscriptions.length > 0 ? this.subscribers : this.publishers).add(client);
    } else if (event.kind === 'connection-opened') {
      if (!this.subscribers.has(event.client)) this.publishers.add(event.client);
    } else if (event.kind === 'session-subscribed') {
      this.publishers.delete(event.client);
      this.subscribers.add(event.client);
    }
  }
}
