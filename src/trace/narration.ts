// What just happened, as one sentence, computed from the trace. Which event deserves it most is
// decided here too; how often a sentence may change is the page's.

import { assertNever } from '../base/assertNever.ts';
import type { SimTime } from '../base/time.ts';
import type { TraceEvent, TraceEventOf } from './event.ts';
import { tellFault } from './faults.ts';
import { rankAtBest } from './rank.ts';
import { sayWhyRepeated } from './repeats.ts';
import { tellSegment } from './segments.ts';
import { beginning, letterOf, namePacket, RANK, type Sentence, sayLost } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';
import { formatSpan, timesWord } from './words.ts';

export type { Sentence } from './sentence.ts';

/** The most important sentence about what happens after `from` and up to `to`. */
export function narrate(index: TraceIndex, from: SimTime, to: SimTime): Sentence | undefined {
  return narrateEvents(index, index.countUntil(from), index.countUntil(to));
}

/** The same about the events from place `first` until before `end`; the latest of equals. */
export function narrateEvents(index: TraceIndex, first: number, end: number): Sentence | undefined {
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

/** The sentence for the latest instant, up to `t`, that has one. */
export function narrateAt(index: TraceIndex, t: SimTime): Sentence | undefined {
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
}

/** @returns undefined for events that are not worth a sentence */
export function tell(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const { at } = event;
  switch (event.kind) {
    case 'message-delivered':
      return event.duplicate ? tellDuplicate(event, index) : tellDelivered(event, index);
    case 'message-lost':
      return { at, rank: RANK.messageLost, ...sayMessageLost(event, index) };
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
      return tellFault(event, index) ?? tellSegment(event, index);
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

function sayMessageLost(
  { messageUid, subscriber, level, cause }: TraceEventOf<'message-lost'>,
  index: TraceIndex,
): { text: string; point?: string } {
  const letter = letterOf(index, messageUid);
  const who = index.nameOf(subscriber);
  switch (cause) {
    case 'packetLost':
      return {
        text:
          level === 0
            ? `The PUBLISH of ${letter} was lost, and at QoS 0 nobody sends it again:`
            : `The broker sent ${letter} on at QoS 0, where nothing is sent again, and it was lost:`,
        point: `${who} will never see ${letter}.`,
      };
    case 'queueFull':
      return {
        text: `The queue for ${who} is full:`,
        point: `${letter} was dropped.`,
      };
    default:
      return { text: `${sayWhyLost(letter, cause)}:`, point: `${who} will never see it.` };
  }
}

function sayWhyLost(
  letter: string,
  cause: Exclude<TraceEventOf<'message-lost'>['cause'], 'packetLost' | 'queueFull'>,
): string {
  switch (cause) {
    case 'connectionLost':
      return `The connection ended with ${letter} on its way`;
    case 'offline':
      return `There was no connection, or no subscription yet, to send ${letter} on`;
    case 'stateLost':
      return `The state that held ${letter} is gone`;
    case 'expired':
      return `${letter} has waited too long and is expired`;
    case 'gaveUp':
      return `${letter} was sent so often in vain that its sender gave up`;
    case 'refused':
      return `${letter} was refused`;
    case 'tooLarge':
      return `${letter} is larger than its receiver takes`;
    default:
      return assertNever(cause);
  }
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

function tellAcknowledged(
  { at, messageUid, level }: TraceEventOf<'message-acknowledged'>,
  index: TraceIndex,
): Sentence {
  const letter = letterOf(index, messageUid);
  const by = level === 1 ? 'PUBACK' : 'PUBCOMP';
  const text = `The publisher has the ${by} of ${letter}: the broker has taken it over. Nothing tells the publisher when a subscriber has it.`;
  return { at, rank: RANK.acknowledged, text };
}
