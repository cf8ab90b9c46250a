// Carries out what the machines ask for: packets to the wire, timers to the queue, stores and
// deliveries to the ledger; and tells of it. What it cannot do by itself it leaves to its nodes.

import { assertNever } from '../base/assertNever.ts';
import { mixText } from '../base/random.ts';
import type { SimTime } from '../base/time.ts';
import type { Effect, StoreEntry } from '../mqtt/effect.ts';
import { eventOfEffect } from '../trace/effectEvent.ts';
import type { NodeId } from '../trace/event.ts';
import type { Connection } from './connection.ts';
import type { Ledger } from './ledger.ts';
import type { Timers } from './timers.ts';
import type { Wire } from './wire.ts';
import type { Listener } from './work.ts';

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** What concerns more than the machine that asks for it. */
export interface Neighbours {
  closeConnection(connection: Connection, by: NodeId, reason: string, now: SimTime): void;
  /** A client is connected, and its subscriptions are confirmed. */
  noteReady(client: NodeId, now: SimTime): void;
}

export class Host {
  private readonly wire: Wire;
  private readonly timers: Timers;
  private readonly ledger: Ledger;
  private readonly listener: Listener;
  private readonly neighbours: Neighbours;
  private readonly seed: number;

  constructor(
    seed: number,
    wire: Wire,
    timers: Timers,
    ledger: Ledger,
    listener: Listener,
    neighbours: Neighbours,
  ) {
    this.seed = seed;
    this.wire = wire;
    this.timers = timers;
    this.ledger = ledger;
    this.listener = listener;
    this.neighbours = neighbours;
  }

  /** @param node whose machine asks */
  carryOut(node: NodeId, effects: readonly Effect[], now: SimTime): void {
    for (const effect of effects) this.carryOutOne(node, effect, now);
  }

  /** What the broker's crash does to its store: what is back, it had finished with. */
  carryOutCrash(effects: readonly Effect[], now: SimTime): void {
    for (const effect of effects) {
      if (effect.kind === 'store-entry') this.ledger.noteStateLost('broker', effect.entry);
      this.carryOutOne('broker', effect, now);
    }
  }

  private carryOutOne(node: NodeId, effect: Effect, now: SimTime): void {
    switch (effect.kind) {
      case 'send-packet': {
        const connection = this.wire.connection(effect.connection);
        this.wire.send(connection, node !== 'broker', effect.packet, effect.because, now);
        break;
      }
      case 'set-timer': {
        const { key, at, messageUid } = effect;
        const connection = this.wire.connection(key.connection);
        this.timers.set(node, connection, key, at, messageUid, now);
        break;
      }
      case 'cancel-timer':
        this.timers.cancel(node, effect.key);
        break;
      case 'store-entry':
        this.ledger.countStoredEntry(node, effect.entry);
        this.tellStore('session-stored', node, effect.entry, now);
        break;
      case 'update-entry':
        this.ledger.countReduced(node, effect.entry);
        this.tellStore('session-updated', node, effect.entry, now);
        break;
      case 'release-entry':
        this.ledger.countReleasedEntry(node, effect.entry, effect.reason);
        this.tellReleased(node, effect, now);
        break;
      case 'deliver-message':
        this.deliver(node, effect, now);
        break;
      case 'complete-handshake':
        this.acknowledge(node, effect, now);
        break;
      case 'discard-message': {
        this.noteDiscard(node, effect);
        this.listener.tellMore?.(eventOfEffect(node, effect, now));
        break;
      }
      case 'close-connection': {
        const connection = this.wire.connection(effect.connection);
        this.neighbours.closeConnection(connection, node, effect.reason, now);
        break;
      }
      case 'originate-message':
        this.originate(effect, now);
        break;
      case 'retain-message':
      case 'clear-retained':
      case 'start-session':
      case 'end-session':
      case 'add-subscription':
      case 'remove-subscription':
        this.listener.tellMore?.(eventOfEffect(node, effect, now));
        break;
      case 'report-ready':
        this.neighbours.noteReady(node, now);
        break;
      default:
        assertNever(effect);
    }
  }

  /** What the broker had for a subscriber, or a subscriber had, was a copy for that one alone. */
  private noteDiscard(
    node: NodeId,
    { messageUid, peer, reason, received }: EffectOf<'discard-message'>,
  ): void {
    const atBroker = node === 'broker';
    const isUpstream = atBroker === (received === true);
    const subscriber = atBroker ? peer : node;
    this.ledger.noteLoss(messageUid, isUpstream ? undefined : subscriber, reason);
  }

  /** What the broker is the origin of has no pairs. */
  private originate(
    { message, origin, clientId: client }: EffectOf<'originate-message'>,
    at: SimTime,
  ): void {
    const { uid: messageUid, topic, qos, payload } = message;
    this.ledger.openApart(messageUid, mixText(this.seed, messageUid), at);
    const text = payload as string;
    this.listener.tellMore?.({
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
  private tellStore(
    kind: 'session-stored' | 'session-updated',
    node: NodeId,
    entry: StoreEntry,
    at: SimTime,
  ): void {
    if (this.listener.tellMore !== undefined || node === 'broker')
      this.listener.tell({ kind, at, node, entry });
  }

  private tellReleased(
    node: NodeId,
    { entry, reason }: EffectOf<'release-entry'>,
    at: SimTime,
  ): void {
    if (this.listener.tellMore === undefined && node !== 'broker') return;
    const kind = 'session-released';
    if (reason === undefined) this.listener.tell({ kind, at, node, entry });
    else this.listener.tell({ kind, at, node, entry, reason });
  }

  private deliver(subscriber: NodeId, effect: EffectOf<'deliver-message'>, now: SimTime): void {
    const { message, copy, attempt, qos } = effect;
    const record = this.ledger.find(message.uid);
    const { level } = record;
    const callback = this.ledger.countCallback(record, subscriber, { copy, attempt });
    if (level === undefined || callback === undefined) {
      const messageUid = message.uid;
      this.listener.tellMore?.({ kind: 'message-received', at: now, messageUid, subscriber, qos });
      return;
    }
    this.listener.tell({
      kind: 'message-delivered',
      at: now,
      messageUid: message.uid,
      subscriber,
      level,
      qos,
      publishedAt: record.publishedAt,
      copy,
      callbacks: callback.callbacks,
      duplicate: callback.callbacks > 1,
      cause: callback.cause,
    });
  }

  private acknowledge(node: NodeId, effect: EffectOf<'complete-handshake'>, now: SimTime): void {
    const { messageUid, peer, copy } = effect;
    const record = this.ledger.find(messageUid);
    if (record.level === undefined) return;
    const atBroker = node === 'broker';
    this.listener.tell({
      kind: 'message-acknowledged',
      at: now,
      messageUid,
      hop: atBroker ? 2 : 1,
      client: atBroker ? peer : node,
      level: record.level,
      publishedAt: record.publishedAt,
      copy,
      first: !atBroker || this.ledger.countAcknowledged(record, peer),
    });
  }
}
