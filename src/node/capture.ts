// A run's packets as a pcapng file, for `sim --pcap`.

import { formatPcapng } from '../exports/pcapng.ts';
import { WHOLE_RUN } from '../exports/span.ts';
import { captureOf } from '../exports/tcpCapture.ts';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import type { MessageUid, PacketRecord, ProtocolVersion, TraceEvent } from '../trace/event.ts';
import { type MessageContent, packetOf } from '../trace/packetOf.ts';

/** @param events all of the run's */
export function capture(events: readonly TraceEvent[], version: ProtocolVersion): Uint8Array {
  const contents = contentsIn(events);
  const bytesOf = (record: PacketRecord): Uint8Array | undefined => {
    const packet = packetOf(record, contents.get(record.messageUid ?? ''));
    return packet === undefined ? undefined : encodePacket(packet, version);
  };
  return formatPcapng(captureOf(events, WHOLE_RUN, bytesOf));
}

function contentsIn(events: readonly TraceEvent[]): ReadonlyMap<MessageUid, MessageContent> {
  const contents = new Map<MessageUid, MessageContent>();
  for (const event of events) {
    if (event.kind !== 'message-published' && event.kind !== 'message-originated') continue;
    contents.set(event.messageUid, { topic: event.topic, payload: event.payload });
  }
  return contents;
}
