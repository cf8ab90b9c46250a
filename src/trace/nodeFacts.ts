// What is known of the broker and of each client at an instant besides its condition and its stores:
// connection, session, subscriptions, what the broker keeps, and what has lately happened to one of
// them. Folded from the trace.

import type { SimTime } from '../base/time.ts';
import type { ClientId, NodeId, PacketRecord, Qos, TraceEvent, TraceEventOf } from './event.ts';
import type { TraceIndex } from './traceIndex.ts';

type ConnectPacket = Extract<PacketRecord['contents'], { readonly type: 'CONNECT' }>;
type SessionEnd = TraceEventOf<'session-ended'>['reason'];

export interface ClientFacts {
  /** As the client sees it. */
  readonly connection: { readonly openedAt: SimTime; readonly acceptedAt?: SimTime } | undefined;
  /** How its last connection ended. */
  readonly closed:
    | { readonly at: SimTime; readonly by: string; readonly reason: string }
    | undefined;
  /** The CONNECT that it sent last. */
  readonly connect: ConnectPacket | undefined;
  /** The session that the broker has for it. */
  readonly session: { readonly since: SimTime; readonly resumedAt?: SimTime } | undefined;
  readonly sessionEnded: { readonly at: SimTime; readonly reason: SessionEnd } | undefined;
  /** By filter, the granted QoS. */
  readonly subscriptions: ReadonlyMap<string, Qos>;
}

export interface BrokerFacts {
  /** Messages and their bytes: not the identifiers that outlive them. */
  readonly stored: number;
  readonly storedBytes: number;
  readonly storedPeak: number;
  readonly saved: { readonly at: SimTime; readonly entries: number } | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenClient = Mutable<Omit<ClientFacts, 'subscriptions'>> & {
  readonly subscriptions: Map<string, Qos>;
};

const RECENT_MAX = 8;

/** Events in, facts out. */
export class NodeFold {
  readonly clients = new Map<ClientId, OpenClient>();
  readonly broker: Mutable<BrokerFacts>;
  /** The last few events of the one node, the latest last. */
  readonly recent: TraceEvent[] = [];
  private readonly node: NodeId;

  /** @param node whose recent events are wanted */
  constructor(node: NodeId, storedPeak = 0) {
    this.node = node;
    this.broker = { stored: 0, storedBytes: 0, storedPeak, saved: undefined };
  }

  /** With what the index starts from. */
  static startOf(node: NodeId, { before, start }: TraceIndex): NodeFold {
    return new NodeFold(node, before?.metrics.report(start.at).broker.storedPeak);
  }

  add(event: TraceEvent): void {
    if (isAbout(event, this.node)) {
      this.recent.push(event);
      if (this.recent.length > RECENT_MAX) this.recent.shift();
    }
    if ('packet' in event) this.noteConnect(event);
    else if ('entry' in event) this.noteStored(event);
    else if ('client' in event) this.noteClient(event);
    else if (event.kind === 'broker-saved') {
      this.broker.saved = { at: event.at, entries: event.entries };
    } else if (event.kind === 'node-crashed' && event.node !== 'broker') {
      this.client(event.node).connection = undefined;
    }
  }

  private noteConnect(event: Extract<TraceEvent, { readonly packet: PacketRecord }>): void {
    const { kind, at, packet } = event;
    const { contents, from, to } = packet;
    if (contents === undefined) return;
    if (kind === 'packet-sent' && contents.type === 'CONNECT') this.client(from).connect = contents;
    if (kind !== 'packet-arrived' || contents.type !== 'CONNACK' || contents.reasonCode > 0) return;
    const client = this.client(to);
    const { connection } = client;
    if (connection !== undefined) client.connection = { ...connection, acceptedAt: at };
  }

  private noteClient(event: Extract<TraceEvent, { readonly client: ClientId }>): void {
    const { at } = event;
    const client = this.client(event.client);
    switch (event.kind) {
      case 'connection-opened':
        client.connection = { openedAt: at };
        break;
      case 'connection-closed':
        // What the broker alone has closed, the client goes on with.
        if (event.end === 'broker') break;
        client.connection = undefined;
        client.closed = { at, by: event.by, reason: event.reason };
        break;
      case 'session-started':
        client.session = { since: at };
        client.subscriptions.clear();
        break;
      case 'session-resumed':
        client.session = { since: client.session?.since ?? at, resumedAt: at };
        break;
      case 'session-ended':
        client.session = undefined;
        client.sessionEnded = { at, reason: event.reason };
        client.subscriptions.clear();
        break;
      case 'session-subscribed':
        client.subscriptions.set(event.filter, event.qos);
        break;
      case 'session-unsubscribed':
        client.subscriptions.delete(event.filter);
        break;
      // The rest changes none of it.
      default:
    }
  }

  private noteStored({
    kind,
    node,
    entry,
  }: TraceEventOf<'session-stored' | 'session-updated' | 'session-released'>): void {
    if (node !== 'broker') return;
    // An update leaves the identifier of a message alone.
    if (kind === 'session-updated') this.store(-1, entry.bytes);
    else if (entry.holds === 'message') this.store(kind === 'session-stored' ? 1 : -1, entry.bytes);
  }

  private store(change: 1 | -1, bytes: number): void {
    const { broker } = this;
    broker.stored += change;
    broker.storedBytes += change * bytes;
    broker.storedPeak = Math.max(broker.storedPeak, broker.stored);
  }

  private client(id: ClientId): OpenClient {
    const known = this.clients.get(id) ?? {
      connection: undefined,
      closed: undefined,
      connect: undefined,
      session: undefined,
      sessionEnded: undefined,
      subscriptions: new Map(),
    };
    this.clients.set(id, known);
    return known;
  }
}

/** Whether a node has done an event, or it has happened to it; timers, stores and segments apart. */
function isAbout(event: TraceEvent, node: NodeId): boolean {
  switch (event.kind) {
    case 'packet-sent':
      return event.packet.from === node;
    case 'packet-arrived':
      return event.packet.to === node;
    case 'packet-lost':
      return event.packet.from === node || event.packet.to === node;
    case 'message-published':
      return event.publisher === node;
    case 'message-delivered':
    case 'message-received':
    case 'message-lost':
      return event.subscriber === node;
    case 'message-discarded':
    case 'node-crashed':
    case 'node-restarted':
      return event.node === node;
    case 'broker-saved':
      return node === 'broker';
    case 'connection-opened':
    case 'connection-closed':
    case 'connection-refused':
    case 'connection-silenced':
    case 'client-offline':
    case 'client-online':
    case 'session-started':
    case 'session-resumed':
    case 'session-ended':
    case 'session-subscribed':
    case 'session-unsubscribed':
      return event.client === node;
    default:
      return false;
  }
}
