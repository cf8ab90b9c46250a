// What holds of each client at an instant: how it is connected, whether it is meant to be, its
// session and what that has subscribed to.

import type { ClientId, TraceEvent, TraceEventOf } from './event.ts';
import type { Kept } from './kept.ts';

interface ClientTrail {
  /** Since its connection was opened: the last of each kind, and of each end that was closed. */
  connection: Kept[];
  presence: Kept | undefined;
  session: Kept | undefined;
  readonly subscriptions: Map<string, Kept>;
}

type ConnectionEvent = TraceEventOf<
  | 'connection-opened'
  | 'connection-closed'
  | 'connection-silenced'
  | 'connection-refused'
  | 'packet-arrived'
>;

export class ClientTrails {
  private readonly trails = new Map<ClientId, ClientTrail>();

  noteConnection(client: ClientId, event: ConnectionEvent, kept: Kept): void {
    const trail = this.trail(client);
    const others =
      event.kind === 'connection-opened'
        ? []
        : trail.connection.filter((one) => sortOf(one.event) !== sortOf(event));
    trail.connection = [...others, kept];
  }

  /** Its process is gone, and whatever connection it had. */
  noteCrash(client: ClientId): void {
    this.trail(client).connection = [];
  }

  notePresence(client: ClientId, kept: Kept): void {
    this.trail(client).presence = kept;
  }

  noteSession(client: ClientId, event: TraceEvent, kept: Kept): void {
    const trail = this.trail(client);
    if (event.kind !== 'session-resumed') trail.subscriptions.clear();
    trail.session = event.kind === 'session-ended' ? undefined : kept;
  }

  subscribe(client: ClientId, filter: string, kept: Kept): void {
    this.trail(client).subscriptions.set(filter, kept);
  }

  unsubscribe(client: ClientId, filter: string): void {
    this.trail(client).subscriptions.delete(filter);
  }

  collect(into: Kept[]): void {
    for (const { connection, presence, session, subscriptions } of this.trails.values()) {
      into.push(...connection, ...subscriptions.values());
      if (presence !== undefined) into.push(presence);
      if (session !== undefined) into.push(session);
    }
  }

  private trail(client: ClientId): ClientTrail {
    const known = this.trails.get(client);
    if (known !== undefined) return known;
    const trail: ClientTrail = {
      connection: [],
      presence: undefined,
      session: undefined,
      subscriptions: new Map(),
    };
    this.trails.set(client, trail);
    return trail;
  }
}

function sortOf(event: TraceEvent): string {
  return event.kind === 'connection-closed' ? event.end : event.kind;
}
