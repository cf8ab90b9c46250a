// A run's packets as a pcapng file: the frames of tcpCapture.ts around the bytes that its packets have.

import type { MessageUid, PacketRecord, TraceEvent } from '../trace/event.ts';
import { type MessageContent, packetOf } from '../trace/packetOf.ts';
import { formatPcapng } from './pcapng.ts';
import type { Span } from './span.ts';
import { captureOf } from './tcpCapture.ts';

/** What makes a packet's bytes; it is not here, because the library for it is large. */
export type EncodePacket = (packet: NonNullable<ReturnType<typeof packetOf>>) => Uint8Array;

/** @param events from the run's start, at least those that `isCaptured` asks for */
export function formatCapture(
  events: readonly TraceEvent[],
  span: Span,
  encode: EncodePacket,
): Uint8Array {
  const contents = contentsIn(events);
  const bytesOf = (record: PacketRecord): Uint8Array | undefined => {
    const packet = packetOf(record, contents.get(record.messageUid ?? ''));
    return packet === undefined ? undefined : encode(packet);
  };
  return formatPcapng(captureOf(events, span, bytesOf));
}

/** Whether a capture that begins at `from` needs an event: before that, how connections began and ended. */
export function isCaptured(event: TraceEvent, { from }: Span): boolean {
  if (event.at >= from) return true;
  switch (event.kind) {
    case 'connection-opened':
    case 'connection-closed':
    case 'message-published':
    case 'message-originated':
      return true;
    default:
      return 'packet' in event && isGreeting(event.packet);
  }
}

function isGreeting({ type }: PacketRecord): boolean {
  return type === 'CONNECT' || type === 'CONNACK';
}

function contentsIn(events: readonly TraceEvent[]): ReadonlyMap<MessageUid, MessageContent> {
  const contents = new Map<MessageUid, MessageContent>();
  for (const event of events) {
    if (event.kind !== 'message-published' && event.kind !== 'message-originated') continue;
    contents.set(event.messageUid, { topic: event.topic, payload: event.payload });
  }
  return contents;
}
