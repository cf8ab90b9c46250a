// One event as one fixed-width line of plain text, for golden traces: what a person reads, line by
// line, against the specification. Says all that an event says but for byte counts of no interest.

import { assertNever } from '../base/assertNever.ts';
import { type SimTime, toSec } from '../base/time.ts';
import type { Command, PublishPattern } from '../scenario/scenario.ts';
import { labelOf } from './copyNumber.ts';
import type { PacketRecord, StoreEntry, TraceEvent } from './event.ts';
import { inOrder } from './ndjson.ts';

/** `    1.200000 packet-sent          pub > broker    PUBLISH  …` */
export function formatGoldenLine(event: TraceEvent): string {
  const [where, ...facts] = describe(event);
  const line = [
    formatInstant(event.at).padStart(12),
    event.kind.padEnd(20),
    (where ?? '').padEnd(14),
    ...facts,
  ];
  return line.join(' ').trimEnd();
}

/** Seconds, to the microsecond. */
function formatInstant(time: SimTime): string {
  return toSec(time).toFixed(6);
}

/** Where it happened, and the facts. */
function describe(event: TraceEvent): readonly string[] {
  switch (event.kind) {
    case 'run-started':
      return ['', `version ${event.protocolVersion}`];
    case 'connection-opened':
    case 'connection-silenced':
      return [event.client, `connection ${event.connection}`];
    case 'session-started':
    case 'session-resumed':
    case 'connection-refused':
    case 'client-offline':
    case 'client-online':
    case 'client-removed':
      return [event.client];
    case 'client-added':
      return [event.client, JSON.stringify(inOrder(event.settings))];
    case 'connection-closed': {
      const { client, connection, end, by, reason } = event;
      return [client, `connection ${connection}, end ${end}, by ${by}: ${reason}`];
    }
    case 'node-crashed':
    case 'node-restarted':
      return [event.node];
    case 'broker-saved':
      return ['broker', `entries ${event.entries}`];
    case 'session-subscribed':
      return [event.client, `${event.filter} at QoS ${event.qos}`];
    case 'session-unsubscribed':
      return [event.client, event.filter];
    case 'session-ended':
      return [event.client, event.reason];
    case 'session-stored':
    case 'session-updated':
      return [event.node, ...describeEntry(event.entry)];
    case 'session-released': {
      const { node, entry, reason } = event;
      return [node, ...describeEntry(entry), reason ?? ''];
    }
    case 'publishing-started':
      return [];
    case 'message-published': {
      const { publisher, messageUid, qos, topic, payload, subscribers } = event;
      const text = JSON.stringify(payload);
      return [publisher, `${messageUid} QoS ${qos} ${topic} ${text} for ${subscribers.join(' ')}`];
    }
    case 'pattern-started':
      return [event.client, describePattern(event.pattern)];
    case 'pattern-ended':
      return [event.client, event.pattern];
    case 'publish-missed':
      return [event.client, `${event.pattern} ${event.nth}`];
    case 'message-originated': {
      const { client, messageUid, origin, qos, topic, payload } = event;
      const text = JSON.stringify(payload);
      return ['broker', `${messageUid} QoS ${qos} ${topic} ${text}, ${origin} of ${client}`];
    }
    case 'message-received':
      return [event.subscriber, `${event.messageUid} here QoS ${event.qos}`];
    case 'broker-retained':
      return ['broker', `${event.messageUid} for ${event.topic}`];
    case 'broker-unretained':
      return ['broker', event.topic];
    case 'message-delivered': {
      const { subscriber, messageUid, level, qos, copy, callbacks, duplicate, cause } = event;
      const first = `${messageUid} QoS ${level}, here ${qos}, copy ${labelOf(copy)}, callback ${callbacks}`;
      return [subscriber, duplicate ? `${first}: duplicate, ${cause}` : first];
    }
    case 'message-lost':
      return [event.subscriber, `${event.messageUid} QoS ${event.level}: ${event.cause}`];
    case 'message-discarded':
      return [event.node, `${event.messageUid} for ${event.peer}: ${event.reason}`];
    case 'message-acknowledged': {
      const { client, messageUid, hop, level, copy, first } = event;
      const again = first ? '' : ', not the first';
      return [client, `${messageUid} QoS ${level}, hop ${hop}, copy ${labelOf(copy)}${again}`];
    }
    case 'packet-sent': {
      const { packet } = event;
      return [...describePacket(packet), `${packet.because}${sayFate(event)}`];
    }
    case 'segment-sent': {
      const { packet, transmission, why } = event;
      return [...describePacket(packet), `transmission ${transmission}, ${why}${sayFate(event)}`];
    }
    case 'segment-lost': {
      const { packet, transmission, cause } = event;
      return [...describePacket(packet), `transmission ${transmission} by ${cause}`];
    }
    case 'segment-arrived': {
      const { packet, transmission, awaits } = event;
      const waits = awaits === undefined ? '' : `, waits for ${awaits}`;
      return [...describePacket(packet), `transmission ${transmission}${waits}`];
    }
    case 'tcp-ack-sent': {
      const { from, to, answers, transmission } = event;
      const what = `of ${answers}, transmission ${transmission}${sayFate(event)}`;
      return [`${from} > ${to}`.padEnd(14), what];
    }
    case 'packet-delayed': {
      const { packet, transmission, behind } = event;
      const why = behind === undefined ? '' : `, behind ${behind}`;
      const what = `transmission ${transmission}${sayFate(event)}${why}`;
      return [...describePacket(packet), what];
    }
    case 'packet-arrived':
      return [...describePacket(event.packet)];
    case 'packet-lost':
      return [...describePacket(event.packet), `by ${event.cause}`];
    case 'timer-set':
    case 'timer-fired': {
      const { node, timer, packetId, client, firesAt, messageUid } = event;
      const what = `${timer} ${packetId === 0 ? '' : packetId}`.padEnd(15);
      const whose = `with ${client} at ${formatInstant(firesAt)} ${messageUid ?? ''}`;
      return [node, what, whose];
    }
    case 'network-changed':
      return ['', JSON.stringify(event.network)];
    case 'command-applied':
      return ['', describeCommand(event.command)];
    case 'command-refused':
      return ['', describeCommand(event.command), event.reason];
    default:
      return assertNever(event);
  }
}

