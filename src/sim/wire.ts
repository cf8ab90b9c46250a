// Packets on the links, from their sending to their end, and the kills. Says what happens to each;
// whether one is lost is fates.ts's, what an arrival does is nodes.ts's.

import type { EventQueue } from '../base/eventQueue.ts';
import type { SimTime } from '../base/time.ts';
import type { ConnectionId } from '../mqtt/effect.ts';
import { encodedLength } from '../mqtt/packets/encodedLength.ts';
import type {
  ClientId,
  ExchangePacket,
  Packet,
  PacketType,
  ProtocolVersion,
  PublishPacket,
  Qos,
} from '../mqtt/packets/packet.ts';
import { isExchangePacket } from '../mqtt/packets/packet.ts';
import type { RuleId } from '../mqtt/rules.ts';
import { createLossyDirection, sendOverLossyLink } from '../network/lossyLink.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Hop, PacketLossCause, PacketRecord, PacketUid } from '../trace/event.ts';
import type { Fates } from './fates.ts';
import { exchangeKey, linkKey, ordinalKey, PacketNames } from './keys.ts';
import type { Ledger, MessageRecord } from './ledger.ts';
import type { Connection, Flight, Listener, Work } from './work.ts';

export class Wire {
  readonly #queue: EventQueue<Work>;
  readonly #ledger: Ledger;
  readonly #tell: Listener['tell'];
  readonly #tellMore: Listener['tellMore'];
  readonly #seed: number;
  readonly #version: ProtocolVersion;
  readonly #fates: Fates;
  readonly #connections: Connection[] = [];
  /** How many packets of no exchange each link has had, by client and type. */
  readonly #ordinals = new Map<string, number>();

  constructor(
    scenario: Scenario,
    queue: EventQueue<Work>,
    ledger: Ledger,
    fates: Fates,
    listener: Listener,
  ) {
    this.#queue = queue;
    this.#ledger = ledger;
    this.#tell = listener.tell;
    this.#tellMore = listener.tellMore;
    this.#seed = scenario.seed;
    this.#version = scenario.protocolVersion;
    this.#fates = fates;
  }

