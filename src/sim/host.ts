// Carries out what the machines ask for: packets to the wire, timers to the queue, stores and
// deliveries to the ledger; and tells of it. What it cannot do by itself it leaves to its nodes.

import { assertNever } from '../base/assertNever.ts';
import { mixText } from '../base/random.ts';
import type { SimTime } from '../base/time.ts';
import type { Effect, StoreEntry } from '../mqtt/effect.ts';
import { eventOfEffect } from '../trace/effectEvent.ts';
import type { NodeId } from '../trace/event.ts';
import type { Ledger } from './ledger.ts';
import type { Timers } from './timers.ts';
import type { Wire } from './wire.ts';
import type { Connection, Listener } from './work.ts';

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** What concerns more than the machine that asks for it. */
export interface Neighbours {
  closeConnection(connection: Connection, by: NodeId, reason: string, now: SimTime): void;
  /** A client is connected, and its subscriptions are confirmed. */
  noteReady(client: NodeId, now: SimTime): void;
}

export class Host {
  readonly #wire: Wire;
  readonly #timers: Timers;
  readonly #ledger: Ledger;
  readonly #tell: Listener['tell'];
  readonly #tellMore: Listener['tellMore'];
  readonly #neighbours: Neighbours;
  readonly #seed: number;

  constructor(
    seed: number,
    wire: Wire,
    timers: Timers,
    ledger: Ledger,
    listener: Listener,
    neighbours: Neighbours,
  ) {
    this.#seed = seed;
    this.#wire = wire;
    this.#timers = timers;
    this.#ledger = ledger;
    this.#tell = listener.tell;
    this.#tellMore = listener.tellMore;
    this.#neighbours = neighbours;
  }

  /** @param node whose machine asks */
  carryOut(node: NodeId, effects: readonly Effect[], now: SimTime): void {
    for (const effect of effects) this.#carryOutOne(node, effect, now);
  }

  #carryOutOne(node: NodeId, effect: Effect, now: SimTime): void {
    switch (effect.kind) {
      case 'send-packet': {
        const connection = this.#wire.connection(effect.connection);
        this.#wire.send(connection, node !== 'broker', effect.packet, effect.because, now);
        break;
      }
      case 'set-timer': {
        const { key, at, messageUid } = effect;
        const connection = this.#wire.connection(key.connection);
        this.#timers.set(node, connection, key, at, messageUid, now);
        break;
      }
      case 'cancel-timer':
        this.#timers.cancel(node, effect.key);
        break;
      case 'store-entry':
        this.#ledger.countEntry(node, effect.entry, 1);
        this.#tellStore('session-stored', node, effect.entry, now);
        break;
      case 'update-entry':
        this.#ledger.countReduced(node, effect.entry);
        this.#tellStore('session-updated', node, effect.entry, now);
        break;
      case 'release-entry':
        this.#ledger.countEntry(node, effect.entry, -1);
        this.#tellStore('session-released', node, effect.entry, now);
        break;
      case 'deliver-message':
        this.#deliver(node, effect, now);
        break;
      case 'complete-handshake':
        this.#acknowledge(node, effect, now);
        break;
      case 'discard-message': {
        const client = node === 'broker' ? effect.peer : undefined;
        this.#ledger.noteLoss(this.#ledger.find(effect.messageUid), client, effect.reason);
        this.#tellMore?.(eventOfEffect(node, effect, now));
        break;
      }
      case 'close-connection': {
        const connection = this.#wire.connection(effect.connection);
        this.#neighbours.closeConnection(connection, node, effect.reason, now);
        break;
      }
      case 'originate-message':
        this.#originate(effect, now);
        break;
      case 'retain-message':
      case 'clear-retained':
      case 'start-session':
      case 'end-session':
      case 'add-subscription':
      case 'remove-subscription':
        this.#tellMore?.(eventOfEffect(node, effect, now));
        break;
      case 'report-ready':
        this.#neighbours.noteReady(node, now);
        break;
      default:
        assertNever(effect);
    }
  }

  /** What the broker is the origin of has no pairs. */
  #originate(
    { message, origin, clientId: client }: EffectOf<'originate-message'>,
    at: SimTime,
  ): void {
    const { uid: messageUid, topic, qos, payload } = message;
    this.#ledger.openApart(messageUid, mixText(this.#seed, messageUid), at);
    const text = payload as string;
    this.#tellMore?.({
      kind: 'message-originated',
      at,
      messageUid,
      origin,
      client,
      topic,
      qos,
      payload: text,
    });
  }

  /** The counters count the broker's stores alone. */
  #tellStore(
    kind: 'session-stored' | 'session-updated' | 'session-released',
    node: NodeId,
    entry: StoreEntry,
    at: SimTime,
  ): void {
    if (this.#tellMore !== undefined || node === 'broker') this.#tell({ kind, at, node, entry });
  }

  #deliver(subscriber: NodeId, effect: EffectOf<'deliver-message'>, now: SimTime): void {
    const { message, copy, qos } = effect;
    const record = this.#ledger.find(message.uid);
    if (record.level === undefined) {
      const messageUid = message.uid;
      this.#tellMore?.({ kind: 'message-received', at: now, messageUid, subscriber, qos });
      return;
    }
    const callback = this.#ledger.countCallback(record, subscriber, copy, qos);
    if (callback === undefined) return;
    this.#tell({
      kind: 'message-delivered',
      at: now,
      messageUid: message.uid,
      subscriber,
      level: record.level,
      qos,
      publishedAt: record.publishedAt,
      copy,
      callbacks: callback.callbacks,
      duplicate: callback.callbacks > 1,
      cause: callback.cause,
    });
  }

  #acknowledge(node: NodeId, effect: EffectOf<'complete-handshake'>, now: SimTime): void {
    const { messageUid, peer, copy } = effect;
    const record = this.#ledger.find(messageUid);
    if (record.level === undefined) return;
    const atBroker = node === 'broker';
    this.#tell({
      kind: 'message-acknowledged',
      at: now,
      messageUid,
      hop: atBroker ? 2 : 1,
      client: atBroker ? peer : node,
      level: record.level,
      publishedAt: record.publishedAt,
      copy,
      first: !atBroker || this.#ledger.countAcknowledged(record, peer),
    });
  }
}
