// How important an event can be, before its sentence is made: one is told among thousands.

import type { TraceEvent } from './event.ts';
import { RANK } from './sentence.ts';

/** @returns at most the rank of the event's sentence; Infinity when it has none for certain */
export function rankAtBest(event: TraceEvent): number {
  switch (event.kind) {
    case 'message-delivered':
      return event.duplicate ? RANK.duplicate : RANK.delivered;
    case 'message-lost':
      return RANK.messageLost;
    case 'packet-sent': {
      const { because, type } = event.packet;
      if (because === 'timer-resend' || because === 'reconnect-resend') return RANK.resend;
      return type === 'CONNECT' || type === 'SUBSCRIBE' ? RANK.connected : Infinity;
    }
    case 'segment-sent':
      return event.why === 'first' ? Infinity : RANK.resend;
    case 'segment-arrived':
      return event.awaits === undefined ? Infinity : RANK.held;
    case 'packet-lost':
    case 'segment-lost':
      return RANK.packetLost;
    case 'message-acknowledged':
      return event.hop === 1 ? RANK.acknowledged : Infinity;
    case 'message-published':
      return RANK.published;
    case 'packet-arrived':
    case 'session-stored':
    case 'session-updated':
    case 'session-released':
    case 'tcp-ack-sent':
    case 'timer-set':
    case 'timer-fired':
      return Infinity;
    // The rest is rare: its sentence says.
    default:
      return 0;
  }
}
