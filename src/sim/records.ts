// What the trace says of a packet: its record, the key of its luck and its name, the same on every
// network.

import { mix } from '../base/random.ts';
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
import type { RuleId } from '../mqtt/rules.ts';
import { STRAY_ATTEMPTS_FROM } from '../mqtt/session/sender.ts';
import { networkCopyKey } from '../network/lossyLink.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ACK_COPY, copyOf, NETWORK_COPY, timeOf } from '../trace/copyNumber.ts';
import type { Hop, PacketRecord } from '../trace/event.ts';
import type { Way } from './connection.ts';
import { exchangeKey, ordinalKey } from './keys.ts';
import type { MessageRecord } from './messageRecord.ts';
import type { Parcel } from './work.ts';

export class Records {
  private readonly version: ProtocolVersion;
  private readonly isNamed: boolean;
  /** How many packets of no exchange each link has had, by client and type. */
  private readonly ordinals = new Map<string, number>();

  /** @param isNamed whether packets bear names */
  constructor({ protocolVersion }: Scenario, isNamed: boolean) {
    this.version = protocolVersion;
    this.isNamed = isNamed;
  }

  /** A packet of a message's exchange. */
  ofExchange(
    { connection, up }: Way,
    packet: ExchangePacket,
    message: MessageRecord,
    because: RuleId,
  ): Parcel {
    const { client } = connection;
    const { type, messageUid, copy } = packet;
    const isPublish = type === 'PUBLISH';
    const hop = hopOf(packet, up);
    const attempt = timeOf(packet.attempt);
    const plain: PacketRecord = {
      uid: this.isNamed ? connection.names.ofExchange(hop, packet) : '',
      from: up ? client : 'broker',
      to: up ? 'broker' : client,
      connection: connection.id,
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
      bytes: encodedLength(packet, this.version),
      because,
    };
    const hasMore = isPublish && (packet.retain || packet.expirySec !== undefined);
    const record = hasMore ? { ...plain, ...extrasOf(packet) } : plain;
    const key = exchangeKey(message.key, connection.key, hop, packet);
    return { kind: 'parcel', packet, record, message, key, transmissions: 0 };
  }

  /** The copy that the network makes of a packet of an exchange; a copy is not copied. */
  networkCopyOf({ connection }: Way, parcel: Parcel): Parcel | undefined {
    const original = parcel.packet as ExchangePacket;
    const { type, attempt } = original;
    const { attempt: nth, isAckCopy, isNetworkCopy } = copyOf(attempt);
    const isAck = type !== 'PUBLISH' && type !== 'PUBREL';
    // What answers a late PUBREC, and its answer, have no number left for a copy.
    const isStray = nth > STRAY_ATTEMPTS_FROM;
    if (isStray || (isAck ? isAckCopy : isNetworkCopy)) return undefined;
    const packet = { ...original, attempt: attempt + (isAck ? ACK_COPY : NETWORK_COPY) };
    const { hop } = parcel.record;
    const uid = this.isNamed ? connection.names.ofExchange(hop, packet) : '';
    const record = { ...parcel.record, uid, networkCopy: 2 };
    return { ...parcel, packet, record, key: networkCopyKey(parcel.key) };
  }

  /** A packet of no exchange. */
  ofOther(
    { connection, up }: Way,
    packet: Exclude<Packet, ExchangePacket>,
    because: RuleId,
  ): Parcel {
    const { client, hop } = connection;
    const { type } = packet;
    const ordinal = this.nextOrdinal(client, type);
    const record: PacketRecord = {
      uid: connection.names.ofOther(type, ordinal),
      from: up ? client : 'broker',
      to: up ? 'broker' : client,
      connection: connection.id,
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
      bytes: encodedLength(packet, this.version),
      because,
      contents: packet,
    };
    const key = ordinalKey(connection.key, hop, type, ordinal);
    return { kind: 'parcel', packet, record, message: undefined, key, transmissions: 0 };
  }

  private nextOrdinal(client: ClientId, type: PacketType): number {
    const name = `${client}:${type}`;
    const ordinal = (this.ordinals.get(name) ?? 0) + 1;
    this.ordinals.set(name, ordinal);
    return ordinal;
  }
}

/** Publishers' exchanges are hop 1, subscribers' hop 2; a client may be both on one connection. */
function hopOf({ type }: ExchangePacket, up: boolean): Hop {
  return (type === 'PUBLISH' || type === 'PUBREL') === up ? 1 : 2;
}

function extrasOf({ retain, expirySec }: PublishPacket): { retain?: true; expirySec?: number } {
  return {
    ...(retain ? { retain: true } : {}),
    ...(expirySec === undefined ? {} : { expirySec }),
  };
}

function ackQos(type: PacketType): Qos {
  return type === 'PUBACK' ? 1 : 2;
}

/** The key of a closed end's last word on the `nth` connection of its link. */
export function endKey(link: number, nth: number, up: boolean): number {
  return mix(mix(link, nth), up ? -1 : -2);
}
