// A run's connections as its trace tells of them: which ends are open, and which are black holes. For
// checkers to look things up in.

import type { ClientId, NodeId, PacketRecord, TraceEvent } from '../../trace/event.ts';

export type End = 'client' | 'broker';

export interface Link {
  readonly id: number;
  readonly client: ClientId;
  readonly open: Record<End, boolean>;
  /** When it became a black hole. */
  silencedAt: number | undefined;
}

export class Links {
  readonly all = new Map<number, Link>();

  add(event: TraceEvent): void {
    if (event.kind === 'connection-opened') {
      const { connection: id, client } = event;
      const open = { client: true, broker: true };
      this.all.set(id, { id, client, open, silencedAt: undefined });
    } else if (event.kind === 'connection-closed') {
      const link = this.all.get(event.connection);
      if (link === undefined) return;
      if (event.end !== 'broker') link.open.client = false;
      if (event.end !== 'client') link.open.broker = false;
    } else if (event.kind === 'connection-silenced') {
      const link = this.all.get(event.connection);
      if (link !== undefined) link.silencedAt = event.at;
    }
  }

  /** The connection on which a client's end is open. */
  ofClient(client: ClientId): Link | undefined {
    for (const link of this.all.values()) {
      if (link.client === client && link.open.client) return link;
    }
    return undefined;
  }
}

/** The end of a connection that a node has. */
export function endAt(node: NodeId): End {
  return node === 'broker' ? 'broker' : 'client';
}

/** Names one way of one connection. */
export function wayOf({ connection, from }: PacketRecord): string {
  return `${connection} ${from === 'broker' ? 'down' : 'up'}`;
}
