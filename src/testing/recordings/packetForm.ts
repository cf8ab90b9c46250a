// A packet as a recording and ours are compared: decoded from its bytes, without our own tracers,
// and without what the recordings' rules leave out because it is a broker's configuration.
import type { Packet, PacketType } from '../../mqtt/packets/packet.ts';
import { textOf } from './wireBytes.ts';

export interface PacketForm {
  readonly type: PacketType;
  /** 0 stands for none. */
  readonly packetId: number;
  readonly reasonCode: number | undefined;
  readonly expirySec: number | undefined;
  /** A CONNACK with Session Present 0: identifiers begin anew. */
  readonly startsSession: boolean;
  /** Everything else, in one order of names. */
  readonly rest: string;
}

/** Ours: they never go on the wire. */
const TRACERS = ['messageUid', 'copy', 'attempt', 'uid', 'bytes'];
/** What a CONNACK says of a broker's configuration. */
const CONFIGURATION = [
  'receiveMaximum',
  'topicAliasMaximum',
  'maximumPacketSize',
  'serverKeepAliveSec',
  'assignedClientId',
];
const COMPARED_APART = ['type', 'packetId', 'reasonCode', 'expirySec'];

export function formOf(packet: Packet): PacketForm {
  const fields: Record<string, unknown> = { ...packet };
  const omitted = [...TRACERS, ...COMPARED_APART];
  if (packet.type === 'CONNACK') omitted.push(...CONFIGURATION);
  return {
    type: packet.type,
    packetId: numberIn(fields, 'packetId') ?? 0,
    reasonCode: numberIn(fields, 'reasonCode'),
    expirySec: numberIn(fields, 'expirySec'),
    startsSession: packet.type === 'CONNACK' && !packet.sessionPresent,
    rest: stringify(fields, new Set(omitted)),
  };
}

/** For a report: `PUBLISH #1 "t/a" "m1" QoS 1 DUP`, `CONNACK 0x00 {"sessionPresent":false}`. */
export function formatForm({ type, packetId, reasonCode, expirySec, rest }: PacketForm): string {
  const id = packetId === 0 ? '' : ` #${packetId}`;
  const code = reasonCode === undefined ? '' : ` 0x${reasonCode.toString(16).padStart(2, '0')}`;
  const expiry = expirySec === undefined ? '' : ` expires in ${expirySec} s`;
  const more = type === 'PUBLISH' ? formatPublish(rest) : rest;
  return `${type}${id}${code}${expiry}${more === '{}' ? '' : ` ${more}`}`;
}

function formatPublish(rest: string): string {
  const { message, qos, dup, retain, ...others } = JSON.parse(rest);
  const { topic, payload } = message;
  const flags = `${dup ? ' DUP' : ''}${retain ? ' RETAIN' : ''}`;
  const more = Object.keys(others).length > 0 ? ` ${JSON.stringify(others)}` : '';
  return `${JSON.stringify(topic)} ${JSON.stringify(payload)} QoS ${qos}${flags}${more}`;
}

function numberIn(fields: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

/** JSON with names in order, bytes as text, and without the names in `omitted`. */
function stringify(value: unknown, omitted: ReadonlySet<string>): string {
  return JSON.stringify(plain(value, omitted));
}

function plain(value: unknown, omitted: ReadonlySet<string>): unknown {
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value)) return value.map((inner) => plain(inner, omitted));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !omitted.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, plain(inner, omitted)]),
  );
}
