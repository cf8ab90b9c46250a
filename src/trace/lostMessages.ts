// Sentences about messages that will never arrive: what has lost them, or whose session has ended with
// them.

import { assertNever } from '../base/assertNever.ts';
import { discardOf, sessionEndAt } from './endedSessions.ts';
import type { TraceEventOf } from './event.ts';
import { letterOf, RANK, type Sentence } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';

export function tellMessageLost(event: TraceEventOf<'message-lost'>, index: TraceIndex): Sentence {
  return { at: event.at, rank: RANK.messageLost, ...sayMessageLost(event, index) };
}

function sayMessageLost(
  event: TraceEventOf<'message-lost'>,
  index: TraceIndex,
): { text: string; point?: string } {
  const { messageUid, subscriber, level, cause } = event;
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
      return {
        text: `${sayWithSession(event, index) ?? sayWhyLost(letter, cause)}:`,
        point: `${who} will never see it.`,
      };
  }
}

/** Of what the broker let go of with a session; and of an expiry, which of the two was over. */
function sayWithSession(
  event: TraceEventOf<'message-lost'>,
  index: TraceIndex,
): string | undefined {
  const letter = letterOf(index, event.messageUid);
  const discard = discardOf(index, event);
  const end = discard && sessionEndAt(index, discard.peer, discard.at);
  if (end !== undefined) {
    const how = end.reason === 'expired' ? 'expired' : 'ended';
    return `The session of ${index.nameOf(end.client)} has ${how}, and ${letter} with it`;
  }
  return discard?.reason === 'expired' ? `${letter} has waited too long and is expired` : undefined;
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
      return `The time for which ${letter} was kept is over`;
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
