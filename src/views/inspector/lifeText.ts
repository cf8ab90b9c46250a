// The states of an exchange in words, the text beside its diagram.

import type { SimTime } from '../../base/time.ts';
import type { TraceEventOf } from '../../trace/event.ts';
import {
  type Exchange,
  type LifeState,
  type LifeStep,
  presentOf,
  type Side,
} from '../../trace/messageLife.ts';
import { formatInstant, timesWord } from '../../trace/words.ts';

const WORDS: Readonly<Record<LifeState, string>> = {
  published: 'has published it',
  sent: 'has sent it, and is done with it',
  'wants PUBACK': 'wants PUBACK',
  'wants PUBREC': 'wants PUBREC',
  'wants PUBCOMP': 'wants PUBCOMP',
  done: 'is done with it',
  nothing: 'has nothing of it',
  received: 'has received it',
  'holds identifier': 'holds its identifier',
  released: 'has let its identifier go',
  queued: 'keeps it in its queue',
  inbox: 'keeps it until its application is ready',
  gone: 'has let go of it',
  forgotten: 'has lost its identifier',
};

const REASONS: Readonly<Record<TraceEventOf<'message-discarded'>['reason'], string>> = {
  queueFull: 'the queue is full',
  offline: 'there is no connection',
  stateLost: 'its session is gone',
  expired: 'it is expired',
  gaveUp: 'it was sent too often in vain',
  refused: 'it was refused',
  tooLarge: 'it is too large',
};

export function sayStep(node: string, { state, reason }: LifeStep): string {
  const why = reason === undefined ? '' : `: ${REASONS[reason]}`;
  return `${nameOf(node)} ${WORDS[state]}${why}`;
}

/** `pub wants PUBCOMP (since 2.800 s); the broker holds its identifier (since 1.500 s).` */
export function sayPresent({ sender, receiver }: Exchange): string {
  return `${saySide(sender)}; ${saySide(receiver)}.`;
}

function saySide(side: Side): string {
  const present = presentOf(side);
  if (present === undefined) return `${nameOf(side.node)} ${WORDS.nothing}`;
  return `${sayStep(side.node, present)} (since ${formatInstant(present.at)})`;
}

interface StepText {
  readonly name: string;
  readonly at: SimTime;
  readonly says: string;
}

/** Every state that either side has entered, in order of time. */
export function stepsOf({ sender, receiver }: Exchange): readonly StepText[] {
  return [sender, receiver]
    .flatMap(({ node, history }) =>
      history.map((step, i) => ({ name: `${node} ${i}`, at: step.at, says: sayStep(node, step) })),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** `PUBLISH sent twice, 1 lost` for what was sent more than once or lost. */
export function sayRepeats({ packets }: Exchange): readonly string[] {
  return Object.entries(packets).flatMap(([type, { sent, lost }]) => {
    if (sent < 2 && lost === 0) return [];
    return [`${type} sent ${timesWord(sent)}${lost === 0 ? '' : `, ${lost} lost`}`];
  });
}

function nameOf(node: string): string {
  return node === 'broker' ? 'the broker' : node;
}
