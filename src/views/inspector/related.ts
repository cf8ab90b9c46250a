// Which packets belong together: a message's family, and what a packet answers, repeats or passes on.

import type { SimTime } from '../../base/time.ts';
import { copyOf } from '../../trace/copyNumber.ts';
import type { MessageUid, PacketRecord } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { ANSWERED } from './packetText.ts';

/** The first flight of each packet sent for a message until `t`, in order of sending. */
export function familyAt(index: TraceIndex, uid: MessageUid, t: SimTime): readonly Flight[] {
  const since = index.message(uid)?.publishedAt;
  if (since === undefined) return [];
  return index.flights
    .overlapping(since, t)
    .filter(
      ({ packet, from, transmission }) =>
        transmission === 1 && packet.messageUid === uid && from <= t,
    );
}

export interface Relation {
  /** How the sentence begins that the link ends. */
  readonly says: string;
  readonly packet: PacketRecord;
}

/** What a packet answers, is sent again after, or passes on; undefined: it comes from none. */
export function relationOf(
  index: TraceIndex,
  flight: Flight,
  family: readonly Flight[],
): Relation | undefined {
  const { packet } = flight;
  const earlier = family.filter(({ from, packet: other }) => {
    return from <= flight.from && other.uid !== packet.uid && other.networkCopy === undefined;
  });
  if (packet.messageUid === undefined) return relationOfOther(index, flight);
  const { type, attempt } = packet;
  const exchange = earlier.filter(({ packet: other }) => isSameExchange(other, packet));
  const lastOf = (find: (other: PacketRecord) => boolean) =>
    (exchange.findLast((one) => find(one.packet)) ?? undefined)?.packet;
  const answered = ANSWERED[type];
  if (answered !== undefined) {
    return relation(
      'Answers',
      lastOf((other) => other.type === answered && other.attempt === attempt),
    );
  }
  if (attempt > 1) {
    return relation(
      'Sent again after',
      lastOf((other) => other.type === type),
    );
  }
  if (type === 'PUBREL') {
    return relation(
      'Answers',
      lastOf((other) => other.type === 'PUBREC'),
    );
  }
  const { attempt: source } = copyOf(packet.copy);
  const from = earlier.find(({ packet: { hop, type: other, attempt: nth } }) => {
    return hop === 1 && other === 'PUBLISH' && nth === source;
  });
  return packet.hop === 2 ? relation('Passes on', from?.packet) : undefined;
}

function relation(says: string, packet: PacketRecord | undefined): Relation | undefined {
  return packet && { says, packet };
}

function isSameExchange(a: PacketRecord, b: PacketRecord): boolean {
  const clientOf = ({ from, to }: PacketRecord) => (from === 'broker' ? to : from);
  return a.hop === b.hop && a.copy === b.copy && clientOf(a) === clientOf(b);
}

/** Of packets of no message: what they answer on their connection. */
function relationOfOther(index: TraceIndex, { packet, from }: Flight): Relation | undefined {
  const answered = ANSWERED[packet.type];
  if (answered === undefined) return undefined;
  const { items } = index.flights;
  for (let i = items.length - 1; i >= 0; i--) {
    const { packet: other, from: sentAt } = items[i] as Flight;
    if (sentAt > from || other.type !== answered) continue;
    if (other.connection !== packet.connection || other.packetId !== packet.packetId) continue;
    return { says: 'Answers', packet: other };
  }
  return undefined;
}
