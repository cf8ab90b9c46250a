// Which PUBLISH has brought what an application is handed: the one that has just come, the one whose
// PUBREL has just come, or the one that has waited longest in the inbox. For checkers to look up.

import type {
  ClientId,
  NodeId,
  PacketRecord,
  StoreEntry,
  TraceEvent,
  TraceEventOf,
} from '../../trace/event.ts';

type Callback = TraceEventOf<'message-delivered' | 'message-received'>;

/** What is said of an entry of a store. */
interface Told {
  readonly at: number;
  readonly node: NodeId;
  readonly entry: StoreEntry;
}

interface Bringer {
  readonly client: ClientId;
  readonly at: number;
  readonly publish: PacketRecord | undefined;
}

export class HandOvers {
  private now: Bringer | undefined;
  /** By client and Packet Identifier: QoS 2 messages that wait for their PUBREL, or have had it. */
  private readonly held = new Map<string, PacketRecord | undefined>();
  private readonly inboxes = new Map<ClientId, (PacketRecord | undefined)[]>();

  /** @returns undefined when the trace shows none */
  bringerOf({ at, messageUid, subscriber }: Callback): PacketRecord | undefined {
    const { now } = this;
    if (now === undefined || now.client !== subscriber || now.at !== at) return undefined;
    return now.publish?.messageUid === messageUid ? now.publish : undefined;
  }

  add(event: TraceEvent): void {
    if (event.kind === 'packet-arrived') {
      const { to, type } = event.packet;
      const publish = type === 'PUBLISH' ? event.packet : undefined;
      this.now = { client: to, at: event.at, publish };
    } else if (event.kind === 'session-stored') this.store(event);
    else if (event.kind === 'session-updated') this.takeOut(event);
    else if (event.kind === 'session-released') this.release(event);
    else if (event.kind === 'message-delivered' || event.kind === 'message-received') {
      this.now = undefined;
    }
  }

  private store({ node, entry }: Told): void {
    const { store, packetId, holds } = entry;
    // With its identifier alone it is in its application's hands, and has not waited.
    if (store === 'inbox' && holds === 'message') this.inboxOf(node).push(this.now?.publish);
    else if (store === 'incoming') this.held.set(`${node} ${packetId}`, this.now?.publish);
  }

  private takeOut({ at, node, entry }: Told): void {
    if (entry.store !== 'inbox') return;
    this.now = { client: node, at, publish: this.inboxOf(node).shift() };
  }

  private release(event: TraceEventOf<'session-released'>): void {
    const { at, node, entry, reason } = event;
    const { store, packetId, holds } = entry;
    if (store === 'inbox' && holds === 'message') {
      if (reason === undefined) this.takeOut(event);
      else this.inboxOf(node).shift();
    } else if (store === 'incoming') {
      const publish = this.held.get(`${node} ${packetId}`);
      this.held.delete(`${node} ${packetId}`);
      if (reason === undefined && holds === 'message') this.now = { client: node, at, publish };
    }
  }

  private inboxOf(client: ClientId): (PacketRecord | undefined)[] {
    const inbox = this.inboxes.get(client) ?? [];
    this.inboxes.set(client, inbox);
    return inbox;
  }
}
