// Packets as records of a trace.

import type { ConnectionId } from '../../mqtt/effect.ts';
import { encodedLength } from '../../mqtt/packets/encodedLength.ts';
import {
  type ClientId,
  type ExchangePacket,
  isExchangePacket,
  type Packet,
  type PacketType,
  type Payload,
  type ProtocolVersion,
  type Qos,
} from '../../mqtt/packets/packet.ts';
import type { RuleId } from '../../mqtt/rules.ts';
import type { Hop, PacketRecord } from '../../trace/event.ts';
import type { TraceNames } from './traceNames.ts';

export interface Way {
  readonly connection: ConnectionId;
  readonly client: ClientId;
  readonly version: ProtocolVersion;
  /** Towards the broker. */
  readonly up: boolean;
  /** That of packets of no exchange. */
  readonly hop: Hop;
}

/** @param message what it belongs to, as far as that is known */
export function recordOf(
  names: TraceNames,
  { connection, client, version, up, hop }: Way,
  packet: Packet,
  message: { readonly level: Qos | undefined } | undefined,
  because: RuleId,
): PacketRecord {
  const ends = up ? { from: client, to: 'broker' } : { from: 'broker', to: client };
  const common = {
    ...ends,
    connection,
    type: packet.type,
    bytes: encodedLength(packet, version),
    because,
  };
  const reasonCode = 'reasonCode' in packet ? packet.reasonCode : 0;
  if (isExchangePacket(packet) && message !== undefined) {
    const { messageUid, copy, attempt, packetId } = packet;
    const isForward = packet.type === 'PUBLISH' || packet.type === 'PUBREL';
    const ownHop = isForward === up ? 1 : 2;
    const uid = names.ofExchange(client, ownHop, packet);
    return {
      uid,
      ...common,
      hop: ownHop,
      qos: qosOf(packet),
      dup: isDup(packet),
      packetId,
      messageUid,
      level: message.level,
      copy,
      attempt,
      reasonCode,
      ...extrasOf(packet),
    };
  }
  const ordinal = names.nextOrdinal(client, packet.type);
  return {
    uid: names.ofOther(client, packet.type, ordinal),
    ...common,
    hop,
    qos: isExchangePacket(packet) ? qosOf(packet) : 0,
    dup: isDup(packet),
    packetId: 'packetId' in packet ? packet.packetId : 0,
    messageUid: undefined,
    level: undefined,
    copy: 0,
    attempt: ordinal,
    reasonCode,
  };
}

function extrasOf(packet: ExchangePacket): { retain?: true; expirySec?: number } {
  if (packet.type !== 'PUBLISH') return {};
  const { retain, expirySec } = packet;
  return { ...(retain ? { retain } : {}), ...(expirySec === undefined ? {} : { expirySec }) };
}

function isDup(packet: Packet): boolean {
  return packet.type === 'PUBLISH' && packet.dup;
}

function qosOf(packet: ExchangePacket): Qos {
  if (packet.type === 'PUBLISH') return packet.qos;
  return packet.type === 'PUBACK' ? 1 : 2;
}

/** Why a client sends a packet, as far as its type tells. */
const CLIENT_RULES: Readonly<Record<Exclude<PacketType, 'PUBLISH'>, RuleId>> = {
  CONNECT: 'connect',
  CONNACK: 'connack',
  SUBSCRIBE: 'subscribe',
  SUBACK: 'suback',
  UNSUBSCRIBE: 'unsubscribe',
  UNSUBACK: 'unsuback',
  PUBACK: 'qos1-puback',
  PUBREC: 'qos2-pubrec',
  PUBREL: 'qos2-pubrel',
  PUBCOMP: 'qos2-pubcomp',
  PINGREQ: 'pingreq',
  PINGRESP: 'pingresp',
  DISCONNECT: 'disconnect-normal',
  AUTH: 'disconnect-reason',
};
const PUBLISH_RULES = ['qos0-once', 'qos1-publish', 'qos2-publish'] as const;

export function clientRule(packet: Packet): RuleId {
  if (packet.type !== 'PUBLISH') return CLIENT_RULES[packet.type];
  return packet.dup ? 'reconnect-resend' : PUBLISH_RULES[packet.qos];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A payload as text: UTF-8, or `hex:` and its bytes where it is none. */
export function payloadText(payload: Payload): string {
  if (typeof payload === 'string') return payload;
  try {
    return utf8.decode(payload);
  } catch {
    return `hex:${Buffer.from(payload).toString('hex')}`;
  }
}
