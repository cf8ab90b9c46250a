// What comes from another thread comes as copies: names anew with each event, a packet anew with each
// event that is about it. Here they become one again, which is half of a trace's memory. What is shared
// is of late: how much it remembers is bounded.

import type { PacketRecord, PacketUid, TraceEvent } from '../trace/event.ts';

/** How many names, and how many packets, it knows at the most. */
const KNOWN_MAX = 4096;

type Fields = Record<string, unknown>;

export class Sharing {
  readonly #texts = new Map<string, string>();
  readonly #packets = new Map<PacketUid, PacketRecord>();

  /** @param events nobody else's: parts of them are replaced by equal ones */
  share(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if ('packet' in event && typeof event.packet === 'object') {
        (event as unknown as Fields).packet = this.#packetOf(event.packet);
      }
      this.#shareTexts(event as unknown as Fields);
    }
  }

  #packetOf(packet: PacketRecord): PacketRecord {
    const known = this.#packets.get(packet.uid);
    if (known === packet) return known;
    if (known !== undefined && isSame(known as unknown as Fields, packet as unknown as Fields)) {
      return known;
    }
    this.#shareTexts(packet as unknown as Fields);
    if (this.#packets.size >= KNOWN_MAX) this.#packets.clear();
    this.#packets.set(packet.uid, packet);
    return packet;
  }

  #shareTexts(fields: Fields): void {
    for (const name in fields) {
      const value = fields[name];
      if (typeof value === 'string') fields[name] = this.#textOf(value);
      else if (name === 'entry') this.#shareTexts(value as Fields);
    }
  }

  #textOf(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= KNOWN_MAX) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}

/** What a packet of no exchange says is an object of its own: such packets are rare. */
function isSame(a: Fields, b: Fields): boolean {
  for (const name in b) if (a[name] !== b[name]) return false;
  for (const name in a) if (!(name in b)) return false;
  return true;
}
