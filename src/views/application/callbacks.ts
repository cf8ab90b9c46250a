// What subscribers' applications have been handed, callback by callback: of messages, and of what the
// broker has originated, wills and retained messages.

import type { SimTime } from '../../base/time.ts';
import type { ClientId, MessageUid, TraceEvent } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

export interface Callback {
  readonly at: SimTime;
  readonly subscriber: ClientId;
  readonly messageUid: MessageUid;
  /** 1 for the first of this message. */
  readonly nth: number;
}

export function isCallback(event: TraceEvent, subscriber: ClientId | undefined): boolean {
  const callback = callbackOf(event);
  if (callback === undefined) return false;
  return subscriber === undefined || callback.subscriber === subscriber;
}

/** Undefined for all other events. */
export function callbackOf(event: TraceEvent | undefined): Callback | undefined {
  switch (event?.kind) {
    case 'message-delivered': {
      const { at, subscriber, messageUid, callbacks } = event;
      return { at, subscriber, messageUid, nth: callbacks };
    }
    case 'message-received': {
      const { at, subscriber, messageUid } = event;
      return { at, subscriber, messageUid, nth: 1 };
    }
    default:
      return undefined;
  }
}

/** Of a message that the broker has retained: which one it is, as far as that is known. */
export function sayReplay(index: TraceIndex, replays: MessageUid): string {
  const source = index.message(replays);
  return source === undefined ? 'retained' : `${source.letter}, retained`;
}
