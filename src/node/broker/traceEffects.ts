// What the broker asks its host to do, as events: they have happened once it is asked.

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
import type { BrokerState } from '../../mqtt/broker/state.ts';
import type { ConnectionId, Effect, TimerKey } from '../../mqtt/effect.ts';
import {
  type ClientId,
  isExchangePacket,
  type Message,
  type MessageUid,
  type Packet,
} from '../../mqtt/packets/packet.ts';
import type { RuleId } from '../../mqtt/rules.ts';
import { eventOfEffect } from '../../trace/effectEvent.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { TraceLedger } from './traceLedger.ts';
import { TraceLinks } from './traceLinks.ts';
import { TraceNames } from './traceNames.ts';
import { payloadText, recordOf } from './tracePackets.ts';

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

interface TimerNote {
  readonly firesAt: SimTime;
  readonly messageUid: MessageUid | undefined;
}

export class TraceTeller {
  readonly ledger = new TraceLedger();
  readonly names = new TraceNames();
  readonly links: TraceLinks;
  readonly #state: BrokerState;
  readonly #tell: (event: TraceEvent) => void;
  /** The running timers. */
  readonly #timers = new Map<string, TimerNote>();

  constructor(state: BrokerState, tell: (event: TraceEvent) => void) {
    this.#state = state;
    this.links = new TraceLinks(state);
    this.#tell = tell;
  }

  tellEffects(effects: readonly Effect[], at: SimTime): void {
    for (const effect of effects) this.#tellEffect(effect, at);
    this.ledger.settle();
  }

