// What a trace of sockets has to know of each message while any of it is left: when it was published,
// at which level, and how often its packets have come.

import type { SimTime } from '../../base/time.ts';
import type { ClientId, MessageUid, Qos } from '../../mqtt/packets/packet.ts';

export interface MessageRecord {
  readonly uid: MessageUid;
  /** The QoS at which it was published; undefined for what the broker is the origin of. */
  readonly level: Qos | undefined;
  readonly publishedAt: SimTime;
  /** Store entries of it. */
  stored: number;
  /** How often its publisher has sent it, and the PUBREL of it. */
  publishes: number;
  pubrels: number;
  /** Subscribers whose handshake is complete. */
  readonly acknowledgedBy: Set<ClientId>;
}

export class TraceLedger {
  readonly #records = new Map<MessageUid, MessageRecord>();
  /** Those that this step's work may have left with nothing. */
  readonly #touched = new Set<MessageRecord>();

  /** Messages of which something is left. */
  get size(): number {
    return this.#records.size;
  }

  open(uid: MessageUid, level: Qos | undefined, publishedAt: SimTime): MessageRecord {
    const record: MessageRecord = {
      uid,
      level,
      publishedAt,
      stored: 0,
      publishes: 0,
      pubrels: 0,
      acknowledgedBy: new Set(),
    };
    this.#records.set(uid, record);
    this.#touched.add(record);
    return record;
  }

  find(uid: MessageUid): MessageRecord | undefined {
    return this.#records.get(uid);
  }

  /** An entry of the message is stored, or (−1) released. */
  countStored(uid: MessageUid, change: 1 | -1): void {
    const record = this.#records.get(uid);
    if (record === undefined) return;
    record.stored += change;
    this.#touched.add(record);
  }

  /** The step is over: forgets the messages of which nothing is left. */
  settle(): void {
    for (const record of this.#touched) if (record.stored === 0) this.#records.delete(record.uid);
    this.#touched.clear();
  }
}
