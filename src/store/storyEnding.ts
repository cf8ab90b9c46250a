// How the story of a first visit ended, in sentences computed from the trace: the message's ending
// and, where TCP has sent something again, what became of the loss.

import type { SimTime } from '../base/time.ts';
import { tellEnding } from '../trace/ending.ts';
import type { MessageUid } from '../trace/event.ts';
import type { Flight } from '../trace/flights.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { formatSpan } from '../trace/words.ts';

export function sayEnding(index: TraceIndex, uid: MessageUid, t: SimTime): string | undefined {
  const ending = tellEnding(index, uid, t);
  if (ending === undefined) return undefined;
  const flights = index.flights.items.filter((f) => f.packet.messageUid === uid && f.until <= t);
  const repaired = flights.find(({ transmission, fate }) => transmission > 1 && fate === 'arrives');
  const isRepeated = flights.some(({ packet }) => packet.attempt > 1);
  if (repaired === undefined || isRepeated) return ending.text;
  return `${ending.text} ${sayLate(repaired, index)}`;
}

/** TCP has made a delay of a loss: how long it was. */
function sayLate({ packet, until }: Flight, index: TraceIndex): string {
  const dueAt = index.flight(packet.uid)?.dueAt ?? until;
  const late = formatSpan((until - dueAt) as SimTime);
  return `TCP itself sent the lost ${packet.type} again: it came ${late} late, and MQTT had nothing to repeat.`;
}
