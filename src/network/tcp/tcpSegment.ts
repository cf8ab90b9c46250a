// What one direction of a TCP connection has on the wire: segments with data forward, and the
// acknowledgements that come back. Decides the luck and the times of both; what is sent, and when,
// is the sender's and the receiver's.

import { mix } from '../../base/random.ts';
import type { SimTime } from '../../base/time.ts';
import { type DelaySettings, type Fate, type LossyDirection, sendInOrder } from '../lossyLink.ts';
import { PURPOSE } from '../purposes.ts';

/** One way of a link. Handed in at each step and never kept: a change counts from then on. */
export interface TcpPath<P> extends DelaySettings {
  /** Above 0; undefined: whatever is sent leaves at once. */
  readonly bytesPerSec: number | undefined;
  /**
   * Whether the network loses what is sent now.
   * @param key of its luck
   * @param at when it is sent; it never goes back
   * @param item undefined for TCP's own acknowledgements
   */
  isLost(key: number, at: SimTime, item: P | undefined): boolean;
}

/** The path of the data, and that of its acknowledgements: the link's other way. */
export interface TcpSettings<P> {
  readonly forward: TcpPath<P>;
  readonly backward: TcpPath<P>;
}

/** `fast-retransmit`: acknowledgements show that it is missing. */
export type WhySent = 'first' | 'timeout' | 'fast-retransmit';

/** `rule`: the host wanted it lost. A kill is the host's, and later. */
export type TcpLossCause = 'network' | 'rule';

/** Known when it is sent. */
export interface TcpFate extends Fate {
  /** Undefined: it arrives. */
  readonly lossCause: TcpLossCause | undefined;
}

/** One transmission of an item. */
export interface TcpSegment<P> extends TcpFate {
  readonly item: P;
  /** Its place in the stream, counted from 1. It stands for the sequence number. */
  readonly nth: number;
  /** 1 for the first; a re-send counts on. */
  readonly transmission: number;
  readonly why: WhySent;
  /** Which of all this direction's transmissions it is, counted from 1. */
  readonly order: number;
  /** Of this transmission's luck. */
  readonly key: number;
  /** Without the header. */
  readonly bytes: number;
  readonly sentAt: SimTime;
  /** When its last byte is on the link: `sentAt` where no rate is set. */
  readonly leftAt: SimTime;
}

/** Says all that has arrived. With `nth` and `transmission` it has a name of its own. */
export interface TcpAck extends TcpFate {
  /** The first place in the stream that is missing: everything before it has arrived. */
  readonly ackNumber: number;
  /** The last place that has arrived. */
  readonly highest: number;
  /** The places before `highest` that are missing, in order (what SACK of RFC 2018 leaves open). */
  readonly gaps: readonly number[];
  /** The transmission whose arrival made it. */
  readonly nth: number;
  readonly transmission: number;
  readonly order: number;
  /** When that one had left: the round trip is measured from then (as RFC 7323's timestamps). */
  readonly echoes: SimTime;
  readonly sentAt: SimTime;
}

/** TCP and IP, no options: counted where a rate is set. */
export const TCP_HEADER_BYTES = 40;

/** The first transmission meets the luck that the packet meets on lossy packets. */
export function transmissionKey(key: number, transmission: number): number {
  return transmission === 1 ? key : mix(mix(key, PURPOSE.transmission), transmission);
}

/** The key of the acknowledgement that a transmission causes. */
export function ackKey(transmissionsKey: number): number {
  return mix(transmissionsKey, PURPOSE.ack);
}

/** How long the link takes to put a segment's bytes on the wire, to the next microsecond. */
export function timeToLeave(bytes: number, bytesPerSec: number | undefined): SimTime {
  if (bytesPerSec === undefined) return 0 as SimTime;
  return Math.ceil(((bytes + TCP_HEADER_BYTES) * 1_000_000) / bytesPerSec) as SimTime;
}

/** What is sent, for its fate: `item` is undefined for an acknowledgement. */
interface Sent<P> {
  readonly key: number;
  readonly item: P | undefined;
  readonly ruledOut: boolean;
  readonly sentAt: SimTime;
  /** No earlier than that of the one before it. */
  readonly leftAt: SimTime;
}

export function decideFate<P>(
  direction: LossyDirection,
  path: TcpPath<P>,
  { key, item, ruledOut, sentAt, leftAt }: Sent<P>,
): TcpFate {
  const unlucky = path.isLost(key, sentAt, item) ? 'network' : undefined;
  const lossCause = ruledOut ? 'rule' : unlucky;
  const lost = lossCause !== undefined;
  const { dueAt, lostAt } = sendInOrder(direction, path, key, lost, leftAt);
  return { dueAt, lostAt, lossCause };
}
