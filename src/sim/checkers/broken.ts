// What has broken the promise of exactly once for a message, as a trace tells it (PROTOCOL 8.2): state
// that was lost or went back on the publisher's hop or the subscriber's, and packets that overtook each
// other. For checkers to look things up in.

import type {
  MessageUid,
  NodeId,
  PacketRecord,
  StoreEntry,
  TraceEvent,
} from '../../trace/event.ts';

export class Broken {
  /** Messages, and messages for one client (`nameOf`), whose state was lost. */
  private readonly lost = new Set<string>();
  /** As `lost`: a PUBLISH has come behind a PUBREL that was sent later. */
  private readonly overtaken = new Set<string>();
  private readonly released = new Set<string>();
  private isBrokerDown = false;

  /** Between publisher and broker. */
  isStateLostAtPublisher(uid: MessageUid): boolean {
    return this.lost.has(uid);
  }

  /** Between broker and subscriber. */
  isStateLostAtSubscriber(uid: MessageUid, subscriber: string): boolean {
    return this.lost.has(nameOf(uid, subscriber));
  }

  isOvertaken(uid: MessageUid, subscriber: string): boolean {
    return this.overtaken.has(uid) || this.overtaken.has(nameOf(uid, subscriber));
  }

  add(event: TraceEvent): void {
    if (event.kind === 'node-crashed' || event.kind === 'node-restarted') {
      if (event.node === 'broker') this.isBrokerDown = event.kind === 'node-crashed';
    } else if (event.kind === 'session-stored' && this.isBrokerDown) {
      // A broker that is down stores nothing: its store has gone back to what it was before.
      if (event.node === 'broker') this.lose(event);
    } else if (event.kind === 'session-released' && event.reason !== undefined) {
      // The identifier by which a repeat would be known.
      if (event.entry.store === 'incoming') this.lose(event);
    } else if (event.kind === 'packet-arrived') this.arrive(event.packet);
  }

  private lose({ node, entry }: { readonly node: NodeId; readonly entry: StoreEntry }): void {
    const { store, peer, messageUid } = entry;
    if (node === 'broker' && store === 'incoming') this.lost.add(messageUid);
    else this.lost.add(nameOf(messageUid, node === 'broker' ? peer : node));
  }

  private arrive({ type, qos, from, to, messageUid = '', copy }: PacketRecord): void {
    const exchange = `${from}>${to} ${messageUid} ${copy}`;
    if (type === 'PUBREL') this.released.add(exchange);
    if (type !== 'PUBLISH' || qos !== 2 || !this.released.has(exchange)) return;
    this.overtaken.add(to === 'broker' ? messageUid : nameOf(messageUid, to));
  }
}

function nameOf(uid: MessageUid, subscriber: string): string {
  return `${uid} ${subscriber}`;
}
