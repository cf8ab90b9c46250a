// Why a message was lost and a session ended, in words: for the table of events and the inspector.

import type { SimTime } from '../../base/time.ts';
import { discardOf, sessionEndAt } from '../../trace/endedSessions.ts';
import type { LossCause, NodeId, TraceEventOf } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

const CAUSE_WORDS: Readonly<Record<LossCause, string>> = {
  packetLost: 'the packet was lost, and nobody sends it again',
  connectionLost: 'the connection ended with it on its way',
  offline: 'there was no connection to send it on',
  queueFull: 'the queue is full',
  stateLost: 'the state that held it is gone',
  expired: 'it has expired',
  gaveUp: 'its sender gave up',
  refused: 'it was refused',
  tooLarge: 'it is too large for its receiver',
};

export const SESSION_ENDS: Readonly<Record<TraceEventOf<'session-ended'>['reason'], string>> = {
  clean: 'a new one was asked for',
  disconnected: 'its connection ended',
  expired: 'it has expired',
  crashed: 'its store was lost in a crash',
  removed: 'it was removed',
};

/**
 * Why a message was let go of; of an expiry, whether the session that had it was over, or its own time.
 * @param client whose session had it
 */
export function sayCause(index: TraceIndex, at: SimTime, cause: LossCause, client: NodeId): string {
  const isSessions = cause === 'expired' && sessionEndAt(index, client, at)?.reason === cause;
  return isSessions ? `the session of ${index.nameOf(client)} has expired` : CAUSE_WORDS[cause];
}

export function sayLossCause(index: TraceIndex, event: TraceEventOf<'message-lost'>): string {
  const { at, cause, subscriber } = event;
  const discard = cause === 'expired' ? discardOf(index, event) : undefined;
  return sayCause(index, discard?.at ?? at, cause, discard?.peer ?? subscriber);
}
