// The words of the table of events.

import { type SimTime, toSec } from '../../base/time.ts';
import {
  type DuplicateCause,
  type NodeId,
  type PacketLossCause,
  type PacketRecord,
  RULES,
  type TraceEventOf,
} from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { ordinalWord } from '../../trace/words.ts';

export const DUPLICATE_WORDS: Readonly<Record<DuplicateCause, string>> = {
  publisherResend: 'the publisher had sent it again',
  brokerResend: 'the broker had sent it again',
  overlappingSubscription: 'two subscriptions match its topic',
  stateLost: 'what knew of the first is gone',
  networkCopy: 'the network had copied it',
};

const TIMERS: Readonly<Record<TraceEventOf<'timer-set'>['timer'], string>> = {
  're-send': 're-send',
  'keep-alive': 'keep-alive',
  'ping-timeout': 'answer to PINGREQ',
  'connect-timeout': 'answer to CONNECT or SUBSCRIBE',
  handler: 'the application’s handler',
  'session-expiry': 'session expiry',
  'will-delay': 'will delay',
  'message-expiry': 'message expiry',
};

export function sayTimer(timer: TraceEventOf<'timer-set'>['timer']): string {
  return TIMERS[timer];
}

export function sayLossOf(cause: PacketLossCause): string {
  switch (cause) {
    case 'network':
      return 'by the network';
    case 'rule':
      return 'by a command';
    case 'killed':
      return 'killed';
    case 'connection':
      return 'its connection ended';
  }
}

/** What an acknowledgement answers; it has the attempt of that. */
const ANSWERED: Partial<Record<PacketRecord['type'], string>> = {
  PUBACK: 'PUBLISH',
  PUBREC: 'PUBLISH',
  PUBCOMP: 'PUBREL',
};

/** Whether it had been sent before: an answer to a second PUBLISH is its first. */
export function isSentAgain({ type, attempt }: PacketRecord): boolean {
  return attempt > 1 && ANSWERED[type] === undefined;
}

/** Why a packet was sent. */
export function sayPacketWhy({ type, attempt, because }: PacketRecord): string {
  const { says } = RULES[because];
  if (attempt === 1) return says;
  const nth = ordinalWord(attempt);
  const answered = ANSWERED[type];
  const which = answered === undefined ? `${nth} attempt` : `to the ${nth} ${answered}`;
  return `${which}: ${says}`;
}

/** `publisher` where there is one alone, else its id. */
export function nodeName(node: NodeId, index: TraceIndex): string {
  return index.nameOf(node).replace(/^the /, '');
}

/** Seconds, as the transport shows them. */
export function formatInstant(t: SimTime): string {
  return `${toSec(t).toFixed(3)} s`;
}
