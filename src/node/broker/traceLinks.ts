// Connections as a trace knows them: by the client at their other end.

import type { BrokerState } from '../../mqtt/broker/state.ts';
import type { ConnectionId } from '../../mqtt/effect.ts';
import type { ClientId, ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { Hop } from '../../trace/event.ts';

export interface Link {
  /** Undefined until its CONNECT is answered. */
  readonly client: ClientId | undefined;
  readonly version: ProtocolVersion;
}

const SILENT: Link = { client: undefined, version: 4 };

export class TraceLinks {
  readonly #state: BrokerState;
  readonly #links = new Map<ConnectionId, Link>();

  constructor(state: BrokerState) {
    this.#state = state;
  }

  open(connection: ConnectionId): void {
    this.#links.set(connection, SILENT);
  }

  identify(connection: ConnectionId, client: ClientId, version: ProtocolVersion): void {
    this.#links.set(connection, { client, version });
  }

  /** Undefined once it is closed. */
  find(connection: ConnectionId): Link | undefined {
    return this.#links.get(connection);
  }

  close(connection: ConnectionId): void {
    this.#links.delete(connection);
  }

  /** The client of a connection, of a session's last one too; or a name for nobody. */
  clientOf(connection: ConnectionId): ClientId {
    const client = this.#links.get(connection)?.client;
    if (client !== undefined) return client;
    for (const session of this.#state.sessions.values()) {
      if (session.lastConnection === connection) return session.clientId;
    }
    return `connection-${connection}`;
  }

  /** What its packets of no exchange are counted with: that of a subscriber, or of a publisher. */
  hopOf(client: ClientId): Hop {
    const session = this.#state.sessions.get(client);
    return session !== undefined && session.subscriptions.size > 0 ? 2 : 1;
  }

  /** Neither a connection nor a session of the client is left. */
  isForgotten(client: ClientId): boolean {
    if (this.#state.sessions.has(client)) return false;
    for (const link of this.#links.values()) if (link.client === client) return false;
    return true;
  }
}
