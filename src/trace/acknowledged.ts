// What a publisher knows when it has a message's last answer, and what it does not know.

import type { TraceEventOf } from './event.ts';
import { beginning, letterOf, RANK, type Sentence } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';
import { listWords } from './words.ts';

type Acknowledged = TraceEventOf<'message-acknowledged'>;

export function tellAcknowledged(event: Acknowledged, index: TraceIndex): Sentence {
  const { at, messageUid, client, level } = event;
  const who = index.nameOf(client);
  const isIt = (one: { readonly messageUid: string | undefined }) => one.messageUid === messageUid;
  const lost = index.losses.filter((loss) => isIt(loss) && loss.at <= at);
  const goesOn =
    lost.length === 0 &&
    (index.storesAt(at).some(({ node, entry }) => isIt(entry) && node !== client) ||
      index.flightsAt(at).some(({ packet }) => isIt(packet) && packet.hop === 2) ||
      index.deliveries.some((one) => isIt(one) && one.at <= at));
  const done = goesOn ? 'the broker has taken it over' : 'the exchange is complete';
  const answer = level === 1 ? 'PUBACK' : 'PUBCOMP';
  const text = `${who} has the ${answer} of ${letterOf(index, messageUid)}: ${done}. ${sayUnknown()}`;
  return { at, rank: RANK.acknowledged, text: beginning(text, client) };

  function sayUnknown(): string {
    const without = listWords(lost.map(({ subscriber }) => index.nameOf(subscriber)));
    if (without !== '') return `Nothing tells ${who} that ${without} will never see it.`;
    const isForNobody = !goesOn && index.message(messageUid)?.subscribers.length === 0;
    return isForNobody
      ? 'When it was published, nobody subscribed to its topic.'
      : `Nothing tells ${who} when a subscriber has it.`;
  }
}
