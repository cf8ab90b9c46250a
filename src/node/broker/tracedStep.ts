// The broker with somebody beside it who writes down what it does: the same events as a simulation,
// seen at the broker's sockets, where a packet takes no time. Decides nothing.
//
// Bytes name no messages: a PUBLISH that begins an exchange gets a name here, and what belongs to an
// exchange that the broker knows of gets that one's.

import type { SimTime } from '../../base/time.ts';
import { type BrokerInput, stepBroker } from '../../mqtt/broker/broker.ts';
import { identifyPacket } from '../../mqtt/broker/identify.ts';
import type { BrokerState } from '../../mqtt/broker/state.ts';
import type { ConnectionId, Effect } from '../../mqtt/effect.ts';
import {
  type ClientId,
  type ConnectPacket,
  isExchangePacket,
  type Packet,
  type PublishPacket,
} from '../../mqtt/packets/packet.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Step } from './door.ts';
import { TraceTeller } from './traceEffects.ts';
import { clientRule } from './tracePackets.ts';

export function createTracedStep(state: BrokerState, tell: (event: TraceEvent) => void): Step {
  const tracer = new Tracer(state, tell);
  return (input, now) => tracer.step(input, now);
}

class Tracer {
  readonly #state: BrokerState;
  readonly #teller: TraceTeller;

  constructor(state: BrokerState, tell: (event: TraceEvent) => void) {
    this.#state = state;
    this.#teller = new TraceTeller(state, tell);
  }

  step(input: BrokerInput, now: SimTime): readonly Effect[] {
    const teller = this.#teller;
    switch (input.kind) {
      case 'connection-opened':
        teller.links.open(input.connection);
        break;
      case 'packet-received':
        return this.#receive(input.connection, input.packet, now);
      case 'timer-fired':
        teller.tellTimerFired(input.key, now);
        break;
      case 'connection-closed':
        teller.tellClosed(input.connection, 'client', 'the client ended the connection', now);
        break;
      default:
    }
    return this.#stepAndTell(input, now);
  }

  #stepAndTell(input: BrokerInput, now: SimTime): readonly Effect[] {
    const effects = stepBroker(this.#state, input, now);
    this.#teller.tellEffects(effects, now);
    for (const effect of effects) {
      if (effect.kind === 'end-session') this.#teller.forgetIfGone(effect.clientId);
    }
    return effects;
  }

  #receive(connection: ConnectionId, packet: Packet, now: SimTime): readonly Effect[] {
    const teller = this.#teller;
    const link = teller.links.find(connection);
    if (link === undefined)
      return this.#stepAndTell({ kind: 'packet-received', connection, packet }, now);
    if (packet.type === 'CONNECT' && link.client === undefined) {
      return this.#connect(connection, packet, now);
    }
    const named = this.#name(connection, packet, now);
    teller.tellPacket(connection, true, named, clientRule(named), now);
    return this.#stepAndTell({ kind: 'packet-received', connection, packet: named }, now);
  }

  /** Only the broker's answer tells the name of a client that has asked for one. */
  #connect(connection: ConnectionId, packet: ConnectPacket, now: SimTime): readonly Effect[] {
    const teller = this.#teller;
    const input = { kind: 'packet-received', connection, packet } as const;
    const effects = stepBroker(this.#state, input, now);
    const client = clientIn(effects) ?? (packet.clientId || `connection-${connection}`);
    teller.links.identify(connection, client, packet.protocolVersion);
    teller.tellOpened(connection, client, now);
    teller.tellPacket(connection, true, packet, 'connect', now);
    teller.tellEffects(effects, now);
    return effects;
  }

  #name(connection: ConnectionId, packet: Packet, now: SimTime): Packet {
    if (!isExchangePacket(packet)) return packet;
    const identity = identifyPacket(this.#state, connection, packet);
    if (identity === undefined) {
      if (packet.type !== 'PUBLISH') return packet;
      return this.#nameNew(connection, packet, now);
    }
    const record = this.#teller.ledger.find(identity.messageUid);
    let { attempt } = identity;
    if (record !== undefined && packet.type === 'PUBLISH') attempt = ++record.publishes;
    if (record !== undefined && packet.type === 'PUBREL') attempt = ++record.pubrels;
    return { ...packet, ...identity, attempt };
  }

  #nameNew(connection: ConnectionId, packet: PublishPacket, now: SimTime): PublishPacket {
    const teller = this.#teller;
    const client = teller.links.clientOf(connection);
    const uid = teller.names.nextMessage(client);
    const message = { ...packet.message, uid };
    teller.tellPublished({ ...message, topic: this.#topicOf(connection, packet) }, client, now);
    const record = teller.ledger.find(uid);
    if (record !== undefined) record.publishes = 1;
    return { ...packet, message, messageUid: uid, copy: 1, attempt: 1 };
  }

  /** Its own, or what its Topic Alias stands for. */
  #topicOf(connection: ConnectionId, { omitsTopic, topicAlias, message }: PublishPacket): string {
    if (omitsTopic !== true || topicAlias === undefined) return message.topic;
    return this.#state.connections.get(connection)?.aliases.get(topicAlias) ?? message.topic;
  }
}

function clientIn(effects: readonly Effect[]): ClientId | undefined {
  for (const effect of effects) if (effect.kind === 'start-session') return effect.clientId;
  return undefined;
}
