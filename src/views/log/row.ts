// An event as a row of the table of events: what happened, to what, where, and why, in plain words.

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
import { describeCommand } from '../../scenario/describeCommand.ts';
import type {
  PacketType,
  PacketUid,
  Qos,
  TraceEvent,
  TraceEventKind,
  TraceEventOf,
} from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { ordinalNumber } from '../../trace/words.ts';
import { SESSION_ENDS, sayCause, sayLossCause } from './causeWords.ts';
import { levelOf, messageOf, nodesOf, packetOf } from './eventFacts.ts';
import {
  DUPLICATE_WORDS,
  formatInstant,
  isSentAgain,
  nodeName,
  sayLossOf,
  sayPacketWhy,
  sayTimer,
} from './rowWords.ts';

export interface Row {
  readonly at: SimTime;
  readonly what: string;
  /** The packet that it is about, or else its message's letter alone. */
  readonly type: PacketType | undefined;
  readonly letter: string;
  readonly dup: boolean;
  readonly level: Qos | undefined;
  /** `publisher → broker`, `subscriber`. */
  readonly where: string;
  /** 0 for none. */
  readonly packetId: number;
  readonly why: string;
  /** Bytes on the wire or in the store. */
  readonly bytes: number | undefined;
  readonly tone: 'loss' | 'dup' | undefined;
}

type Said = readonly [what: string, why?: string, tone?: 'loss' | 'dup'];

/** @param index knows the event */
export function rowOf(event: TraceEvent, index: TraceIndex): Row {
  const packet = packetOf(event);
  const [what, why = '', tone] = say(event, index);
  const message = messageOf(event, index);
  return {
    at: event.at,
    what,
    type: packet?.type,
    letter: index.message(message ?? '')?.letter ?? '',
    dup: packet?.dup ?? false,
    level: levelOf(event, index),
    where: nodesOf(event)
      .map((node) => nodeName(node, index))
      .join(' → '),
    packetId: packet?.packetId ?? identifierOf(event),
    why,
    bytes: packet?.bytes ?? ('entry' in event ? event.entry.bytes : undefined),
    tone,
  };
}

function identifierOf(event: TraceEvent): number {
  if ('entry' in event) return event.entry.packetId;
  return 'packetId' in event ? event.packetId : 0;
}

function say(event: TraceEvent, index: TraceIndex): Said {
  const name = (node: string) => nodeName(node, index);
  switch (event.kind) {
    case 'packet-sent':
      return [isSentAgain(event.packet) ? 'sent again' : 'sent', sayPacketWhy(event.packet)];
    case 'packet-arrived':
      return ['arrived'];
    case 'packet-lost':
      return ['lost on its way', sayLossOf(event.cause), 'loss'];
    case 'packet-delayed':
      return [
        'delayed',
        `now due at ${formatInstant(event.dueAt)}${sayBehind(event.behind, index)}`,
      ];
    case 'segment-sent':
      if (event.why === 'first') return ['segment sent'];
      return [
        'segment sent again',
        event.why === 'timeout' ? 'no TCP acknowledgement in time' : 'what was sent later is there',
      ];
    case 'segment-lost':
      return ['segment lost', sayLossOf(event.cause), 'loss'];
    case 'segment-arrived':
      return ['segment arrived', sayBehind(event.awaits, index).replace(/^, /, '')];
    case 'tcp-ack-sent':
      return ['TCP acknowledges', nameOf(event.answers, index)];
    case 'message-published':
      return ['published', `“${event.payload}” on ${event.topic}`];
    case 'message-originated':
      return event.origin === 'will'
        ? ['will published', `of ${name(event.client)}: “${event.payload}” on ${event.topic}`]
        : ['retained, replayed', `for ${name(event.client)}: “${event.payload}” on ${event.topic}`];
    case 'message-delivered':
      return sayDelivered(event);
    case 'message-received':
      return ['received', `at QoS ${event.qos}, from the broker itself`];
    case 'message-lost':
      return ['message lost', sayLossCause(index, event), 'loss'];
    case 'message-discarded':
      return [
        'discarded',
        `for ${name(event.peer)}: ${sayCause(index, event.at, event.reason, event.peer)}`,
      ];
    case 'message-acknowledged':
      return event.hop === 1
        ? ['acknowledged', 'the publisher has its last answer']
        : ['acknowledged', `${name(event.client)} has answered`];
    case 'publish-missed':
      return ['never published', `its process was down: ${event.pattern} ${event.nth}`];
    case 'session-stored':
      return ['stored', sayHeld(event.entry)];
    case 'session-updated':
      return ['store changed', sayHeld(event.entry)];
    case 'session-released': {
      const { at, reason, entry } = event;
      const why = reason && sayCause(index, at, reason, entry.peer);
      return ['released', why ?? 'finished with'];
    }
    case 'broker-saved':
      return ['store saved', event.entries === 1 ? '1 entry' : `${event.entries} entries`];
    case 'broker-retained':
      return ['retained', `for ${event.topic}`];
    case 'broker-unretained':
      return ['no longer retained', `for ${event.topic}`];
    case 'timer-set':
      return ['timer set', `${sayTimer(event.timer)}, due at ${formatInstant(event.firesAt)}`];
    case 'timer-fired':
      return ['timer is up', sayTimer(event.timer)];
    default:
      return sayRare(event);
  }
}

