// How the most common events are told, as the first picture needs it; narration.ts has the rest. Of a
// stretch, the most important of what happens in it deserves the sentence.

import type { SimTime } from '../base/time.ts';
import { tellAcknowledged } from './acknowledged.ts';
import type { TraceEvent, TraceEventOf } from './event.ts';
import { rankAtBest } from './rank.ts';
import { sayWhyRepeated } from './repeats.ts';
import { tellSegment } from './segments.ts';
import { beginning, letterOf, namePacket, RANK, type Sentence, sayLost } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';
import { formatSpan, timesWord } from './words.ts';

/** @returns undefined for events that are not worth a sentence, or not its to tell */
export type Teller = (event: TraceEvent, index: TraceIndex) => Sentence | undefined;

/** Which sentence an instant or a stretch has. */
export interface Narration {
  /** The most important sentence about what happens after `from` and up to `to`. */
  narrate(index: TraceIndex, from: SimTime, to: SimTime): Sentence | undefined;
  /** The same about the events from place `first` until before `end`; the latest of equals. */
  narrateEvents(index: TraceIndex, first: number, end: number): Sentence | undefined;
  /** The sentence for the latest instant, up to `t`, that has one. */
  narrateAt(index: TraceIndex, t: SimTime): Sentence | undefined;
}

export function createNarration(tell: Teller): Narration {
  function narrateEvents(index: TraceIndex, first: number, end: number): Sentence | undefined {
    let best: Sentence | undefined;
    for (let i = end - 1; i >= first; i--) {
      const event = index.events[i] as TraceEvent;
      const most = best?.rank ?? Infinity;
      if (rankAtBest(event) >= most) continue;
      const sentence = tell(event, index);
      if (sentence !== undefined && sentence.rank < most) best = sentence;
    }
    return best;
  }
  return {
    narrate: (index, from, to) =>
      narrateEvents(index, index.countUntil(from), index.countUntil(to)),
    narrateEvents,
    narrateAt(index, t) {
      // What is folded away cannot be told of.
      const first = index.start.events.length;
      for (let end = index.countUntil(t); end > first; ) {
        const { at } = index.events[end - 1] as TraceEvent;
        let from = end - 1;
        while (from > first && index.events[from - 1]?.at === at) from--;
        const sentence = narrateEvents(index, from, end);
        if (sentence !== undefined) return sentence;
        end = from;
      }
      return undefined;
    },
  };
}

export function tellCommon(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const { at } = event;
  switch (event.kind) {
    case 'message-delivered':
      return event.duplicate ? tellDuplicate(event, index) : tellDelivered(event, index);
    case 'packet-sent':
      return tellResend(event, index);
    case 'packet-lost':
      return tellPacketLost(event, index);
    case 'message-acknowledged':
      return event.hop === 1 ? tellAcknowledged(event, index) : undefined;
    case 'message-published': {
      const letter = index.message(event.messageUid)?.letter ?? '';
      const text = `${index.nameOf(event.publisher)} publishes ${letter} at QoS ${event.qos}.`;
      return { at, rank: RANK.published, text: beginning(text, event.publisher) };
    }
    case 'publishing-started':
      return { at, rank: RANK.started, text: 'Everyone is connected and subscribed.' };
    default:
      return tellSegment(event, index);
  }
}

function tellDuplicate(event: TraceEventOf<'message-delivered'>, index: TraceIndex): Sentence {
  const { at, callbacks, subscriber } = event;
  const letter = letterOf(index, event.messageUid);
  const several = (index.message(event.messageUid)?.subscribers.length ?? 1) > 1;
  const where = several ? ` at ${subscriber}` : '';
  const text = `${letter} arrived ${timesWord(callbacks)}${where}.`;
  return { at, rank: RANK.duplicate, text: `${text} ${sayWhyRepeated(index, event)}`.trim() };
}

function tellDelivered(event: TraceEventOf<'message-delivered'>, index: TraceIndex): Sentence {
  const took = formatSpan((event.at - event.publishedAt) as SimTime);
  const letter = letterOf(index, event.messageUid);
  const text = `${letter} reached ${index.nameOf(event.subscriber)}, ${took} after it was published.`;
  return { at: event.at, rank: RANK.delivered, text };
}

function tellResend(
  { at, packet }: TraceEventOf<'packet-sent'>,
  index: TraceIndex,
): Sentence | undefined {
  const { because, type, from } = packet;
  const letter = index.letterOf(packet);
  const who = index.nameOf(from);
  const dup = packet.dup ? ', with DUP set' : '';
  if (because === 'reconnect-resend') {
    const text = `Connected again, ${who} sends the ${type} of ${letter} again${dup}.`;
    return { at, rank: RANK.resend, text };
  }
  if (because !== 'timer-resend') return undefined;
  const awaited = type === 'PUBREL' ? 'PUBCOMP' : packet.qos === 1 ? 'PUBACK' : 'PUBREC';
  const text = `No ${awaited} for ${letter} came in time, so ${who} sends its ${type} again${dup}.`;
  return { at, rank: RANK.resend, text };
}

function tellPacketLost(
  { at, packet, cause }: TraceEventOf<'packet-lost'>,
  index: TraceIndex,
): Sentence {
  const to = index.nameOf(packet.to);
  const text = `The ${namePacket(packet, index)} was ${sayLost(cause)} on its way to ${to}.`;
  return { at, rank: RANK.packetLost, text };
}
