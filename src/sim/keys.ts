// The keys of keyed randomness: what a packet's luck depends on, as a number to draw from and as
// the readable name (uid) of the packet.

import { mix, mixText } from '../base/random.ts';
import type { ClientId, ExchangePacket, PacketType } from '../mqtt/packets/packet.ts';
import { PACKET_TYPES } from '../scenario/packetTypes.ts';
import { labelOf } from '../trace/copyNumber.ts';
import type { Hop, MessageUid, PacketUid } from '../trace/event.ts';

const TYPE_CODE = Object.fromEntries(PACKET_TYPES.map((type, i) => [type, i + 1])) as Readonly<
  Record<PacketType, number>
>;
const CODE_OF_PUBLISH = TYPE_CODE.PUBLISH;
const CODE_OF_PUBACK = TYPE_CODE.PUBACK;
const CODE_OF_PUBREC = TYPE_CODE.PUBREC;
const CODE_OF_PUBREL = TYPE_CODE.PUBREL;
const CODE_OF_PUBCOMP = TYPE_CODE.PUBCOMP;

/** A switch, because a look-up by name costs three times as much, and this is done for each packet. */
function codeOf(type: PacketType): number {
  switch (type) {
    case 'PUBLISH':
      return CODE_OF_PUBLISH;
    case 'PUBACK':
      return CODE_OF_PUBACK;
    case 'PUBREC':
      return CODE_OF_PUBREC;
    case 'PUBREL':
      return CODE_OF_PUBREL;
    case 'PUBCOMP':
      return CODE_OF_PUBCOMP;
    default:
      return TYPE_CODE[type];
  }
}

/** What the keys of a publisher's pattern's messages begin with. */
export function patternKey(seed: number, publisher: ClientId, pattern: string): number {
  return mixText(mixText(mix(0, seed), publisher), pattern);
}

/** The key of the nth message of a pattern. @param pattern its key */
export function messageKey(pattern: number, nth: number): number {
  return mix(pattern, nth);
}

export function messageUid(publisher: ClientId, pattern: string, nth: number): MessageUid {
  return `${publisher}/${pattern}/${nth}`;
}

/** The key of a link: the client at its end. */
export function linkKey(seed: number, client: ClientId): number {
  return mixText(mix(1, seed), client);
}

/** The key of a packet of a message's exchange. @param base the message's key */
export function exchangeKey(base: number, link: number, hop: Hop, packet: ExchangePacket): number {
  return mix(mix(placeKey(base, link, hop, packet.type), packet.copy), packet.attempt);
}

/** The key of the `ordinal`th packet of a type and of no exchange on its link, counted from 1. */
export function ordinalKey(link: number, hop: Hop, type: PacketType, ordinal: number): number {
  return mix(placeKey(link, link, hop, type), ordinal);
}

function placeKey(base: number, link: number, hop: Hop, type: PacketType): number {
  return mix(mix(base, link), (hop << 8) | codeOf(type));
}

/** Copies and attempts below this have shared ends of names: nearly all. */
const COMMON = 1024;

/** Makes the names of one link's packets. Few of their ends differ: names share them. */
export class PacketNames {
  /** How many connections the link has had. */
  connections = 0;
  private readonly client: ClientId;
  private readonly ends = new Map<number, string>();

  constructor(client: ClientId) {
    this.client = client;
  }

  /** `pub/auto/17:PUBLISH.1` on hop 1, `pub/auto/17:sub.1:PUBLISH.1` on hop 2. */
  ofExchange(hop: Hop, packet: ExchangePacket): PacketUid {
    const { type, messageUid: message, copy, attempt } = packet;
    if (copy >= COMMON || attempt >= COMMON) return message + this.endOf(hop, packet);
    const key = ((copy * COMMON + attempt) * 16 + codeOf(type)) * 2 + hop - 1;
    let end = this.ends.get(key);
    if (end === undefined) {
      end = this.endOf(hop, packet);
      this.ends.set(key, end);
    }
    return message + end;
  }

  private endOf(hop: Hop, { type, copy, attempt }: ExchangePacket): string {
    const end = `:${type}.${labelOf(attempt)}`;
    return hop === 1 ? end : `:${this.client}.${labelOf(copy)}${end}`;
  }

  /** `sub:CONNECT.1`. */
  ofOther(type: PacketType, ordinal: number): PacketUid {
    return `${this.client}:${type}.${ordinal}`;
  }
}
