// Why a message was lost and a session ended, in words: for the table of events and the inspector.

import type { LossCause, TraceEventOf } from '../../trace/event.ts';

export const CAUSE_WORDS: Readonly<Record<LossCause, string>> = {
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
