// Folds a trace into the life of one message: which event takes which side of which exchange into
// which state. What the states are, and their order, is messageLife.ts's.

import type { SimTime } from '../base/time.ts';
import { LIFE_COPY } from './copyNumber.ts';
import type {
  ClientId,
  ExchangeType,
  Hop,
  MessageUid,
  PacketRecord,
  Qos,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import type { Exchange, LifeState, LifeStep, MessageLife, Reception } from './messageLife.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Kept = TraceEventOf<'session-stored'> | TraceEventOf<'session-updated'>;
type Released = TraceEventOf<'session-released'>;
type OfPacket = Extract<TraceEvent, { readonly packet: PacketRecord }>;

interface OpenExchange {
  readonly hop: Hop;
  readonly client: ClientId;
  readonly copy: number;
  qos: Qos;
  packetId: number;
  readonly sender: LifeStep[];
  readonly receiver: LifeStep[];
  readonly packets: Partial<
    Record<ExchangeType, Mutable<{ sent: number; arrived: number; lost: number }>>
  >;
}

interface OpenReception {
  readonly deliveredAt: SimTime[];
  lost: Reception['lost'];
}

export class MessageLifeFold {
  private readonly uid: MessageUid;
  private readonly exchanges = new Map<string, OpenExchange>();
  private readonly receptions = new Map<ClientId, OpenReception>();

  constructor(uid: MessageUid) {
    this.uid = uid;
  }

  add(event: TraceEvent): void {
    if ('packet' in event) {
      if (event.packet.messageUid === this.uid) this.move(event);
    } else if ('entry' in event) {
      if (event.entry.messageUid !== this.uid) return;
      if (event.kind === 'session-released') this.release(event);
      else this.keep(event);
    } else if ('messageUid' in event && event.messageUid === this.uid) {
      this.note(event);
    }
  }

  life(): MessageLife {
    const exchanges = [...this.exchanges.values()].map((open): Exchange => {
      const { hop, client, copy, qos, packetId, sender, receiver, packets } = open;
      const counts = Object.entries(packets).map(([type, count]) => [type, { ...count }]);
      return {
        hop,
        client,
        copy,
        qos,
        packetId,
        sender: { node: hop === 1 ? client : 'broker', history: [...sender] },
        receiver: { node: hop === 1 ? 'broker' : client, history: [...receiver] },
        packets: Object.fromEntries(counts),
      };
    });
    const receptions = [...this.receptions].map(([subscriber, { deliveredAt, lost }]) => {
      return { subscriber, deliveredAt: [...deliveredAt], lost };
    });
    return { exchanges, receptions };
  }

  private note(event: TraceEvent): void {
    switch (event.kind) {
      case 'message-published': {
        const { publisher, qos, subscribers, at } = event;
        enter(this.exchange(1, publisher, 1, qos).sender, 'published', at);
        for (const subscriber of subscribers) this.reception(subscriber);
        break;
      }
      case 'message-delivered':
      case 'message-received':
        this.reception(event.subscriber).deliveredAt.push(event.at);
        break;
      case 'message-lost':
        this.reception(event.subscriber).lost = { at: event.at, cause: event.cause };
        break;
      case 'message-discarded': {
        // What was never stored: publish() that was refused. The rest is told by its entry's release.
        const own = this.exchanges.get(nameOf(1, event.node, 1));
        if (own?.sender.at(-1)?.state === 'published') {
          enter(own.sender, 'gone', event.at, event.reason);
        }
        break;
      }
      // The rest takes it nowhere.
      default:
    }
  }

  private move({ kind, at, packet }: OfPacket): void {
    const isLost = kind === 'packet-lost';
    const isSent = kind === 'packet-sent';
    // What is between, and TCP's segments, change no side's state.
    if (!isLost && !isSent && kind !== 'packet-arrived') return;
    const { hop, from, to, type, qos, copy, packetId } = packet;
    const exchange = this.exchange(hop, from === 'broker' ? to : from, hop === 1 ? 1 : copy, qos);
    if (packetId > 0) exchange.packetId = packetId;
    const count = countOf(exchange, type);
    if (isLost) {
      count.lost++;
    } else if (isSent) {
      count.sent++;
      // Nothing is kept of a QoS 0 message: sending it is the end.
      if (type === 'PUBLISH' && qos === 0) enter(exchange.sender, 'sent', at);
    } else {
      count.arrived++;
      // The receiver of a QoS 2 message is where its store says.
      if (type === 'PUBLISH' && qos < 2) enter(exchange.receiver, 'received', at);
    }
  }

  private keep({ at, node, entry }: Kept): void {
    const { store, awaits, packetId } = entry;
    const exchange = this.ofEntry(node, entry);
    if (packetId > 0) exchange.packetId = packetId;
    switch (store) {
      case 'queued':
        enter(exchange.sender, 'queued', at);
        break;
      case 'outgoing': {
        const state = `wants ${awaits}` as LifeState;
        enter(exchange.sender, state, this.wantedBefore(exchange, state) ?? at);
        break;
      }
      case 'incoming':
        if (exchange.receiver.at(-1)?.state !== 'holds identifier') {
          enter(exchange.receiver, 'holds identifier', at);
        }
        break;
      case 'inbox':
        if (entry.qos < 2) enter(exchange.receiver, 'inbox', at);
        break;
      // No other store.
      default:
    }
  }

  /** Since when it has wanted this, of what a crash has brought back from an older store. */
  private wantedBefore({ hop, client, copy }: OpenExchange, state: LifeState): SimTime | undefined {
    if (copy < LIFE_COPY) return undefined;
    const before = this.exchanges.get(nameOf(hop, client, copy - LIFE_COPY));
    return before?.sender.findLast((step) => step.state === state)?.at;
  }

  private release({ at, node, entry, reason }: Released): void {
    const { sender, receiver } = this.ofEntry(node, entry);
    switch (entry.store) {
      case 'queued':
        // What goes on its way is told by what follows.
        if (reason !== undefined) enter(sender, 'gone', at, reason);
        break;
      case 'outgoing':
        enter(sender, reason === undefined ? 'done' : 'gone', at, reason);
        break;
      case 'incoming':
        enter(receiver, reason === undefined ? 'released' : 'forgotten', at, reason);
        break;
      case 'inbox':
        if (entry.qos < 2) enter(receiver, reason ? 'forgotten' : 'received', at, reason);
        break;
      // No other store.
      default:
    }
  }

  /** On hop 1 the client sends and the broker receives, on hop 2 the other way round. */
  private ofEntry(node: string, { store, peer, copy, qos }: Kept['entry']): OpenExchange {
    const sends = store === 'queued' || store === 'outgoing';
    if (sends === (node === 'broker')) {
      return this.exchange(2, node === 'broker' ? peer : node, copy, qos);
    }
    return this.exchange(1, node === 'broker' ? peer : node, 1, qos);
  }

  private exchange(hop: Hop, client: ClientId, copy: number, qos: Qos): OpenExchange {
    const name = nameOf(hop, client, copy);
    const known = this.exchanges.get(name);
    if (known !== undefined) return known;
    const none = { packetId: 0, sender: [], receiver: [], packets: {} };
    const made: OpenExchange = { hop, client, copy, qos, ...none };
    this.exchanges.set(name, made);
    return made;
  }

  private reception(subscriber: ClientId): OpenReception {
    const known = this.receptions.get(subscriber) ?? { deliveredAt: [], lost: undefined };
    this.receptions.set(subscriber, known);
    return known;
  }
}

function nameOf(hop: Hop, client: ClientId, copy: number): string {
  return `${hop} ${client} ${copy}`;
}

function enter(side: LifeStep[], state: LifeState, at: SimTime, reason?: LifeStep['reason']): void {
  side.push(reason === undefined ? { at, state } : { at, state, reason });
}

function countOf({ packets }: OpenExchange, type: PacketRecord['type']) {
  const known = packets[type as ExchangeType] ?? { sent: 0, arrived: 0, lost: 0 };
  packets[type as ExchangeType] = known;
  return known;
}