  #tellEffect(effect: Effect, at: SimTime): void {
    switch (effect.kind) {
      case 'send-packet':
        this.tellPacket(effect.connection, false, effect.packet, effect.because, at);
        break;
      case 'close-connection':
        this.tellClosed(effect.connection, 'broker', effect.reason, at);
        break;
      case 'set-timer':
        this.#tellTimerSet(effect, at);
        break;
      case 'cancel-timer':
        this.#timers.delete(nameOf(effect.key));
        break;
      case 'store-entry':
        this.ledger.countStored(effect.entry.messageUid, 1);
        this.#tell({ kind: 'session-stored', at, node: 'broker', entry: effect.entry });
        break;
      case 'update-entry':
        this.#tell({ kind: 'session-updated', at, node: 'broker', entry: effect.entry });
        break;
      case 'release-entry':
        this.ledger.countStored(effect.entry.messageUid, -1);
        this.#tell({ ...effect, kind: 'session-released', at, node: 'broker' });
        break;
      case 'complete-handshake':
        this.#tellAcknowledged(effect, at);
        break;
      case 'originate-message':
        this.#tellOriginated(effect, at);
        break;
      case 'discard-message':
      case 'retain-message':
      case 'clear-retained':
      case 'start-session':
      case 'end-session':
      case 'add-subscription':
      case 'remove-subscription':
        this.#tell(eventOfEffect('broker', effect, at));
        break;
      // A client's.
      case 'deliver-message':
      case 'report-ready':
        break;
      default:
        assertNever(effect);
    }
  }

  /** @param up towards the broker */
  tellPacket(
    connection: ConnectionId,
    up: boolean,
    packet: Packet,
    because: RuleId,
    at: SimTime,
  ): void {
    const client = this.links.clientOf(connection);
    const { version } = this.links.find(connection) ?? { version: 4 };
    const isExchange = isExchangePacket(packet);
    const message = isExchange ? this.ledger.find(packet.messageUid) : undefined;
    const hop = packet.type === 'SUBSCRIBE' ? 2 : this.links.hopOf(client);
    const record = recordOf(
      this.names,
      { connection, client, version, up, hop },
      packet,
      message,
      because,
    );
    this.#tell({ kind: 'packet-sent', at, packet: record, arrivesAt: at, dueAt: at });
    this.#tell({ kind: 'packet-arrived', at, packet: record });
    const isLast = packet.type === 'PUBACK' || packet.type === 'PUBCOMP';
    if (up || !isLast || message?.level === undefined || packet.reasonCode >= 0x80) return;
    const { uid: messageUid, level, publishedAt } = message;
    const told = { messageUid, hop: 1, client, level, publishedAt, copy: 1, first: true } as const;
    this.#tell({ kind: 'message-acknowledged', at, ...told });
  }

  #tellAcknowledged(effect: EffectOf<'complete-handshake'>, at: SimTime): void {
    const { messageUid, peer: client, copy } = effect;
    const message = this.ledger.find(messageUid);
    if (message?.level === undefined) return;
    const { level, publishedAt, acknowledgedBy } = message;
    const first = !acknowledgedBy.has(client);
    acknowledgedBy.add(client);
    const told = { messageUid, hop: 2, client, level, publishedAt, copy, first } as const;
    this.#tell({ kind: 'message-acknowledged', at, ...told });
  }

  tellPublished(message: Message, publisher: ClientId, at: SimTime): void {
    const { uid: messageUid, topic, qos, retain } = message;
    this.ledger.open(messageUid, qos, at);
    const payload = payloadText(message.payload);
    const told = { messageUid, publisher, topic, qos, payload, ...(retain ? { retain } : {}) };
    const subscribers = this.#audienceOf(topic, publisher);
    this.#tell({ kind: 'message-published', at, ...told, subscribers });
  }

  /** What the broker is the origin of has no pairs. */
  #tellOriginated(effect: EffectOf<'originate-message'>, at: SimTime): void {
    const { message, origin, clientId: client } = effect;
    const { uid: messageUid, topic, qos } = message;
    this.ledger.open(messageUid, undefined, at);
    const payload = payloadText(message.payload);
    const told = { messageUid, origin, client, topic, qos, payload };
    this.#tell({ kind: 'message-originated', at, ...told });
  }

  /** Who has subscribed to a topic by now. A shared subscription is nobody's in particular. */
  #audienceOf(topic: string, publisher: ClientId): readonly ClientId[] {
    const clients = new Set<ClientId>();
    for (const found of this.#state.tree.match(topic)) {
      if (!('session' in found)) continue;
      const { clientId } = found.session;
      if (!(found.granted.noLocal && clientId === publisher)) clients.add(clientId);
    }
    return [...clients];
  }

  tellOpened(connection: ConnectionId, client: ClientId, at: SimTime): void {
    this.#tell({ kind: 'connection-opened', at, client, connection });
  }

  /** Once, and for one that has never said who it is too. */
  tellClosed(connection: ConnectionId, by: 'broker' | 'client', reason: string, at: SimTime): void {
    const link = this.links.find(connection);
    if (link === undefined) return;
    const client = this.links.clientOf(connection);
    if (link.client === undefined) this.tellOpened(connection, client, at);
    this.links.close(connection);
    this.#tell({
      kind: 'connection-closed',
      at,
      client,
      connection,
      end: 'broker',
      by: by === 'client' ? client : by,
      reason,
    });
    this.forgetIfGone(client);
  }

  #tellTimerSet({ key, at: firesAt, messageUid }: EffectOf<'set-timer'>, at: SimTime): void {
    this.#timers.set(nameOf(key), { firesAt, messageUid });
    this.#tell({ kind: 'timer-set', at, ...this.#describe(key), messageUid, firesAt });
  }

  tellTimerFired(key: TimerKey, at: SimTime): void {
    const { firesAt, messageUid } = this.#timers.get(nameOf(key)) ?? {
      firesAt: at,
      messageUid: undefined,
    };
    this.#timers.delete(nameOf(key));
    this.#tell({ kind: 'timer-fired', at, ...this.#describe(key), messageUid, firesAt });
  }

  #describe({ connection, timer, packetId }: TimerKey) {
    return { node: 'broker', client: this.links.clientOf(connection), timer, packetId };
  }

  forgetIfGone(client: ClientId): void {
    if (this.links.isForgotten(client)) this.names.forget(client);
  }
}

function nameOf({ connection, timer, packetId }: TimerKey): string {
  return `${connection} ${timer} ${packetId}`;
}
