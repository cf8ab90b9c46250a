// A trace as a Mermaid sequence diagram, to paste: an arrow for each packet when it is sent, a cross where
// it is lost, and notes for what happens at a node and for why it sends something again.

import type { NodeId, PacketRecord, TraceEvent } from '../trace/event.ts';
import { sayLost } from '../trace/sentence.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { formatInstant, ordinalWord } from '../trace/words.ts';
import { lostPackets } from './losses.ts';
import type { Span } from './span.ts';

/**
 * @param index from the run's start
 * @returns Mermaid's text, from `sequenceDiagram` on; a packet's arrow stands where it is sent
 */
export function formatMermaid(index: TraceIndex, span: Span, title?: string): string {
  const events = index.events.filter(({ at }) => at >= span.from && at <= span.to);
  const losses = lostPackets(index.events);
  const lines: string[] = [];
  const aliases = aliasesOf(index.events);
  const alias = (node: NodeId) => aliases.get(node) ?? '';
  for (const event of events) {
    for (const line of [noteOf(event, index, alias), arrowOf(event, index, alias, losses)]) {
      if (line !== undefined) lines.push(`  ${line}`);
    }
  }
  const head = title === undefined ? [] : ['---', `title: ${JSON.stringify(title)}`, '---'];
  const nodes = [...aliases].map(([node, name]) => `  participant ${name} as ${nodeLabel(node)}`);
  return `${[...head, 'sequenceDiagram', ...nodes, ...lines].join('\n')}\n`;
}

/** Who subscribes and does not publish stands behind the broker. Ids may hold anything. */
function aliasesOf(events: readonly TraceEvent[]): ReadonlyMap<NodeId, string> {
  const clients = new Set<NodeId>();
  const publishers = new Set<NodeId>();
  const subscribers = new Set<NodeId>();
  for (const event of events) {
    if (event.kind === 'connection-opened') clients.add(event.client);
    if (event.kind === 'message-published') publishers.add(event.publisher);
    if (event.kind === 'session-subscribed') subscribers.add(event.client);
  }
  for (const node of publishers) clients.add(node);
  const isBehind = (node: NodeId) => subscribers.has(node) && !publishers.has(node);
  const [before, behind] = [
    [...clients].filter((node) => !isBehind(node)),
    [...clients].filter(isBehind),
  ];
  const named = [...before, ...behind].map((node, i): [NodeId, string] => [node, `client${i + 1}`]);
  named.splice(before.length, 0, ['broker', 'broker']);
  return new Map(named);
}

function nodeLabel(node: NodeId): string {
  return node === 'broker' ? 'Broker' : escapeSigns(node);
}

function arrowOf(
  event: TraceEvent,
  index: TraceIndex,
  alias: (node: NodeId) => string,
  losses: ReturnType<typeof lostPackets>,
): string | undefined {
  if (event.kind !== 'packet-sent') return;
  const { packet } = event;
  const isLost = losses.has(packet.uid);
  const parts = [labelOf(packet, index)];
  if (packet.networkCopy !== undefined) parts.push('copied by the network');
  if (isLost) parts.push(sayLost(losses.get(packet.uid) ?? 'network'));
  const text = escapeSigns(parts.join(', '));
  return `${alias(packet.from)}${isLost ? '-x' : '->>'}${alias(packet.to)}: ${text}`;
}

/** `PUBLISH A #7, QoS 1, DUP`. */
function labelOf(packet: PacketRecord, index: TraceIndex): string {
  const { type, packetId, qos, dup } = packet;
  const letter = index.letterOf(packet);
  const name = [type, letter, packetId === 0 ? '' : `#${packetId}`];
  const first = name.filter((part) => part !== '').join(' ');
  if (type !== 'PUBLISH') return first;
  return `${first}, QoS ${qos}${dup ? ', DUP' : ''}`;
}

function noteOf(
  event: TraceEvent,
  index: TraceIndex,
  alias: (node: NodeId) => string,
): string | undefined {
  const note = (node: NodeId, text: string) => `Note over ${alias(node)}: ${escapeSigns(text)}`;
  const letter = (uid: string) => index.message(uid)?.letter ?? uid;
  const at = `at ${formatInstant(event.at)}`;
  switch (event.kind) {
    case 'packet-sent': {
      const why = whyAgain(event.packet);
      return why === undefined ? why : note(event.packet.from, `${why}, ${at}`);
    }
    case 'segment-sent': {
      if (event.transmission === 1) return;
      const { packet } = event;
      return note(packet.from, `TCP sends ${labelOf(packet, index)} again`);
    }
    case 'message-published':
      return note(event.publisher, `publish ${letter(event.messageUid)}, QoS ${event.qos}, ${at}`);
    case 'message-delivered': {
      const name = letter(event.messageUid);
      if (!event.duplicate) return note(event.subscriber, `${name} delivered, ${at}`);
      return note(
        event.subscriber,
        `${name} delivered a ${ordinalWord(event.callbacks)} time, ${at}`,
      );
    }
    case 'message-received':
      return note(event.subscriber, `${letter(event.messageUid)} received, ${at}`);
    case 'message-lost':
      return note(event.subscriber, `${letter(event.messageUid)} is lost, ${at}`);
    case 'connection-closed':
      return note(event.client, `connection ended: ${event.reason}, ${at}`);
    case 'connection-opened':
      return note(event.client, `connects, ${at}`);
    case 'client-offline':
    case 'client-online':
      return note(event.client, `${event.kind === 'client-offline' ? 'offline' : 'online'}, ${at}`);
    case 'node-crashed':
    case 'node-restarted':
      return note(event.node, `${event.kind === 'node-crashed' ? 'crashes' : 'is back'}, ${at}`);
    default:
      return;
  }
}

/** Above what is sent again, which is named below it. */
function whyAgain({ because }: PacketRecord): string | undefined {
  if (because === 'reconnect-resend') return 'connected again, sends again';
  return because === 'timer-resend' ? 'no answer in time, sends again' : undefined;
}

/** What would end a line or begin something of Mermaid's own, as character codes. */
function escapeSigns(text: string): string {
  return text.replace(/[#;:<>{}"\\`%\n\r]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
