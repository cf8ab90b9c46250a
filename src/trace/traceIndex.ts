// A trace, and what views ask of it: which packets are on the wire at an instant, what each node
// stores, what each message is called. Grows as the trace grows; a fork rebuilds it.

import type { SimTime } from '../base/time.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import type {
  ClientId,
  DuplicateCause,
  LossCause,
  MessageUid,
  NodeId,
  PacketLossCause,
  PacketRecord,
  PacketUid,
  Qos,
  StoreEntry,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import { formatLetter } from './letters.ts';
import { SpanList } from './spanList.ts';

/** A packet from sending to its end. */
export interface Flight {
  readonly packet: PacketRecord;
  readonly from: SimTime;
  /** When it arrives or is lost. A later kill brings this forward. */
  until: SimTime;
  /** When it arrives, or would have. */
  readonly dueAt: SimTime;
  fate: 'arrives' | 'lost';
  /** Known once it is lost. */
  lossCause: PacketLossCause | undefined;
}

/** An entry of a node's store from storing to release. */
export interface StoreSpan {
  readonly node: NodeId;
  readonly entry: StoreEntry;
  readonly from: SimTime;
  /** From here on it is the identifier alone; undefined while it holds the message. */
  identifierFrom: SimTime | undefined;
  /** What it waits for, as it changes. */
  awaits: StoreEntry['awaits'];
  until: SimTime | undefined;
  /** When its re-send timer fires, in order of setting. */
  readonly resends: { readonly setAt: SimTime; readonly firesAt: SimTime }[];
}

export interface MessageView {
  readonly uid: MessageUid;
  /** A, B, … Z, AA: in order of publishing. */
  readonly letter: string;
  readonly level: Qos;
  /** `broker` for wills and retained messages. */
  readonly publisher: NodeId;
  readonly topic: string;
  readonly payload: string;
  readonly publishedAt: SimTime;
  readonly subscribers: readonly ClientId[];
}

export interface DeliveryView {
  readonly at: SimTime;
  readonly subscriber: ClientId;
  readonly messageUid: MessageUid;
  readonly level: Qos;
  /** Which forwarded copy it was. */
  readonly copy: number;
  /** 1 for the first callback of its pair. */
  readonly callbacks: number;
  readonly cause: DuplicateCause | undefined;
}

export interface MessageLossView {
  readonly at: SimTime;
  readonly subscriber: ClientId;
  readonly messageUid: MessageUid;
  readonly cause: LossCause;
}

export class TraceIndex {
  events: TraceEvent[] = [];
  flights = new SpanList<Flight>();
  stores = new SpanList<StoreSpan>();
  messages: MessageView[] = [];
  deliveries: DeliveryView[] = [];
  losses: MessageLossView[] = [];
  /** Who subscribes, and who does not, in order of connecting. */
  subscribers = new Set<ClientId>();
  publishers = new Set<ClientId>();
  #flightByUid = new Map<PacketUid, Flight>();
  #messageByUid = new Map<MessageUid, MessageView>();
  #openSpans = new Map<string, StoreSpan>();
  #networks: TraceEventOf<'network-changed'>[] = [];

