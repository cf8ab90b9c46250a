// The packet that a trace tells of, as whoever makes its bytes wants it.

import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import type { Message, Packet } from '../mqtt/packets/packet.ts';
import type { PacketRecord } from './event.ts';

/** What a trace keeps of a message apart from its packets. */
export interface MessageContent {
  readonly topic: string;
  readonly payload: string;
}

/**
 * @param content the message's; absent for packets of no message's exchange
 * @returns undefined where the trace does not say all that the packet says
 */
export function packetOf(
  record: PacketRecord,
  content: MessageContent | undefined,
): Packet | undefined {
  const { type, packetId, messageUid, copy, attempt, reasonCode, qos, dup, contents } = record;
  if (contents !== undefined) return contents;
  if (messageUid === undefined || content === undefined) return undefined;
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
