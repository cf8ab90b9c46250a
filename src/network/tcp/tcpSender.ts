// The sending end of one direction of a TCP connection: hands segments to the link, one by one
// where a rate is set, and sends again what is missing.
//
//   input                     effects
//   item                      send it when all before it have left; start the timer if it stands
//   acknowledgement           forget what has arrived, measure the round trip; if its number is new,
//                             start the timer again, or stop it when nothing is outstanding
//   ... with 3 beyond a gap   begin to recover
//   ... while recovering      re-send what left before the transmission that it answers and has not
//                             arrived: on a link that keeps the order it is lost
//   retransmission timer      re-send the first unacknowledged, begin to recover, wait twice as
//                             long; give up at the 16th in a row
//   link-free timer           send what waits, re-sends first
// It recovers until all that had been sent when it began is acknowledged.

import { addTime, laterOf, type SimTime } from '../../base/time.ts';
import { createLossyDirection, type LossyDirection } from '../lossyLink.ts';
import { addSample, backOff, createRoundTrip, type RoundTrip } from './roundTrip.ts';
import type { TcpEffect, TcpInput } from './tcpEffect.ts';
import {
  decideFate,
  type TcpAck,
  type TcpPath,
  type TcpSegment,
  timeToLeave,
  transmissionKey,
  type WhySent,
} from './tcpSegment.ts';

/** Linux's tcp_retries2: so many re-sends by the timer may fail in a row. */
export const RESENDS_MAX = 15;
/** RFC 6675's DupThresh: so many beyond a gap, one duplicate acknowledgement each. */
export const DUPLICATE_ACKS_NEEDED = 3;

type SendInput<P> = TcpInput<P> & { readonly kind: 'send' };

interface Outgoing<P> {
  readonly input: SendInput<P>;
  readonly nth: number;
  transmissions: number;
  /** Of its last transmission. */
  order: number;
  why: WhySent;
}

export interface TcpSender<P> {
  /** What is not known to have arrived, sent or not, in the stream's order. */
  readonly outgoing: Map<number, Outgoing<P>>;
  /** What of it is to be sent again as soon as the link is free. */
  readonly resends: Map<number, Outgoing<P>>;
  /** The first place that is not acknowledged (SND.UNA). */
  unacknowledged: number;
  /** The first place that has never been sent (SND.NXT). */
  unsent: number;
  /** The place of the next item. */
  end: number;
  /** How many transmissions there were. */
  transmissions: number;
  /** Recovering while `unacknowledged` is before this place. */
  recoverUntil: number;
  /** Re-sends by the timer in a row. */
  failures: number;
  gaveUp: boolean;
  readonly roundTrip: RoundTrip;
  /** When the retransmission timer fires; undefined: it stands. */
  timeoutAt: SimTime | undefined;
  /** When the link has taken what it was given last. */
  linkFreeAt: SimTime;
  /** When to go on with what waits for the link. */
  wakeAt: SimTime | undefined;
  readonly path: LossyDirection;
}

export function createTcpSender<P>(): TcpSender<P> {
  return {
    outgoing: new Map(),
    resends: new Map(),
    unacknowledged: 1,
    unsent: 1,
    end: 1,
    transmissions: 0,
    recoverUntil: 1,
    failures: 0,
    gaveUp: false,
    roundTrip: createRoundTrip(),
    timeoutAt: undefined,
    linkFreeAt: 0 as SimTime,
    wakeAt: undefined,
    path: createLossyDirection(),
  };
}

export function sendItem<P>(
  sender: TcpSender<P>,
  input: SendInput<P>,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  const nth = sender.end++;
  sender.outgoing.set(nth, { input, nth, transmissions: 0, order: 0, why: 'first' });
  sendWaiting(sender, path, now, effects);
}

export function receiveAck<P>(
  sender: TcpSender<P>,
  ack: TcpAck,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  if (sender.gaveUp) return;
  const isNews = forgetArrived(sender, ack);
  if (isNews) addSample(sender.roundTrip, (now - ack.echoes) as SimTime);
  if (ack.ackNumber > sender.unacknowledged) advance(sender, ack.ackNumber, now);
  recover(sender, ack);
  sendWaiting(sender, path, now, effects);
}

/** @returns whether the acknowledgement tells of any arrival */
function forgetArrived<P>({ outgoing, resends }: TcpSender<P>, { highest, gaps }: TcpAck): boolean {
  const before = outgoing.size;
  let gap = 0;
  for (const nth of outgoing.keys()) {
    if (nth > highest) break;
    while ((gaps[gap] ?? Infinity) < nth) gap++;
    if (gaps[gap] === nth) continue;
    outgoing.delete(nth);
    resends.delete(nth);
  }
  return outgoing.size < before;
}