interface Fate {
  readonly arrivesAt?: SimTime;
  readonly lostAt?: SimTime;
  readonly dueAt?: SimTime;
}

/** Nothing for a packet over TCP, whose end its segments make. */
function sayFate({ arrivesAt, lostAt, dueAt }: Fate): string {
  if (arrivesAt !== undefined) return `: arrives at ${formatInstant(arrivesAt)}`;
  const until = lostAt ?? dueAt;
  return until === undefined ? '' : `: lost at ${formatInstant(until)}`;
}

function describePacket(packet: PacketRecord): readonly string[] {
  const { from, to, type, qos, dup, packetId, reasonCode, bytes, uid } = packet;
  const { retain, expirySec } = packet;
  return [
    `${from} > ${to}`.padEnd(14),
    type.padEnd(9),
    (packetId === 0 ? '' : `id ${packetId}`).padEnd(5),
    `q${qos}`,
    dup ? 'DUP' : '   ',
    retain === true ? 'RETAIN' : '',
    reasonCode === 0 ? '    ' : `0x${reasonCode.toString(16)}`,
    `${bytes} B`.padStart(5),
    uid.padEnd(30),
    expirySec === undefined ? '' : `expires in ${expirySec} s`,
  ].filter((fact) => fact !== '');
}

function describePattern(pattern: PublishPattern): string {
  const { name, topic, qos, payload, payloads, ratePerSec, startMs, count } = pattern;
  const times = count === undefined ? '' : `, ${count} times`;
  return `${name} QoS ${qos} ${topic} ${JSON.stringify(payloads ?? payload)} ${ratePerSec}/s from ${startMs} ms${times}`;
}

function describeEntry(entry: StoreEntry): readonly string[] {
  const { store, peer, packetId, messageUid, copy, qos, holds, awaits, bytes } = entry;
  return [
    store.padEnd(9),
    (packetId === 0 ? '' : `id ${packetId}`).padEnd(5),
    `q${qos}`,
    `holds ${holds}, awaits ${awaits} ${store === 'incoming' ? 'from' : 'of'} ${peer},`,
    `${messageUid} copy ${labelOf(copy)} ${bytes} B`,
  ];
}

function describeCommand({ kind, ...facts }: Command): string {
  return `${kind} ${JSON.stringify(facts)}`;
}
