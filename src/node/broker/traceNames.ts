// Names for what comes over sockets: messages and packets, counted for each client. The names of a
// client that has gone for good are not remembered, and yet never given twice.

import type {
  ClientId,
  ExchangePacket,
  MessageUid,
  PacketType,
} from '../../mqtt/packets/packet.ts';
import { messageUid, PacketNames } from '../../sim/keys.ts';
import type { Hop, PacketUid } from '../../trace/event.ts';

/** Takes the place of a scenario's publishing pattern in a message's name. */
const PATTERN = 'net';

interface Counts {
  readonly names: PacketNames;
  readonly byKind: Map<PacketType | typeof PATTERN, number>;
}

export class TraceNames {
  readonly #counts = new Map<ClientId, Counts>();
  /** The highest number that a forgotten client had. */
  #forgotten = 0;

  nextMessage(client: ClientId): MessageUid {
    return messageUid(client, PATTERN, this.#next(client, PATTERN));
  }

  /** How many packets of no exchange and of this type the client's link has had, this one included. */
  nextOrdinal(client: ClientId, type: PacketType): number {
    return this.#next(client, type);
  }

  ofExchange(client: ClientId, hop: Hop, packet: ExchangePacket): PacketUid {
    return this.#countsOf(client).names.ofExchange(hop, packet);
  }

  ofOther(client: ClientId, type: PacketType, ordinal: number): PacketUid {
    return this.#countsOf(client).names.ofOther(type, ordinal);
  }

  #next(client: ClientId, kind: PacketType | typeof PATTERN): number {
    const { byKind } = this.#countsOf(client);
    const number = (byKind.get(kind) ?? this.#forgotten) + 1;
    byKind.set(kind, number);
    return number;
  }

  #countsOf(client: ClientId): Counts {
    const known = this.#counts.get(client);
    if (known !== undefined) return known;
    const counts: Counts = { names: new PacketNames(client), byKind: new Map() };
    this.#counts.set(client, counts);
    return counts;
  }

  /** Neither connection nor session is left of the client. */
  forget(client: ClientId): void {
    const counts = this.#counts.get(client);
    if (counts === undefined) return;
    this.#counts.delete(client);
    for (const number of counts.byKind.values()) {
      if (number > this.#forgotten) this.#forgotten = number;
    }
  }
}
