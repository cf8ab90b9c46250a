// Which session had a message, and ended with it.

import type { SimTime } from '../base/time.ts';
import type { NodeId, TraceEventOf } from './event.ts';
import type { TraceIndex } from './traceIndex.ts';

type SessionEnded = TraceEventOf<'session-ended'>;

/** The end of a client's session at an instant. */
export function sessionEndAt(
  index: TraceIndex,
  client: NodeId,
  at: SimTime,
): SessionEnded | undefined {
  return index
    .eventsBetween((at - 1) as SimTime, at)
    .find((event) => event.kind === 'session-ended' && event.client === client) as
    | SessionEnded
    | undefined;
}

/** How the broker let go of a message that is lost, as far as the trace is known. */
export function discardOf(
  index: TraceIndex,
  { at, messageUid, subscriber, cause }: TraceEventOf<'message-lost'>,
): TraceEventOf<'message-discarded'> | undefined {
  const theirs = [subscriber, index.message(messageUid)?.publisher];
  return index.events.findLast(
    (event) =>
      event.kind === 'message-discarded' &&
      event.at <= at &&
      event.messageUid === messageUid &&
      event.node === 'broker' &&
      event.reason === cause &&
      theirs.includes(event.peer),
  ) as TraceEventOf<'message-discarded'> | undefined;
}