function advance<P>(sender: TcpSender<P>, ackNumber: number, now: SimTime): void {
  sender.unacknowledged = ackNumber;
  sender.failures = 0;
  // RFC 6298 (5.2), (5.3).
  if (ackNumber === sender.unsent) sender.timeoutAt = undefined;
  else startTimer(sender, now);
}

/** RFC 6675 says when it begins, RFC 8985 (RACK, as Linux runs it) what counts as lost. */
function recover<P>(sender: TcpSender<P>, { ackNumber, highest, gaps, order }: TcpAck): void {
  const isRecovering = sender.unacknowledged < sender.recoverUntil;
  if (!isRecovering) {
    const beyondGap = highest + 1 - ackNumber - gaps.length;
    if (beyondGap < DUPLICATE_ACKS_NEEDED) return;
    sender.recoverUntil = sender.unsent;
  }
  for (const outgoing of sender.outgoing.values()) {
    if (outgoing.nth >= sender.unsent) return;
    if (outgoing.order < order) wantResend(sender, outgoing, 'fast-retransmit');
  }
}

function wantResend<P>(sender: TcpSender<P>, outgoing: Outgoing<P>, why: WhySent): void {
  outgoing.why = why;
  sender.resends.set(outgoing.nth, outgoing);
}

/** The retransmission timer has fired. RFC 6298 (5.4) to (5.6). */
export function timeOut<P>(
  sender: TcpSender<P>,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  if (sender.failures === RESENDS_MAX) {
    sender.gaveUp = true;
    effects.push({ kind: 'give-up' });
    return;
  }
  sender.failures++;
  sender.recoverUntil = sender.unsent;
  backOff(sender.roundTrip);
  wantResend(sender, outgoingAt(sender, sender.unacknowledged), 'timeout');
  sendWaiting(sender, path, now, effects);
}

/** Sends what waits while the link takes it: it is given one segment after the other. */
export function sendWaiting<P>(
  sender: TcpSender<P>,
  path: TcpPath<P>,
  now: SimTime,
  effects: TcpEffect<P>[],
): void {
  if (sender.gaveUp) return;
  for (;;) {
    const outgoing = nextToSend(sender);
    if (outgoing === undefined || sender.linkFreeAt > now) {
      sender.wakeAt = outgoing === undefined ? undefined : sender.linkFreeAt;
      return;
    }
    const segment = transmit(sender, outgoing, path, now);
    // RFC 6298 (5.1); Linux starts it anew with each re-send of the first unacknowledged one.
    const isHead = outgoing.nth === sender.unacknowledged;
    if (isHead || sender.timeoutAt === undefined) startTimer(sender, now);
    effects.push({ kind: 'send-segment', segment });
  }
}

function nextToSend<P>(sender: TcpSender<P>): Outgoing<P> | undefined {
  for (const outgoing of sender.resends.values()) return outgoing;
  return sender.unsent < sender.end ? outgoingAt(sender, sender.unsent) : undefined;
}

function outgoingAt<P>(sender: TcpSender<P>, nth: number): Outgoing<P> {
  const outgoing = sender.outgoing.get(nth);
  if (outgoing === undefined) throw new Error(`No segment ${nth}`);
  return outgoing;
}

function transmit<P>(
  sender: TcpSender<P>,
  outgoing: Outgoing<P>,
  path: TcpPath<P>,
  now: SimTime,
): TcpSegment<P> {
  const { nth, why } = outgoing;
  const { item, bytes, key: itemsKey, ruledOut } = outgoing.input;
  if (why === 'first') sender.unsent++;
  sender.resends.delete(nth);
  const order = ++sender.transmissions;
  outgoing.order = order;
  const transmission = ++outgoing.transmissions;
  const key = transmissionKey(itemsKey, transmission);
  const leftAt = addTime(now, timeToLeave(bytes, path.bytesPerSec));
  sender.linkFreeAt = leftAt;
  const isRuledOut = ruledOut && transmission === 1;
  const sent = { key, item, ruledOut: isRuledOut, sentAt: now, leftAt };
  const fate = decideFate(sender.path, path, sent);
  return { item, nth, transmission, order, why, key, bytes, sentAt: now, leftAt, ...fate };
}

/** Counted from when the link has taken the last segment, so that a slow one does not seem lost. */
function startTimer<P>(sender: TcpSender<P>, now: SimTime): void {
  sender.timeoutAt = addTime(laterOf(now, sender.linkFreeAt), sender.roundTrip.timeout);
}
