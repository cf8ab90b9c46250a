// How one message's story ended, in two sentences computed from the trace: how often it arrived, and
// what made it so.

import type { SimTime } from '../base/time.ts';
import type { MessageUid, PacketType } from './event.ts';
import type { Flight, TraceIndex } from './traceIndex.ts';
import { timesWord } from './words.ts';

export interface Ending {
  /** Callbacks that subscribers' applications had. */
  readonly arrived: number;
  readonly text: string;
}

export function tellEnding(index: TraceIndex, uid: MessageUid, t: SimTime): Ending | undefined {
  const message = index.message(uid);
  if (message === undefined) return undefined;
  const arrived = index.deliveries.filter((d) => d.messageUid === uid && d.at <= t).length;
  const count = `${message.letter} arrived ${timesWord(arrived)}.`;
  const why = sayWhy(index, uid, message.level, arrived, t);
  return { arrived, text: why === '' ? count : `${count} ${why}` };
}

function sayWhy(
  index: TraceIndex,
  uid: MessageUid,
  level: 0 | 1 | 2,
  arrived: number,
  t: SimTime,
): string {
  const hop1 = index.flights.items.filter(
    ({ packet, until }) => packet.messageUid === uid && packet.hop === 1 && until <= t,
  );
  const received = count(hop1, 'PUBLISH', 'arrives');
  const answerLost = count(hop1, 'PUBACK', 'lost') + count(hop1, 'PUBREC', 'lost') > 0;
  if (arrived > 1 && received > 1 && answerLost) {
    return 'The publisher could not know that its first PUBLISH had got through.';
  }
  if (arrived === 1 && level === 2 && received > 1 && answerLost) {
    return 'The broker still held its identifier, so it answered the second PUBLISH and did not hand it on again.';
  }
  if (arrived === 1 && received === 1 && count(hop1, 'PUBLISH', 'lost') > 0) {
    return 'Its first PUBLISH never reached the broker, so the one that was sent again is the only one.';
  }
  return '';
}

function count(flights: readonly Flight[], type: PacketType, fate: Flight['fate']): number {
  return flights.filter((f) => f.packet.type === type && f.fate === fate).length;
}
