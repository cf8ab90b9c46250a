// How the inspector tells of nodes: their conditions, sessions, and what has lately happened to them.

import type { Condition } from '../../trace/conditions.ts';
import type { NodeId, TraceEvent } from '../../trace/event.ts';
import { tell } from '../../trace/narration.ts';
import type { ClientFacts } from '../../trace/nodeFacts.ts';
import { capital } from '../../trace/sentence.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { formatInstant } from '../../trace/words.ts';
import { SESSION_ENDS, sayCause } from '../log/causeWords.ts';
import { nameOfPacket, sayLost } from './packetText.ts';

const CONDITIONS: Readonly<Record<Condition, string>> = {
  running: 'running',
  down: 'crashed',
  offline: 'offline',
  disconnected: 'disconnected, tries again',
  connecting: 'connecting',
  connected: 'connected',
  silenced: 'in a black hole: it takes itself for connected',
  gone: 'gone for good',
};

export function sayCondition(condition: Condition): string {
  return CONDITIONS[condition];
}

export function sayConnection({ connection, closed }: ClientFacts): string {
  if (connection !== undefined) {
    const { openedAt, acceptedAt } = connection;
    const accepted = acceptedAt === undefined ? ', no CONNACK yet' : '';
    return `since ${formatInstant(openedAt)}${accepted}`;
  }
  if (closed === undefined) return 'none yet';
  return `none since ${formatInstant(closed.at)}: ${closed.reason}`;
}

export function saySession({ session, sessionEnded }: ClientFacts): string {
  if (session !== undefined) {
    const resumed =
      session.resumedAt === undefined ? '' : `, taken up again ${formatInstant(session.resumedAt)}`;
    return `kept since ${formatInstant(session.since)}${resumed}`;
  }
  if (sessionEnded === undefined) return 'none';
  return `none: ended ${formatInstant(sessionEnded.at)}, ${SESSION_ENDS[sessionEnded.reason]}`;
}

/** An event of a node in a few words. */
export function sayEvent(event: TraceEvent, index: TraceIndex, node: NodeId): string {
  switch (event.kind) {
    case 'packet-sent':
      return `sends ${nameIn(event.packet, index)} to ${event.packet.to}`;
    case 'packet-arrived':
      return `gets ${nameIn(event.packet, index)} from ${event.packet.from}`;
    case 'packet-lost': {
      const { packet, cause } = event;
      const way = packet.from === node ? `to ${packet.to}` : `from ${packet.from}`;
      return `${nameIn(packet, index)} ${way} is ${sayLost(cause)}`;
    }
    case 'message-published':
      return `publishes ${letterOf(event.messageUid, index)} at QoS ${event.qos}`;
    case 'message-delivered':
      return `its application gets ${letterOf(event.messageUid, index)}${event.duplicate ? ' once more' : ''}`;
    case 'message-received':
      return `its application gets ${letterOf(event.messageUid, index)}`;
    case 'message-lost':
      return `will never get ${letterOf(event.messageUid, index)}`;
    case 'message-discarded':
      return `lets go of ${letterOf(event.messageUid, index)}: ${sayCause(index, event.at, event.reason, event.peer)}`;
    case 'connection-opened':
      return 'connection opened';
    case 'connection-closed':
      return `connection closed: ${event.reason}`;
    case 'session-started':
      return 'a session begins';
    case 'session-resumed':
      return 'its session goes on';
    case 'session-ended':
      return `its session ends: ${SESSION_ENDS[event.reason]}`;
    case 'session-subscribed':
      return `subscribed to ${event.filter}, QoS ${event.qos}`;
    case 'session-unsubscribed':
      return `no longer subscribed to ${event.filter}`;
    case 'broker-saved':
      return `saves its store: ${formatEntries(event.entries)}`;
    default:
      return tell(event, index)?.text ?? capital(event.kind.replaceAll('-', ' '));
  }
}

export function formatEntries(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

function nameIn(packet: Parameters<typeof nameOfPacket>[0], index: TraceIndex): string {
  return nameOfPacket(packet, index.letterOf(packet));
}

function letterOf(uid: string, index: TraceIndex): string {
  return index.message(uid)?.letter ?? 'a message';
}
