// How one message's story ended, in two sentences computed from the trace: how often it arrived, and
// what made it so.

import type { SimTime } from '../base/time.ts';
import type { MessageUid, Qos } from './event.ts';
import { sayWhyRepeated } from './repeats.ts';
import type { TraceIndex } from './traceIndex.ts';
import { ordinalWord, timesWord } from './words.ts';

export interface Ending {
  /** Callbacks that subscribers' applications had. */
  readonly arrived: number;
  readonly text: string;
}

export function tellEnding(index: TraceIndex, uid: MessageUid, t: SimTime): Ending | undefined {
  const message = index.message(uid);
  if (message === undefined) return undefined;
  const deliveries = index.deliveries.filter((d) => d.messageUid === uid && d.at <= t);
  // The last callback of each subscriber says how many it had.
  const counts = new Map(deliveries.map(({ subscriber, callbacks }) => [subscriber, callbacks]));
  const arrived = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const { letter, level } = message;
  if (arrived === 0) return { arrived, text: `${letter} never arrived.` };
  const count = `${letter} arrived ${timesWord(arrived)}.`;
  const repeat = deliveries.findLast(({ callbacks }) => callbacks > 1);
  const why = repeat ? sayWhyRepeated(index, repeat) : sayWhyOnce(index, uid, level, t);
  return { arrived, text: `${count} ${why}`.trim() };
}

/** What the publisher's exchange went through without a repeat at the other end. */
function sayWhyOnce(index: TraceIndex, uid: MessageUid, level: Qos, t: SimTime): string {
  const sent = index.flights.items.filter(
    ({ packet, until }) =>
      packet.messageUid === uid && packet.hop === 1 && packet.type === 'PUBLISH' && until <= t,
  );
  const received = sent.filter(({ fate }) => fate === 'arrives');
  const repeated = received[1];
  if (level === 2 && repeated !== undefined) {
    const which = ordinalWord(repeated.packet.attempt);
    return `The broker still held its identifier, so it answered the ${which} PUBLISH and did not hand it on again.`;
  }
  if (received.length === 1 && sent[0]?.fate === 'lost') {
    return 'Its first PUBLISH never reached the broker, so the one that was sent again is the only one.';
  }
  return '';
}
