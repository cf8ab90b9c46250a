// What just happened, as one sentence, computed from the trace. Which event deserves it most is
// decided here too; how often a sentence may change is the page's.

import type { SimTime } from '../base/time.ts';
import type { PacketRecord, TraceEvent, TraceEventOf } from './event.ts';
import { sayWhyRepeated } from './repeats.ts';
import type { TraceIndex } from './traceIndex.ts';
import { ordinalWord, timesWord } from './words.ts';

export interface Sentence {
  readonly at: SimTime;
  /** 0 is the most important. */
  readonly rank: number;
  readonly text: string;
  /** Its last part, which carries the point. */
  readonly point?: string;
}

/** Order of importance: an instant is told by the first of these that it has. */
const RANK = {
  duplicate: 0,
  messageLost: 1,
  connectionClosed: 2,
  resend: 3,
  packetLost: 4,
  delivered: 5,
  acknowledged: 6,
  published: 7,
  started: 8,
} as const;

/** The most important sentence about what happens after `from` and up to `to`; the latest of equals. */
export function narrate(index: TraceIndex, from: SimTime, to: SimTime): Sentence | undefined {
  let best: Sentence | undefined;
  for (const event of index.eventsBetween(from, to)) {
    const sentence = tell(event, index);
    if (sentence !== undefined && (best === undefined || sentence.rank <= best.rank)) {
      best = sentence;
    }
  }
  return best;
}

/** The sentence for the latest instant, up to `t`, that has one. */
export function narrateAt(index: TraceIndex, t: SimTime): Sentence | undefined {
  let best: Sentence | undefined;
  for (let i = index.countUntil(t) - 1; i >= 0; i--) {
    const event = index.events[i] as TraceEvent;
    if (best !== undefined && event.at < best.at) break;
    const sentence = tell(event, index);
    if (sentence !== undefined && (best === undefined || sentence.rank < best.rank)) {
      best = sentence;
    }
  }
  return best;
}

/** @returns undefined for events that are not worth a sentence */
export function tell(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const { at } = event;
  switch (event.kind) {
    case 'message-delivered':
      return event.duplicate ? tellDuplicate(event, index) : tellDelivered(event, index);
    case 'message-lost':
      return { at, rank: RANK.messageLost, ...sayMessageLost(event, index) };
    case 'connection-closed':
      return {
        at,
        rank: RANK.connectionClosed,
        text: `The connection of ${index.nameOf(event.client)} has ended: ${event.reason}.`,
      };
    case 'packet-sent':
      return event.packet.because === 'timer-resend' ? tellResend(event, index) : undefined;
    case 'packet-lost':
      return tellPacketLost(event, index);
    case 'message-acknowledged':
      return event.hop === 1 ? tellAcknowledged(event, index) : undefined;
    case 'message-published': {
      const letter = index.message(event.messageUid)?.letter ?? '';
      const text = capital(
        `${index.nameOf(event.publisher)} publishes ${letter} at QoS ${event.qos}.`,
      );
      return { at, rank: RANK.published, text };
    }
    case 'publishing-started':
      return { at, rank: RANK.started, text: 'Everyone is connected and subscribed.' };
    default:
      return undefined;
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
    case 'offline':
      return {
        text: `There was no connection, or no subscription yet, to send ${letter} on:`,
        point: `${who} will never see it.`,
      };
    default:
      return { text: `No copy of ${letter} is left:`, point: `${who} will never see it.` };
  }
}

function tellResend({ at, packet }: TraceEventOf<'packet-sent'>, index: TraceIndex): Sentence {
  const letter = index.letterOf(packet);
  const awaited = packet.type === 'PUBREL' ? 'PUBCOMP' : packet.qos === 1 ? 'PUBACK' : 'PUBREC';
  const dup = packet.dup ? ', with DUP set' : '';
  const text = `No ${awaited} for ${letter} came in time, so ${index.nameOf(packet.from)} sends its ${packet.type} again${dup}.`;
  return { at, rank: RANK.resend, text };
}

function tellPacketLost(
  { at, packet, cause }: TraceEventOf<'packet-lost'>,
  index: TraceIndex,
): Sentence {
  const how = cause === 'killed' ? 'killed' : cause === 'rule' ? 'killed by a command' : 'lost';
  const to = index.nameOf(packet.to);
  const text = `The ${namePacket(packet, index)} was ${how} on its way to ${to}.`;
  return { at, rank: RANK.packetLost, text };
}

/** What an acknowledgement answers; it has the attempt of that. */
const ANSWERED: Partial<Record<PacketRecord['type'], string>> = {
  PUBACK: 'PUBLISH',
  PUBREC: 'PUBLISH',
  PUBCOMP: 'PUBREL',
};

/** `second PUBLISH of A`, `PUBACK to the second PUBLISH of A`, `CONNACK`. */
function namePacket(packet: PacketRecord, index: TraceIndex): string {
  const { type, attempt } = packet;
  const letter = index.letterOf(packet);
  const of = letter === '' ? '' : ` of ${letter}`;
  if (attempt === 1) return `${type}${of}`;
  const answered = ANSWERED[type];
  const nth = ordinalWord(attempt);
  return answered === undefined ? `${nth} ${type}${of}` : `${type} to the ${nth} ${answered}${of}`;
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

function letterOf(index: TraceIndex, uid: string): string {
  return index.message(uid)?.letter ?? uid;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `600 ms`, `1.6 s`: short enough for a sentence. */
export function formatSpan(span: SimTime): string {
  if (span < 1_000_000) return `${Math.round(span / 1000)} ms`;
  return `${Math.round(span / 100_000) / 10} s`;
}
