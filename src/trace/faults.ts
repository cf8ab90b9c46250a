// Sentences about what happens to nodes and connections: crashes, cuts, silence, and who knows of it;
// who joins and who leaves; what is held up.

import type { SimTime } from '../base/time.ts';
import type { ClientId, NodeId, Qos, TraceEvent, TraceEventKind, TraceEventOf } from './event.ts';
import { dueAtOf, flightName } from './flights.ts';
import { beginning, capital, namePacket, RANK, type Sentence } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';
import { formatSpan } from './words.ts';

interface At {
  readonly at: SimTime;
}

/** @returns undefined for other events */
export function tellFault(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const text = sayFault(event, index);
  if (text === undefined) return undefined;
  const said = 'client' in event ? beginning(text, event.client) : capital(text);
  return { at: event.at, rank: rankOf(event.kind), text: said };
}

function rankOf(kind: TraceEventKind): number {
  if (kind === 'publish-missed') return RANK.published;
  const follows = kind === 'connection-closed' || kind === 'connection-refused';
  return follows ? RANK.connectionClosed : RANK.fault;
}

function sayFault(event: TraceEvent, index: TraceIndex): string | undefined {
  switch (event.kind) {
    case 'node-crashed':
      return `${index.nameOf(event.node)} crashes.`;
    case 'node-restarted':
      return `${index.nameOf(event.node)} is back${sayKept(event, index)}.`;
    case 'client-offline':
      return `${index.nameOf(event.client)} ${sayHow(event, index)}.`;
    case 'client-added':
      return `${event.client} joins${sayWishes(event.settings.subscriptions)}.`;
    case 'client-removed':
      return `${index.nameOf(event.client)} leaves for good; the broker forgets its session.`;
    case 'packet-delayed':
      return sayDelayed(event, index);
    case 'client-online':
      return `${index.nameOf(event.client)} goes online again.`;
    case 'connection-silenced':
      return `nothing gets through on ${index.nameOf(event.client)}’s connection any more; neither end knows yet.`;
    case 'connection-closed':
      return sayClosed(event, index);
    case 'session-ended':
      return event.reason === 'expired'
        ? `the session of ${index.nameOf(event.client)} has expired.`
        : undefined;
    case 'connection-refused':
      return `${index.nameOf(event.client)} cannot connect: the broker is down.`;
    case 'publish-missed':
      return `${index.nameOf(event.client)} was down when a message was due: it was never published.`;
    default:
      return undefined;
  }
}

/** ` and subscribes at QoS 1`. */
function sayWishes(subscriptions: readonly { readonly qos: Qos }[]): string {
  const levels = [...new Set(subscriptions.map(({ qos }) => qos))].sort();
  return levels.length === 0 ? '' : ` and subscribes at QoS ${levels.join(' and ')}`;
}

/** Of the one that a command holds up: what waits behind it follows from that. */
function sayDelayed(
  { at, packet, transmission, dueAt, behind }: TraceEventOf<'packet-delayed'>,
  index: TraceIndex,
): string | undefined {
  const flight = index.flight(flightName(packet.uid, transmission));
  if (behind !== undefined || flight === undefined) return undefined;
  const by = (dueAt - dueAtOf(flight, (at - 1) as SimTime)) as SimTime;
  return `the ${namePacket(packet, index)} is held up for ${formatSpan(by)}.`;
}

function sayClosed(
  { client, end, reason }: TraceEventOf<'connection-closed'>,
  index: TraceIndex,
): string {
  const ended = `the connection of ${index.nameOf(client)} has ended`;
  if (end === 'both') return `${ended}: ${reason}.`;
  return `as ${index.nameOf(end === 'client' ? client : 'broker')} sees it, ${ended}: ${reason}.`;
}

/** What the broker's store has kept over its crash. */
function sayKept({ at, node }: At & { readonly node: NodeId }, index: TraceIndex): string {
  if (node !== 'broker') return '';
  const crash = index.events.findLast(
    (event) => event.kind === 'node-crashed' && event.node === node && event.at <= at,
  );
  const before = crash === undefined ? 0 : countKept(index, node, (crash.at - 1) as SimTime);
  const now = countKept(index, node, at);
  if (before === 0 && now === 0) return '';
  const count = now === 1 ? '1 message' : `${now === 0 ? 'no' : now} messages`;
  return ` with ${count} in its store; before it crashed, there ${before === 1 ? 'was' : 'were'} ${before}`;
}

function countKept(index: TraceIndex, node: NodeId, t: SimTime): number {
  return index
    .storesAt(t)
    .filter((s) => s.node === node && (s.identifierFrom === undefined || s.identifierFrom > t))
    .length;
}

/** As the command says that has made it so. */
function sayHow({ at, client }: At & { readonly client: ClientId }, index: TraceIndex): string {
  for (const { kind, ...facts } of index.eventsBetween((at - 1) as SimTime, at)) {
    if (kind !== 'command-applied' || !('command' in facts)) continue;
    const { command } = facts;
    if (command.kind !== 'take-offline' || command.client !== client) continue;
    if (command.how === 'disconnect') return 'disconnects, and stays away';
    if (command.how === 'silent') return 'is gone, and the broker is not told';
    return 'is cut off, and stays away';
  }
  return 'goes offline';
}
