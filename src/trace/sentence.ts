// What sentences are made of: their order of importance, and how they call packets and messages.

import type { SimTime } from '../base/time.ts';
import type { NodeId, PacketLossCause, PacketRecord } from './event.ts';
import type { TraceIndex } from './traceIndex.ts';
import { ordinalWord } from './words.ts';

export interface Sentence {
  readonly at: SimTime;
  /** 0 is the most important. */
  readonly rank: number;
  readonly text: string;
  /** Its last part, which carries the point. */
  readonly point?: string;
}

/** Order of importance: an instant is told by the first of these that it has. */
export const RANK = {
  duplicate: 0,
  messageLost: 1,
  /** A crash, a client that goes or comes back, a connection that falls silent. */
  fault: 2,
  /** Mostly what follows from one of these. */
  connectionClosed: 3,
  resend: 4,
  packetLost: 5,
  held: 6,
  /** Somebody comes back. */
  connected: 7,
  delivered: 8,
  acknowledged: 9,
  published: 10,
  started: 11,
  /** What everyone begins with. */
  greeting: 12,
} as const;

/** What an acknowledgement answers; it has the attempt of that. */
const ANSWERED: Partial<Record<PacketRecord['type'], string>> = {
  PUBACK: 'PUBLISH',
  PUBREC: 'PUBLISH',
  PUBCOMP: 'PUBREL',
};

/** `second PUBLISH of A`, `PUBACK to the second PUBLISH of A`, `CONNACK`. */
export function namePacket(packet: PacketRecord, index: TraceIndex): string {
  return nameSent(packet, index.letterOf(packet));
}

/** @param letter of its message; empty: it has none */
export function nameSent(
  { type, attempt }: Pick<PacketRecord, 'type' | 'attempt'>,
  letter: string,
): string {
  const of = letter === '' ? '' : ` of ${letter}`;
  if (attempt === 1) return `${type}${of}`;
  const answered = ANSWERED[type];
  const nth = ordinalWord(attempt);
  return answered === undefined ? `${nth} ${type}${of}` : `${type} to the ${nth} ${answered}${of}`;
}

export function letterOf(index: TraceIndex, uid: string): string {
  return index.message(uid)?.letter ?? uid;
}

/** A sentence that may begin with this node: as an id it stays as it is. */
export function beginning(text: string, node: NodeId): string {
  return text.startsWith(`${node} `) ? text : capital(text);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function sayLost(cause: PacketLossCause): string {
  if (cause === 'rule') return 'killed by a command';
  if (cause === 'connection') return 'cut off';
  return cause === 'killed' ? 'killed' : 'lost';
}
