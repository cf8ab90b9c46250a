// The receiving end of one direction of a TCP connection: puts the stream together again and
// answers each segment at once.
//
//   segment            effects
//   the awaited one    deliver it and all that was held behind it, acknowledge
//   a later one        hold it, acknowledge: a duplicate of the acknowledgement before
//   one that it has    acknowledge: that of its first arrival may be lost

import type { SimTime } from '../../base/time.ts';
import { createLossyDirection, type LossyDirection } from '../lossyLink.ts';
import type { TcpEffect } from './tcpEffect.ts';
import { ackKey, decideFate, type TcpAck, type TcpPath, type TcpSegment } from './tcpSegment.ts';

export interface TcpReceiver<P> {
  /** The place in the stream that is awaited (RCV.NXT). */
  next: number;
  /** The last place that has arrived; 0: nothing has. */
  highest: number;
  /** The places before `highest` that are missing, in order. Never changed in place: acks share it. */
  gaps: readonly number[];
  /** What has arrived beyond the first gap, by its place. */
  readonly held: Map<number, P>;
  /** What it has acknowledged last: data that goes the other way may say so once more. */
  lastAck: TcpAck | undefined;
  readonly path: LossyDirection;
}

export function createTcpReceiver<P>(): TcpReceiver<P> {
  return {
    next: 1,
    highest: 0,
    gaps: [],
    held: new Map(),
    lastAck: undefined,
    path: createLossyDirection(),
  };
}

/** @param path of the acknowledgements */
export function receiveSegment<P>(
  receiver: TcpReceiver<P>,
  segment: TcpSegment<P>,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  const { nth, item } = segment;
  if (isMissing(receiver, nth)) {
    noteArrival(receiver, nth);
    receiver.held.set(nth, item);
    if (nth === receiver.next) deliverHeld(receiver, effects);
    else effects.push({ kind: 'hold-item', item, nth, awaits: receiver.next });
  }
  acknowledge(receiver, segment, path, now, effects);
}

function isMissing<P>({ highest, gaps }: TcpReceiver<P>, nth: number): boolean {
  return nth > highest || gaps.includes(nth);
}

function noteArrival<P>(receiver: TcpReceiver<P>, nth: number): void {
  if (nth <= receiver.highest) {
    receiver.gaps = receiver.gaps.filter((gap) => gap !== nth);
    return;
  }
  const first = receiver.highest + 1;
  if (nth > first) {
    const gap = Array.from({ length: nth - first }, (_, i) => first + i);
    receiver.gaps = [...receiver.gaps, ...gap];
  }
  receiver.highest = nth;
}

/** From the awaited one to the next gap. */
function deliverHeld<P>(receiver: TcpReceiver<P>, effects: TcpEffect<P>[]): void {
  const end = receiver.gaps[0] ?? receiver.highest + 1;
  for (let nth = receiver.next; nth < end; nth++) {
    effects.push({ kind: 'deliver-item', item: receiver.held.get(nth) as P, nth });
    receiver.held.delete(nth);
  }
  receiver.next = end;
}

function acknowledge<P>(
  receiver: TcpReceiver<P>,
  { nth, transmission, order, key, leftAt: echoes }: TcpSegment<P>,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  const { next: ackNumber, highest, gaps } = receiver;
  const sent = { key: ackKey(key), item: undefined, ruledOut: false, sentAt: now, leftAt: now };
  const fate = decideFate(receiver.path, path, sent);
  const made = { nth, transmission, order, echoes, sentAt: now };
  receiver.lastAck = { ackNumber, highest, gaps, ...made, ...fate };
  effects.push({ kind: 'send-ack', ack: receiver.lastAck });
}
