// A stretch of a run as a capture. The run is played again from its start, because a capture begins with
// how its connections began; of what was before the stretch no more is kept than that.

import { addTime, earlierOf, fromSec, fromUs, laterOf, type SimTime } from '../base/time.ts';
import { formatCapture, isCaptured } from '../exports/capture.ts';
import type { Span } from '../exports/span.ts';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import type { Run } from '../sim/run.ts';
import type { ProtocolVersion, TraceEvent } from '../trace/event.ts';

/** Played in one go. */
const SLICE = fromSec(30);

export function captureRun(run: Run, span: Span): Uint8Array {
  const events: TraceEvent[] = [];
  let version: ProtocolVersion = 5;
  let from = fromUs(-1);
  do {
    const to: SimTime = earlierOf(addTime(laterOf(from, fromUs(0)), SLICE), span.to);
    for (const event of run.replay(from, to).events) {
      if (event.kind === 'run-started') version = event.protocolVersion;
      if (isCaptured(event, span)) events.push(event);
    }
    from = to;
  } while (from < span.to);
  return formatCapture(events, span, (packet) => encodePacket(packet, version));
}
