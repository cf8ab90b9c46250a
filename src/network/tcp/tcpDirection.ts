// One direction of one TCP connection, both its ends: input and `now` in, effects out. Every item
// sent is delivered, in order, once, unless the sender gives up or its host forgets the direction.
// Knows nothing of what an item is. Its host keeps time and what is on the wire; a kill is the
// host's alone: a segment or an acknowledgement that it takes off its queue is lost, and the
// sender finds out as it would in the world.

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
import type { TcpEffect, TcpInput, TcpTimerName } from './tcpEffect.ts';
import { createTcpReceiver, receiveSegment, type TcpReceiver } from './tcpReceiver.ts';
import type { TcpSettings } from './tcpSegment.ts';
import {
  createTcpSender,
  receiveAck,
  sendItem,
  sendWaiting,
  type TcpSender,
  timeOut,
} from './tcpSender.ts';

export interface TcpDirection<P> {
  readonly sender: TcpSender<P>;
  readonly receiver: TcpReceiver<P>;
}

export function createTcpDirection<P>(): TcpDirection<P> {
  return { sender: createTcpSender(), receiver: createTcpReceiver() };
}

/**
 * @param settings used for this step and not kept
 * @returns what the host is to do, in this order
 */
export function stepTcp<P>(
  direction: TcpDirection<P>,
  input: TcpInput<P>,
  settings: TcpSettings<P>,
  now: SimTime,
): TcpEffect<P>[] {
  const { sender, receiver } = direction;
  const effects: TcpEffect<P>[] = [];
  if (input.kind === 'timer-fired' && !stopTimer(sender, input.timer, now)) return effects;
  const { timeoutAt, wakeAt } = sender;
  switch (input.kind) {
    case 'send':
      sendItem(sender, input, settings.forward, now, effects);
      break;
    case 'segment-arrived':
      receiveSegment(receiver, input.segment, settings.backward, now, effects);
      break;
    case 'ack-arrived':
      receiveAck(sender, input.ack, settings.forward, now, effects);
      break;
    case 'timer-fired':
      if (input.timer === 'retransmission') timeOut(sender, settings.forward, now, effects);
      else sendWaiting(sender, settings.forward, now, effects);
      break;
    default:
      assertNever(input);
  }
  askForTimer('retransmission', timeoutAt, sender.timeoutAt, effects);
  askForTimer('link-free', wakeAt, sender.wakeAt, effects);
  return effects;
}

/** @returns false for a timer that is not due: it was cancelled or set again */
function stopTimer<P>(sender: TcpSender<P>, timer: TcpTimerName, now: SimTime): boolean {
  const name = timer === 'retransmission' ? 'timeoutAt' : 'wakeAt';
  if (sender[name] !== now) return false;
  sender[name] = undefined;
  return true;
}

function askForTimer<P>(
  timer: TcpTimerName,
  before: SimTime | undefined,
  at: SimTime | undefined,
  effects: TcpEffect<P>[],
): void {
  if (at === before) return;
  if (at === undefined) effects.push({ kind: 'cancel-timer', timer });
  else effects.push({ kind: 'set-timer', timer, at });
}

/** What has been given to send and is not delivered, in order: lost if the connection ends now. */
export function undelivered<P>({ sender, receiver }: TcpDirection<P>): P[] {
  const items = new Map(receiver.held);
  for (const [nth, { input }] of sender.outgoing) {
    if (nth >= receiver.next) items.set(nth, input.item);
  }
  return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
}
