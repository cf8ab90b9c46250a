// Why a message came twice, read from the trace: which PUBLISH had got through before, and what became
// of its answer, or of the state that would have known it again.

import type { SimTime } from '../base/time.ts';
import { ACK_COPY, LIFE_COPY } from './copyNumber.ts';
import { sessionEndAt } from './endedSessions.ts';
import type { Hop, PacketRecord, TraceEvent, TraceEventOf } from './event.ts';
import type { DeliveryView } from './messages.ts';
import { capital, letterOf } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';
import { ordinalWord } from './words.ts';

/** A packet of an exchange, from end to end whatever carries it. */
interface Sent {
  readonly packet: PacketRecord;
  readonly at: SimTime;
  arrivedAt?: SimTime;
  isLost?: true;
}

/** One sentence about a repeated delivery, true of the trace up to its instant. */
export function sayWhyRepeated(index: TraceIndex, delivery: DeliveryView): string {
  const { cause } = delivery;
  if (cause === 'networkCopy') return 'The network had made a second copy of it.';
  if (cause === 'stateLost') return sayForgotten(index, delivery);
  if (cause === 'overlappingSubscription') return 'Two subscriptions match its topic.';
  const packets = exchangeOf(index, delivery, cause === 'brokerResend' ? 2 : 1);
  const [first, repeat] = twoThatCame(index, delivery, packets);
  if (first === undefined || repeat === undefined) return '';
  const { attempt, qos, from, to } = first.packet;
  const sender = index.nameOf(from);
  const receiver = index.nameOf(to);
  const which = ordinalWord(attempt);
  const again = ordinalWord(repeat.packet.attempt);
  const overtook = repeat.at < first.at && `The ${which} PUBLISH overtook the ${again}`;
  if (qos === 2) {
    const late = overtook ? `${overtook}, which` : `Its ${again} PUBLISH`;
    return `${late} came when ${receiver} had let go of the identifier: even at QoS 2 that is a new message.`;
  }
  if (overtook) return `${overtook}: at QoS 1 each that comes is a new message.`;
  const answers = packets.filter(
    ({ packet }) => packet.type === 'PUBACK' && packet.attempt === attempt,
  );
  if (answers.length === 0) {
    // What is folded away may have been its answer.
    if ((first.arrivedAt ?? 0) <= index.start.at) return '';
    const isNew = repeat.packet.because === 'reconnect-resend';
    const who = isNew ? `Connected again, ${sender}` : capital(sender);
    return `${who} sent it again: ${receiver} had not answered its ${which} PUBLISH.`;
  }
  if (answers.every(({ isLost }) => isLost)) {
    return `${capital(sender)} could not know that its ${which} PUBLISH had got through.`;
  }
  return `${capital(sender)} sent it again before the PUBACK of its ${which} PUBLISH could come.`;
}

/** Two PUBLISH that got through, in order of arrival, of which one made this delivery. */
function twoThatCame(
  index: TraceIndex,
  delivery: DeliveryView,
  packets: readonly Sent[],
): readonly Sent[] {
  const copies = [...deliveriesBefore(index, delivery), delivery].map(
    ({ copy }) => copy % ACK_COPY,
  );
  const came = packets
    .filter(({ packet, arrivedAt }) => {
      if (packet.type !== 'PUBLISH' || arrivedAt === undefined) return false;
      return packet.hop === 2 || copies.includes(packet.attempt);
    })
    .sort((a, b) => Number(a.arrivedAt) - Number(b.arrivedAt));
  const [first] = came;
  const others = came.filter(({ packet }) => packet.attempt !== first?.packet.attempt);
  const own = others.find(({ packet }) => packet.hop === 1 && packet.attempt === copies.at(-1));
  const repeat = own ?? others.at(-1);
  return first === undefined || repeat === undefined ? [] : [first, repeat];
}

/** What this subscriber has had of the message before. */
function deliveriesBefore(
  { deliveries }: TraceIndex,
  { messageUid, subscriber, callbacks }: DeliveryView,
): readonly DeliveryView[] {
  return deliveries.filter(
    (one) =>
      one.messageUid === messageUid && one.subscriber === subscriber && one.callbacks < callbacks,
  );
}

/** The packets of one sender's exchange for this delivery, in order of sending. */
function exchangeOf(index: TraceIndex, delivery: DeliveryView, hop: Hop): Sent[] {
  const { messageUid, subscriber, copy } = delivery;
  const packets = new Map<string, Sent>();
  for (const event of eventsOf(index, delivery)) {
    if (!('packet' in event)) continue;
    const { at, kind, packet } = event;
    if (packet.messageUid !== messageUid || packet.hop !== hop) continue;
    const theirs = packet.to === subscriber || packet.from === subscriber;
    if (hop === 2 && !(theirs && packet.copy === copy)) continue;
    const sent = packets.get(packet.uid);
    if (kind === 'packet-sent') packets.set(packet.uid, { packet, at });
    else if (sent !== undefined && kind === 'packet-arrived') sent.arrivedAt = at;
    else if (sent !== undefined && kind === 'packet-lost') sent.isLost = true;
  }
  return [...packets.values()];
}

/** What has happened since its message was published, as far as the trace is known. */
function eventsOf(index: TraceIndex, { messageUid, at }: DeliveryView): TraceEvent[] {
  const since = index.message(messageUid)?.publishedAt ?? at;
  return index.eventsBetween((since - 1) as SimTime, at);
}

function sayForgotten(index: TraceIndex, delivery: DeliveryView): string {
  const { messageUid, subscriber, copy } = delivery;
  const before = deliveriesBefore(index, delivery);
  if (before.some((one) => one.copy !== copy && (copy - one.copy) % LIFE_COPY === 0)) {
    return `The broker came back from its crash with an older store, in which ${letterOf(index, messageUid)} was not finished with.`;
  }
  const node = before.some((one) => one.copy === copy) ? subscriber : 'broker';
  const events = eventsOf(index, delivery);
  const forgotten = events.findLast((event): event is TraceEventOf<'session-released'> => {
    if (event.kind !== 'session-released' || event.reason === undefined) return false;
    const { entry } = event;
    return event.node === node && entry.messageUid === messageUid && entry.store === 'incoming';
  });
  if (forgotten === undefined) return 'The state that would have known it again is gone.';
  const crash = events.some(
    (event) => event.kind === 'node-crashed' && event.at === forgotten.at && event.node === node,
  );
  const { peer } = forgotten.entry;
  const when = crash
    ? ' in its crash'
    : sessionEndAt(index, peer, forgotten.at)
      ? ` when the session of ${index.nameOf(peer)} ended`
      : '';
  return `${capital(index.nameOf(node))} had forgotten its identifier${when}, and took the next PUBLISH for a new message.`;
}
