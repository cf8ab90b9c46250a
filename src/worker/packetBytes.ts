// The bytes of a packet that a trace tells of, and what each of them means, for those who look at it.
// The codec is loaded when the first bytes are wanted.

import type { PacketField } from '../mqtt/codec/packetField.ts';
import type { ProtocolVersion } from '../mqtt/packets/packet.ts';
import type { PacketRecord } from '../trace/event.ts';
import { type MessageContent, packetOf } from '../trace/packetOf.ts';

export type { MessageContent } from '../trace/packetOf.ts';

export interface PacketBytes {
  /** The whole packet as it goes on the wire. */
  readonly bytes: Uint8Array;
  /** They cover each byte once, in order. */
  readonly fields: readonly PacketField[];
}

/**
 * @param content the message's; absent for packets of no message's exchange
 * @returns undefined where the trace does not say all that the packet says
 */
export async function encodeRecord(
  record: PacketRecord,
  content: MessageContent | undefined,
  version: ProtocolVersion,
): Promise<PacketBytes | undefined> {
  const packet = packetOf(record, content);
  if (packet === undefined) return undefined;
  const [{ encodePacket }, { fieldsOf }] = await Promise.all([
    import('../mqtt/codec/encodePacket.ts'),
    import('../mqtt/codec/fieldsOf.ts'),
  ]);
  const bytes = encodePacket(packet, version);
  return { bytes, fields: fieldsOf(bytes, version) };
}
