// What a run can send of its messages: what another run has sent, and this one has not, it may never
// send because its level has no such packet, or because the message is at its end.

import type { SimTime } from '../base/time.ts';
import { copyOf } from './copyNumber.ts';
import type { ClientId, Hop, MessageUid, PacketRecord, Qos, TraceEvent } from './event.ts';

/** The QoS of the exchange that a packet belongs to; PUBLISH is part of all. */
const LEVEL_OF: Partial<Record<PacketRecord['type'], Qos>> = {
  PUBACK: 1,
  PUBREC: 2,
  PUBREL: 2,
  PUBCOMP: 2,
};

interface Ends {
  readonly publishedAt: SimTime;
  /** Of hop 1's exchange and of each subscriber's, as far as they have begun. */
  readonly levels: Map<ClientId | 1, Qos>;
  /** To each subscriber: the attempt on hop 1 that was forwarded first. */
  readonly forwarded: Map<ClientId | 1, number>;
  /** Hop 1, or subscribers, for whom it is at its end. */
  readonly over: Set<ClientId | 1>;
  readonly subscribers: readonly ClientId[];
  readonly onTheirWay: [hop1: number, hop2: number];
}

/** Of one run. */
export class MessageEnds {
  readonly #messages = new Map<MessageUid, Ends>();
  /** Patterns count from here. */
  #publishingSince: SimTime | undefined;

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'publishing-started':
        this.#publishingSince = event.at;
        break;
      case 'message-published': {
        const { at: publishedAt, subscribers } = event;
        const ends: Ends = {
          publishedAt,
          subscribers,
          levels: new Map(),
          forwarded: new Map(),
          over: new Set(),
          onTheirWay: [0, 0],
        };
        this.#messages.set(event.messageUid, ends);
        break;
      }
      case 'packet-sent':
        this.#send(event.packet);
        break;
      case 'packet-arrived':
      case 'packet-lost':
        this.#end(event.packet);
        break;
      case 'message-delivered':
        if (event.qos === 0) this.#messages.get(event.messageUid)?.over.add(event.subscriber);
        break;
      case 'message-lost':
        this.#messages.get(event.messageUid)?.over.add(event.subscriber).add(1);
        break;
      case 'message-acknowledged':
        this.#messages.get(event.messageUid)?.over.add(event.hop === 1 ? 1 : event.client);
        break;
      default:
    }
  }

  #send(packet: PacketRecord): void {
    const ends = this.#messages.get(packet.messageUid ?? '');
    if (ends === undefined) return;
    ends.onTheirWay[packet.hop - 1] = (ends.onTheirWay[packet.hop - 1] ?? 0) + 1;
    if (packet.type !== 'PUBLISH') return;
    const whose = whoseOf(packet);
    ends.levels.set(whose, packet.qos);
    if (packet.hop === 2 && !ends.forwarded.has(whose)) {
      ends.forwarded.set(whose, copyOf(packet.copy).attempt);
    }
    if (packet.qos === 0 && packet.hop === 1) ends.over.add(1);
  }

  #end({ messageUid, hop }: PacketRecord): void {
    const ends = this.#messages.get(messageUid ?? '');
    if (ends !== undefined) ends.onTheirWay[hop - 1] = (ends.onTheirWay[hop - 1] ?? 0) - 1;
  }

  /** Whether there is no such packet at the level at which the run sends the message. */
  hasNoSuch(packet: PacketRecord): boolean {
    const ends = this.#messages.get(packet.messageUid ?? '');
    const hop1 = ends?.levels.get(1);
    if (ends === undefined || hop1 === undefined) return false;
    const whose = whoseOf(packet);
    const own = ends.levels.get(whose) ?? (hop1 === 0 ? 0 : undefined);
    const needed = LEVEL_OF[packet.type];
    if (needed !== undefined) return own === undefined ? needed > hop1 : own !== needed;
    // At QoS 0 nothing is sent again, at QoS 2 nothing is forwarded again.
    const forwardedOf = packet.hop === 1 ? 1 : copyOf(packet.copy).attempt;
    if (own === 0 && packet.attempt > 1) return true;
    if (hop1 === 0) return forwardedOf > 1;
    const first = ends.forwarded.get(whose);
    return hop1 === 2 && packet.hop === 2 && first !== undefined && first !== forwardedOf;
  }

  /**
   * Whether the run, which could send a packet and has not until `until`, never will.
   * @param other the run that has sent it
   */
  neverSends(packet: PacketRecord, other: MessageEnds, until: SimTime): boolean {
    const { messageUid = '' } = packet;
    const ends = this.#messages.get(messageUid);
    if (ends === undefined) return this.#neverPublishes(messageUid, other, until);
    return isOver(ends, packet.hop, whoseOf(packet));
  }

  #neverPublishes(messageUid: MessageUid, other: MessageEnds, until: SimTime): boolean {
    const published = other.#messages.get(messageUid)?.publishedAt;
    const [here, there] = [this.#publishingSince, other.#publishingSince];
    if (published === undefined || here === undefined || there === undefined) return false;
    return until > published - there + here;
  }

  isAtItsEnd(messageUid: MessageUid): boolean {
    const ends = this.#messages.get(messageUid);
    return ends?.subscribers.every((client) => isOver(ends, 2, client)) === true;
  }

  forget(messageUid: MessageUid): void {
    this.#messages.delete(messageUid);
  }
}

function isOver({ over, onTheirWay }: Ends, hop: Hop, whose: ClientId | 1): boolean {
  if (!over.has(1) || onTheirWay[0] > 0) return false;
  return hop === 1 || (over.has(whose) && onTheirWay[1] === 0);
}

function whoseOf({ hop, from, to }: PacketRecord): ClientId | 1 {
  if (hop === 1) return 1;
  return from === 'broker' ? to : from;
}