  /** Adds events that follow those that are there. */
  append(events: readonly TraceEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.#fold(event);
    }
  }

  /** Keeps the first `count` events. */
  truncate(count: number): void {
    if (count >= this.events.length) return;
    const kept = this.events.slice(0, count);
    this.events = [];
    this.flights = new SpanList();
    this.stores = new SpanList();
    this.messages = [];
    this.deliveries = [];
    this.losses = [];
    this.subscribers = new Set();
    this.publishers = new Set();
    this.#flightByUid = new Map();
    this.#messageByUid = new Map();
    this.#openSpans = new Map();
    this.#networks = [];
    this.append(kept);
  }

  flight(uid: PacketUid): Flight | undefined {
    return this.#flightByUid.get(uid);
  }

  message(uid: MessageUid): MessageView | undefined {
    return this.#messageByUid.get(uid);
  }

  /** `A`, or nothing for packets of no message. */
  letterOf(packet: PacketRecord): string {
    const { messageUid } = packet;
    return messageUid === undefined ? '' : (this.message(messageUid)?.letter ?? '');
  }

  /** How a sentence calls a node: by its part when no other has it, else by its id. */
  nameOf(node: NodeId): string {
    if (node === 'broker') return 'the broker';
    if (this.publishers.size === 1 && this.publishers.has(node)) return 'the publisher';
    if (this.subscribers.size === 1 && this.subscribers.has(node)) return 'the subscriber';
    return node;
  }

  /** Packets on the wire at `t`, in order of sending. */
  flightsAt(t: SimTime): Flight[] {
    return this.flights.overlapping(t, t).filter(({ from, until }) => from <= t && t < until);
  }

  /** Entries in a store at `t`, in order of storing. */
  storesAt(t: SimTime): StoreSpan[] {
    return this.stores
      .overlapping(t, t)
      .filter(({ from, until }) => from <= t && (until === undefined || t < until));
  }

  /** The network's settings at `t`, or those of the scenario when none were set by then. */
  networkAt(t: SimTime, initial: NetworkSettings): NetworkSettings {
    let network = initial;
    for (const change of this.#networks) {
      if (change.at > t) break;
      network = change.network;
    }
    return network;
  }

  /** How many events happen at `t` or before. */
  countUntil(t: SimTime): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle] as TraceEvent).at <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Events after `from` and up to `to`, included. */
  eventsBetween(from: SimTime, to: SimTime): TraceEvent[] {
    return this.events.slice(this.countUntil(from), this.countUntil(to));
  }

  #fold(event: TraceEvent): void {
    switch (event.kind) {
      case 'message-published':
        this.#addMessage(event);
        break;
      case 'message-originated': {
        const { client: _, origin: __, ...facts } = event;
        this.#addMessage({ ...facts, publisher: 'broker', subscribers: [] });
        break;
      }
      case 'packet-sent':
        this.#addFlight(event);
        break;
      case 'packet-lost': {
        const flight = this.#flightByUid.get(event.packet.uid);
        if (flight === undefined) break;
        flight.fate = 'lost';
        flight.until = event.at;
        flight.lossCause = event.cause;
        break;
      }
      case 'session-stored':
        this.#openSpan(event);
        break;
      case 'session-updated': {
        const span = this.#openSpans.get(spanName(event.node, event.entry));
        if (span === undefined) break;
        span.identifierFrom = event.at;
        span.awaits = event.entry.awaits;
        break;
      }
      case 'session-released': {
        const name = spanName(event.node, event.entry);
        const span = this.#openSpans.get(name);
        if (span === undefined) break;
        span.until = event.at;
        this.stores.noteEnd(event.at - span.from);
        this.#openSpans.delete(name);
        break;
      }
      case 'timer-set':
        this.#addResend(event);
        break;
      case 'message-delivered': {
        const { at, subscriber, messageUid, level, copy, callbacks, cause } = event;
        this.deliveries.push({ at, subscriber, messageUid, level, copy, callbacks, cause });
        break;
      }
      case 'message-lost': {
        const { at, subscriber, messageUid, cause } = event;
        this.losses.push({ at, subscriber, messageUid, cause });
        break;
      }
      case 'connection-opened':
        if (!this.subscribers.has(event.client)) this.publishers.add(event.client);
        break;
      case 'session-subscribed':
        this.publishers.delete(event.client);
        this.subscribers.add(event.client);
        break;
      case 'network-changed':
        this.#networks.push(event);
        break;
      // The rest has no projection.
      default:
    }
  }

  #addMessage(event: Omit<TraceEventOf<'message-published'>, 'kind'>): void {
    const view: MessageView = {
      uid: event.messageUid,
      letter: formatLetter(this.messages.length),
      level: event.qos,
      publisher: event.publisher,
      topic: event.topic,
      payload: event.payload,
      publishedAt: event.at,
      subscribers: event.subscribers,
    };
    this.messages.push(view);
    this.#messageByUid.set(view.uid, view);
  }

  #addFlight(event: TraceEventOf<'packet-sent'>): void {
    const { packet, at, dueAt, lostAt } = event;
    const flight: Flight = {
      packet,
      from: at,
      until: lostAt ?? dueAt,
      dueAt,
      fate: lostAt === undefined ? 'arrives' : 'lost',
      lossCause: undefined,
    };
    this.flights.push(flight);
    this.flights.noteEnd(flight.until - at);
    this.#flightByUid.set(packet.uid, flight);
  }

  #openSpan({ at, node, entry }: TraceEvent & { node: NodeId; entry: StoreEntry }): void {
    const span: StoreSpan = {
      node,
      entry,
      from: at,
      identifierFrom: entry.holds === 'identifier' ? at : undefined,
      awaits: entry.awaits,
      until: undefined,
      resends: [],
    };
    this.stores.push(span);
    this.#openSpans.set(spanName(node, entry), span);
  }

  #addResend(event: TraceEvent & { kind: 'timer-set' | 'timer-fired' }): void {
    if (event.timer !== 're-send') return;
    const { node, client, packetId, at: setAt, firesAt } = event;
    const peer = node === 'broker' ? client : 'broker';
    const span = this.#openSpans.get(`${node} ${peer} outgoing ${packetId}`);
    span?.resends.push({ setAt, firesAt });
  }
}

/** Names an entry while it is stored: queued ones have no Packet Identifier yet. */
function spanName(node: NodeId, { store, peer, packetId, messageUid, copy }: StoreEntry): string {
  const entry = store === 'queued' ? `${messageUid} ${copy}` : packetId;
  return `${node} ${peer} ${store} ${entry}`;
}