type CommonKind =
  | Extract<TraceEventKind, `${'packet' | 'segment' | 'message' | 'timer'}-${string}`>
  | 'tcp-ack-sent'
  | 'publish-missed'
  | 'session-stored'
  | 'session-updated'
  | 'session-released'
  | 'broker-saved'
  | 'broker-retained'
  | 'broker-unretained';

function sayRare(event: Exclude<TraceEvent, { readonly kind: CommonKind }>): Said {
  switch (event.kind) {
    case 'run-started':
      return ['run starts', `MQTT ${event.protocolVersion === 4 ? '3.1.1' : '5.0'}`];
    case 'publishing-started':
      return ['publishing starts', 'everyone is connected and subscribed'];
    case 'connection-opened':
      return ['connection opened'];
    case 'connection-closed': {
      const { end, reason } = event;
      return ['connection closed', end === 'both' ? reason : `at the ${end}’s end: ${reason}`];
    }
    case 'connection-refused':
      return ['connection refused', 'the broker is down'];
    case 'connection-silenced':
      return ['connection silenced', 'nothing gets through, and neither end knows'];
    case 'client-offline':
      return ['goes offline'];
    case 'client-online':
      return ['goes online'];
    case 'client-added':
      return ['joins the run'];
    case 'client-removed':
      return ['leaves the run'];
    case 'node-crashed':
      return ['crashes'];
    case 'node-restarted':
      return ['is back'];
    case 'session-started':
      return ['session starts'];
    case 'session-resumed':
      return ['session resumed'];
    case 'session-subscribed':
      return ['subscribed', `${event.filter} at QoS ${event.qos}`];
    case 'session-unsubscribed':
      return ['unsubscribed', event.filter];
    case 'session-ended':
      return ['session ends', SESSION_ENDS[event.reason]];
    case 'pattern-started': {
      const { topic, ratePerSec, qos } = event.pattern;
      return ['publishes by itself', `${ratePerSec} a second on ${topic} at QoS ${qos}`];
    }
    case 'pattern-ended':
      return ['no longer by itself', event.pattern];
    case 'network-changed':
      return ['network changed', event.network.model === 'tcp' ? 'TCP' : 'lossy packets'];
    case 'command-applied':
      return ['command', describeCommand(event.command)];
    case 'command-refused':
      return ['command refused', `${describeCommand(event.command)}: ${event.reason}`];
    default:
      return assertNever(event);
  }
}

function sayDelivered(event: TraceEventOf<'message-delivered'>): Said {
  const { at, publishedAt, callbacks, cause } = event;
  if (event.duplicate) {
    const why = cause === undefined ? '' : DUPLICATE_WORDS[cause];
    return [`delivered, ${ordinalNumber(callbacks)} time`, why, 'dup'];
  }
  return ['delivered', `${(at - publishedAt) / 1000} ms after it was published`];
}

function sayHeld({ holds, awaits }: { readonly holds: string; readonly awaits: string }): string {
  const what = holds === 'message' ? 'the message' : 'its identifier alone';
  if (awaits === 'window') return `${what}, until there is room to send it`;
  if (awaits === 'handler') return `${what}, until the application takes it`;
  return `${what}, until ${awaits}`;
}

/** @param uid what it waits for; undefined: it does not */
function sayBehind(uid: string | undefined, index: TraceIndex): string {
  return uid === undefined ? '' : `, behind ${nameOf(uid, index)}`;
}

/** `the PUBLISH A` */
function nameOf(uid: PacketUid, index: TraceIndex): string {
  const packet = index.flight(uid)?.packet;
  return packet === undefined
    ? 'an earlier packet'
    : `the ${`${packet.type} ${index.letterOf(packet)}`.trim()}`;
}
