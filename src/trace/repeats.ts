// Why a message came twice, read from the trace: which PUBLISH had got through before, and what became
// of its answer.

import type { SimTime } from '../base/time.ts';
import type { Hop } from './event.ts';
import type { Flight } from './flights.ts';
import type { DeliveryView } from './messages.ts';
import type { TraceIndex } from './traceIndex.ts';
import { ordinalWord } from './words.ts';

/** One sentence about a repeated delivery, true of the trace up to its instant. */
export function sayWhyRepeated(index: TraceIndex, delivery: DeliveryView): string {
  const { cause } = delivery;
  if (cause === 'networkCopy') return 'The network had made a second copy of it.';
  if (cause === 'stateLost') return 'What knew of it is gone.';
  if (cause === 'overlappingSubscription') return 'Two subscriptions match its topic.';
  const hop: Hop = cause === 'brokerResend' ? 2 : 1;
  const sender = hop === 1 ? 'The publisher' : 'The broker';
  const flights = exchangeOf(index, delivery, hop);
  const arrived = flights.find(
    ({ packet, fate, until }) =>
      packet.type === 'PUBLISH' && fate === 'arrives' && until <= delivery.at,
  );
  if (arrived === undefined) return '';
  const { attempt, qos } = arrived.packet;
  const which = ordinalWord(attempt);
  const type = qos === 1 ? 'PUBACK' : 'PUBREC';
  const answers = flights.filter((f) => f.packet.type === type && f.packet.attempt === attempt);
  const isLost = ({ fate, until }: Flight) => fate === 'lost' && until <= delivery.at;
  if (answers.length > 0 && answers.every(isLost)) {
    return `${sender} could not know that its ${which} PUBLISH had got through.`;
  }
  return `${sender} sent it again before the ${type} of its ${which} PUBLISH could come.`;
}

/** The packets of one sender's exchange for this delivery, in order of sending. */
function exchangeOf(index: TraceIndex, delivery: DeliveryView, hop: Hop): Flight[] {
  const { messageUid, subscriber, copy, at } = delivery;
  const start: SimTime = index.message(messageUid)?.publishedAt ?? at;
  return index.flights.overlapping(start, at).filter(({ packet }) => {
    if (packet.messageUid !== messageUid || packet.hop !== hop) return false;
    const theirs = packet.to === subscriber || packet.from === subscriber;
    return hop === 1 || (theirs && packet.copy === copy);
  });
}
