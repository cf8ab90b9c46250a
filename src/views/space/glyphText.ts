// What is written on a packet, how wide that is, and how it is said aloud.

import type { NodeId, PacketRecord, PacketType } from '../../trace/event.ts';

export type WrittenSize = 'full' | 'short';
export type GlyphSize = WrittenSize | 'mark';

/** Codes of at most four letters. */
const CODES: Readonly<Record<PacketType, string>> = {
  PUBLISH: 'PUB',
  PUBACK: 'ACK',
  PUBREC: 'REC',
  PUBREL: 'REL',
  PUBCOMP: 'COMP',
  CONNECT: 'CONN',
  CONNACK: 'CACK',
  SUBSCRIBE: 'SUB',
  SUBACK: 'SACK',
  PINGREQ: 'PING',
  PINGRESP: 'PONG',
  DISCONNECT: 'DISC',
  UNSUBSCRIBE: 'USUB',
  UNSUBACK: 'UACK',
  AUTH: 'AUTH',
};

/** A mark has room for letters up to ZZ. */
const MARK_LETTERS_MAX = 2;
/** Of the code type, 11 px and strong. */
export const CODE_CHAR_WIDTH = 7;
const PADDING = { full: 18, short: 9 };
export const WIDTH_MIN: Readonly<Record<WrittenSize, number>> = { full: 88, short: 48 };
export const MARK_WIDTH = 32;
/** Of a mark without a letter, or of a bundle's figure in its place. */
export const BARE_WIDTH = 26;
/** A shape before the text of those that are not PUBLISH. */
const SHAPE_ROOM = 10;

export function glyphText(
  packet: PacketRecord,
  letter: string,
  size: GlyphSize,
  showIdentifiers: boolean,
): string {
  if (size === 'mark') return letter.length > MARK_LETTERS_MAX ? '' : letter;
  // Only a PUBLISH can have DUP set, so that the flag can stand for the short name.
  const code = packet.dup ? 'DUP' : CODES[packet.type];
  const words = [size === 'full' ? packet.type : code, letter];
  if (packet.dup && size === 'full') words.push('DUP');
  if (showIdentifiers && packet.packetId > 0) words.push(`#${packet.packetId}`);
  return words.filter((word) => word !== '').join(' ');
}

/** Width in px of a glyph with this text. */
export function glyphWidth(packet: PacketRecord, text: string, size: GlyphSize): number {
  if (size === 'mark') return MARK_WIDTH;
  const shape = size === 'full' && packet.type !== 'PUBLISH' ? SHAPE_ROOM : 0;
  const width = text.length * CODE_CHAR_WIDTH + PADDING[size] + shape;
  return Math.max(WIDTH_MIN[size], width);
}

const ATTEMPTS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

/** `PUBLISH A, QoS 1, publisher to broker, second attempt, DUP` */
export function describePacket(
  packet: PacketRecord,
  letter: string,
  nameOf: (node: NodeId) => string,
): string {
  const { type, level, from, to, attempt } = packet;
  const parts = [letter === '' ? type : `${type} ${letter}`];
  if (level !== undefined) parts.push(`QoS ${level}`);
  parts.push(`${nameOf(from)} to ${nameOf(to)}`);
  if (attempt > 1 && level !== undefined) {
    parts.push(`${ATTEMPTS[attempt] ?? `${attempt}th`} attempt`);
  }
  if (packet.dup) parts.push('DUP');
  return parts.join(', ');
}
