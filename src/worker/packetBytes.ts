// The bytes of a packet that a trace tells of, for those who look at it. The codec is loaded when the
// first bytes are wanted.

import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import type { Message, Packet, ProtocolVersion } from '../mqtt/packets/packet.ts';
import type { PacketRecord } from '../trace/event.ts';

/** What a trace keeps of a message apart from its packets. */
export interface MessageContent {
  readonly topic: string;
  readonly payload: string;
}

/**
 * @returns the whole packet as it goes on the wire; undefined for packets of no message's exchange,
 * of which a trace does not keep every field
 */
export async function encodeRecord(
  record: PacketRecord,
  content: MessageContent,
  version: ProtocolVersion,
): Promise<Uint8Array | undefined> {
  const packet = packetOf(record, content);
  if (packet === undefined) return undefined;
  const { encodePacket } = await import('../mqtt/codec/encodePacket.ts');
  return encodePacket(packet, version);
}

function packetOf(record: PacketRecord, content: MessageContent): Packet | undefined {
  const { type, packetId, messageUid, copy, attempt, reasonCode, qos, dup } = record;
  if (messageUid === undefined) return undefined;
  const traced = { messageUid, copy, attempt };
  switch (type) {
    case 'PUBLISH': {
      const message = messageOf(messageUid, content, record);
      const { expirySec } = record;
      const packet = { type, packetId, qos, dup, retain: message.retain, message, ...traced };
      return expirySec === undefined ? packet : { ...packet, expirySec };
    }
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return { type, packetId, reasonCode, ...traced };
    default:
      return undefined;
  }
}

function messageOf(uid: string, { topic, payload }: MessageContent, record: PacketRecord): Message {
  const bytes = utf8Length(topic) + utf8Length(payload);
  const retain = record.retain ?? false;
  return { uid, topic, payload, qos: record.level ?? record.qos, retain, bytes };
}
