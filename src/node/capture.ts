// A run's packets as a pcapng file, for `sim --pcap`.

import { formatCapture } from '../exports/capture.ts';
import { type Span, WHOLE_RUN } from '../exports/span.ts';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import type { ProtocolVersion, TraceEvent } from '../trace/event.ts';

/** @param events from the run's start */
export function capture(
  events: readonly TraceEvent[],
  version: ProtocolVersion,
  span: Span = WHOLE_RUN,
): Uint8Array {
  return formatCapture(events, span, (packet) => encodePacket(packet, version));
}
