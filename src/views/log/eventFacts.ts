// What an event is about, as the table of events filters by it: a kind, a level, nodes, a message.
// The filter itself is eventTable.ts's.

import { assertNever } from '../../base/assertNever.ts';
import type {
  MessageUid,
  NodeId,
  PacketRecord,
  PacketType,
  Qos,
  TraceEvent,
  TraceEventKind,
} from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

export const EVENT_GROUPS = [
  'packets',
  'segments',
  'messages',
  'stores',
  'sessions',
  'timers',
  'commands',
] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

export interface EventFilter {
  readonly group: EventGroup | undefined;
  readonly type: PacketType | undefined;
  readonly level: Qos | undefined;
  readonly node: NodeId | undefined;
  /** Its whole family. */
  readonly message: MessageUid | undefined;
}

export const NO_FILTER: EventFilter = {
  group: undefined,
  type: undefined,
  level: undefined,
  node: undefined,
  message: undefined,
};

export function packetOf(event: TraceEvent): PacketRecord | undefined {
  return 'packet' in event ? event.packet : undefined;
}

export function messageOf(event: TraceEvent, index: TraceIndex): MessageUid | undefined {
  if ('packet' in event) return event.packet.messageUid;
  if ('messageUid' in event) return event.messageUid;
  if ('entry' in event) return event.entry.messageUid;
  if (event.kind === 'tcp-ack-sent') return index.flight(event.answers)?.packet.messageUid;
  return undefined;
}

/** The QoS at which its message was published; what the broker originates has none. */
export function levelOf(event: TraceEvent, index: TraceIndex): Qos | undefined {
  if ('packet' in event) return event.packet.level;
  if ('level' in event) return event.level;
  const message = index.message(messageOf(event, index) ?? '');
  return message?.publisher === 'broker' ? undefined : message?.level;
}

/** Where it happens: at one node, or between two. Nowhere for what happens to the network. */
export function nodesOf(event: TraceEvent): readonly NodeId[] {
  switch (event.kind) {
    case 'packet-sent':
    case 'packet-arrived':
    case 'packet-lost':
    case 'packet-delayed':
    case 'segment-sent':
    case 'segment-lost':
    case 'segment-arrived':
      return [event.packet.from, event.packet.to];
    case 'tcp-ack-sent':
      return [event.from, event.to];
    case 'message-published':
      return [event.publisher];
    case 'message-delivered':
    case 'message-received':
    case 'message-lost':
      return [event.subscriber];
    case 'message-acknowledged':
      return event.hop === 1 ? [event.client] : ['broker'];
    case 'message-discarded':
    case 'session-stored':
    case 'session-updated':
    case 'session-released':
    case 'timer-set':
    case 'timer-fired':
    case 'node-crashed':
    case 'node-restarted':
      return [event.node];
    case 'message-originated':
    case 'broker-saved':
    case 'broker-retained':
    case 'broker-unretained':
      return ['broker'];
    case 'connection-opened':
    case 'connection-closed':
    case 'connection-refused':
    case 'connection-silenced':
    case 'client-offline':
    case 'client-online':
    case 'client-added':
    case 'client-removed':
    case 'session-started':
    case 'session-resumed':
    case 'session-subscribed':
    case 'session-unsubscribed':
    case 'session-ended':
    case 'pattern-started':
    case 'pattern-ended':
    case 'publish-missed':
      return [event.client];
    case 'run-started':
    case 'publishing-started':
    case 'network-changed':
    case 'command-applied':
    case 'command-refused':
      return [];
    default:
      return assertNever(event);
  }
}

export function groupOf(kind: TraceEventKind): EventGroup {
  switch (kind) {
    case 'packet-sent':
    case 'packet-arrived':
    case 'packet-lost':
    case 'packet-delayed':
      return 'packets';
    case 'segment-sent':
    case 'segment-lost':
    case 'segment-arrived':
    case 'tcp-ack-sent':
      return 'segments';
    case 'message-published':
    case 'message-originated':
    case 'message-delivered':
    case 'message-received':
    case 'message-lost':
    case 'message-discarded':
    case 'message-acknowledged':
    case 'publish-missed':
      return 'messages';
    case 'session-stored':
    case 'session-updated':
    case 'session-released':
    case 'broker-saved':
    case 'broker-retained':
    case 'broker-unretained':
      return 'stores';
    case 'connection-opened':
    case 'connection-closed':
    case 'connection-refused':
    case 'connection-silenced':
    case 'client-offline':
    case 'client-online':
    case 'client-added':
    case 'client-removed':
    case 'node-crashed':
    case 'node-restarted':
    case 'session-started':
    case 'session-resumed':
    case 'session-subscribed':
    case 'session-unsubscribed':
    case 'session-ended':
      return 'sessions';
    case 'timer-set':
    case 'timer-fired':
      return 'timers';
    case 'run-started':
    case 'publishing-started':
    case 'pattern-started':
    case 'pattern-ended':
    case 'network-changed':
    case 'command-applied':
    case 'command-refused':
      return 'commands';
    default:
      return assertNever(kind);
  }
}