  open(client: ClientId, hop: Hop): Connection {
    const connection: Connection = {
      id: this.#connections.length,
      client,
      hop,
      key: linkKey(this.#seed, client),
      names: new PacketNames(client),
      up: createLossyDirection(),
      down: createLossyDirection(),
      open: true,
    };
    this.#connections.push(connection);
    return connection;
  }

  /** @throws Error when there never was one */
  connection(id: ConnectionId): Connection {
    const connection = this.#connections[id];
    if (connection === undefined) throw new Error(`No connection ${id}`);
    return connection;
  }

  /** @param up towards the broker */
  send(connection: Connection, up: boolean, packet: Packet, because: RuleId, now: SimTime): void {
    if (isExchangePacket(packet)) this.#sendExchange(connection, up, packet, because, now);
    else this.#sendOther(connection, up, packet, because, now);
  }

  #sendExchange(
    connection: Connection,
    up: boolean,
    packet: ExchangePacket,
    because: RuleId,
    now: SimTime,
  ): void {
    const { client } = connection;
    const { type, messageUid, copy, attempt } = packet;
    const isPublish = type === 'PUBLISH';
    // Publishers' exchanges are hop 1, subscribers' hop 2; a client may be both on one connection.
    const hop = (isPublish || type === 'PUBREL') === up ? 1 : 2;
    const message = this.#ledger.find(messageUid);
    const plain: PacketRecord = {
      uid: this.#tellMore === undefined ? '' : connection.names.ofExchange(hop, packet),
      from: up ? client : 'broker',
      to: up ? 'broker' : client,
      hop,
      type,
      qos: isPublish ? packet.qos : ackQos(type),
      dup: isPublish && packet.dup,
      packetId: packet.packetId,
      messageUid,
      level: message.level,
      copy,
      attempt,
      reasonCode: isPublish ? 0 : packet.reasonCode,
      bytes: encodedLength(packet, this.#version),
      because,
    };
    const hasMore = isPublish && (packet.retain || packet.expirySec !== undefined);
    const record = hasMore ? { ...plain, ...extrasOf(packet) } : plain;
    this.#ledger.countFlight(message, isPublish, hop, client, 1);
    const key = exchangeKey(message.key, connection.key, hop, packet);
    const unlucky = this.#fates.isUnlucky(key, hop, up) ? 'network' : undefined;
    const lossCause = this.#fates.isRuledOut(type, hop) ? 'rule' : unlucky;
    this.#launch(connection, up, packet, record, message, key, lossCause, now);
  }

  /** The loss sliders spare CONNECT, SUBSCRIBE, PINGREQ and their answers. */
  #sendOther(
    connection: Connection,
    up: boolean,
    packet: Exclude<Packet, ExchangePacket>,
    because: RuleId,
    now: SimTime,
  ): void {
    const { client, hop } = connection;
    const { type } = packet;
    const ordinal = this.#nextOrdinal(client, type);
    const record: PacketRecord = {
      uid: connection.names.ofOther(type, ordinal),
      from: up ? client : 'broker',
      to: up ? 'broker' : client,
      hop,
      type,
      qos: 0,
      dup: false,
      packetId: 'packetId' in packet ? packet.packetId : 0,
      messageUid: undefined,
      level: undefined,
      copy: 0,
      attempt: ordinal,
      reasonCode: 'reasonCode' in packet ? packet.reasonCode : 0,
      bytes: encodedLength(packet, this.#version),
      because,
    };
    const key = ordinalKey(connection.key, hop, type, ordinal);
    const lossCause = this.#fates.isRuledOut(type, hop) ? 'rule' : undefined;
    this.#launch(connection, up, packet, record, undefined, key, lossCause, now);
  }

  #launch(
    connection: Connection,
    up: boolean,
    packet: Packet,
    record: PacketRecord,
    message: MessageRecord | undefined,
    key: number,
    lossCause: PacketLossCause | undefined,
    now: SimTime,
  ): void {
    const direction = up ? connection.up : connection.down;
    const lost = lossCause !== undefined;
    const { dueAt, lostAt } = sendOverLossyLink(direction, this.#fates.settings, key, lost, now);
    const endsAt = lostAt ?? dueAt;
    const flight: Flight = {
      kind: 'flight',
      connection,
      up,
      packet,
      record,
      message,
      endsAt,
      lossCause,
      gone: false,
    };
    this.#queue.push(endsAt, flight);
    if (lostAt === undefined) {
      this.#tell({ kind: 'packet-sent', at: now, packet: record, arrivesAt: dueAt, dueAt });
    } else {
      this.#tell({ kind: 'packet-sent', at: now, packet: record, lostAt, dueAt });
    }
  }

  #nextOrdinal(client: ClientId, type: PacketType): number {
    const name = `${client}:${type}`;
    const ordinal = (this.#ordinals.get(name) ?? 0) + 1;
    this.#ordinals.set(name, ordinal);
    return ordinal;
  }

  /** The flight has come to its end. @returns whether it arrived */
  land(flight: Flight, now: SimTime): boolean {
    const { record, lossCause } = flight;
    if (lossCause !== undefined) {
      this.#lose(flight, lossCause, now);
      return false;
    }
    flight.gone = true;
    this.#uncount(flight);
    this.#tellMore?.({ kind: 'packet-arrived', at: now, packet: record });
    return true;
  }

  #lose(flight: Flight, cause: PacketLossCause, now: SimTime): void {
    const { message, record, connection } = flight;
    flight.gone = true;
    if (message !== undefined && record.type === 'PUBLISH') {
      const client = record.hop === 2 ? connection.client : undefined;
      const why = cause === 'connection' ? 'connectionLost' : 'packetLost';
      this.#ledger.noteLoss(message, client, why);
    }
    this.#uncount(flight);
    this.#tell({ kind: 'packet-lost', at: now, packet: record, cause });
  }

  #uncount({ message, record, connection }: Flight): void {
    if (message === undefined) return;
    const isPublish = record.type === 'PUBLISH';
    this.#ledger.countFlight(message, isPublish, record.hop, connection.client, -1);
  }

  findFlight(uid: PacketUid): Flight | undefined {
    let found: Flight | undefined;
    this.#queue.forEach((work) => {
      if (work.kind === 'flight' && !work.gone && uidOf(work) === uid) found = work;
    });
    return found;
  }

  kill(uid: PacketUid, now: SimTime): void {
    const flight = this.findFlight(uid);
    if (flight !== undefined) this.#lose(flight, 'killed', now);
  }

  /** The connection ends: what is on its way is lost. */
  close(connection: Connection, now: SimTime): void {
    connection.open = false;
    const flights: Flight[] = [];
    this.#queue.forEach((work) => {
      if (work.kind === 'flight' && !work.gone && work.connection === connection) {
        flights.push(work);
      }
    });
    flights.sort((a, b) => (uidOf(a) < uidOf(b) ? -1 : 1));
    for (const flight of flights) this.#lose(flight, 'connection', now);
  }
}

function extrasOf({ retain, expirySec }: PublishPacket): { retain?: true; expirySec?: number } {
  return {
    ...(retain ? { retain: true } : {}),
    ...(expirySec === undefined ? {} : { expirySec }),
  };
}

/** Records bear no names when only counters listen. */
function uidOf({ connection, record, packet }: Flight): PacketUid {
  const { names } = connection;
  if (isExchangePacket(packet)) return names.ofExchange(record.hop, packet);
  return record.uid;
}

function ackQos(type: PacketType): Qos {
  return type === 'PUBACK' ? 1 : 2;
}
