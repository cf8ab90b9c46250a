// The decision guide: three questions about a message, and the level that their answers lead to, with
// reasons. What must hold elsewhere is requirements.ts's. Each statement rests on a scenario that shows
// it; a test runs them all.

import type { Qos } from '../trace/event.ts';
import type { UseCase, UseCaseGroup } from './useCase.ts';
import { USE_CASES } from './useCases.ts';

export interface Answers {
  readonly loss?: 'made good' | 'missed';
  readonly repeat?: 'harmless' | 'ignored' | 'harmful';
  readonly crash?: 'cannot' | 'can';
}

export type QuestionName = keyof Answers;

export interface Question<N extends QuestionName = QuestionName> {
  readonly name: N;
  readonly text: string;
  readonly answers: readonly {
    readonly value: NonNullable<Answers[N]>;
    readonly text: string;
    /** Messages for which one would answer so. */
    readonly such?: string;
  }[];
}

const LOSS: Question<'loss'> = {
  name: 'loss',
  text: 'If one of these messages is lost, does the next one make it good?',
  answers: [
    {
      value: 'made good',
      text: 'Yes: only the newest counts',
      such: 'a position, a reading, a cursor, “is typing”',
    },
    {
      value: 'missed',
      text: 'No: it would be missed',
      such: 'a chat line, an order’s status, “turn off”, a payment',
    },
  ],
};

const REPEAT: Question<'repeat'> = {
  name: 'repeat',
  text: 'If one is acted on twice, does that do harm?',
  answers: [
    {
      value: 'harmless',
      text: 'No: twice is as good as once',
      such: '“turn off”, “order 17 is packed”',
    },
    {
      value: 'ignored',
      text: 'It would, but the receiver can tell a repeat by its message id, and ignore it',
      such: 'a chat line, a notification, a payment with a number',
    },
    {
      value: 'harmful',
      text: 'Yes, and the receiver cannot tell',
      such: 'a payment, one piece off the shelf, a transfer on a chain',
    },
  ],
};

const CRASH: Question<'crash'> = {
  name: 'crash',
  text: 'Can the receiver crash after it has acted and before it has noted that?',
  answers: [
    {
      value: 'cannot',
      text: 'No: acting and noting are one step',
      such: 'one transaction of a database',
    },
    {
      value: 'can',
      text: 'Yes, or I do not know',
      such: 'it calls another system, and then remembers that it has',
    },
  ],
};

export const QUESTIONS = { loss: LOSS, repeat: REPEAT, crash: CRASH } as const;

/** Those that are to be asked, in order: what follows depends on what was said. */
export function questionsFor({ loss, repeat }: Answers): readonly Question[] {
  if (loss !== 'missed') return [LOSS];
  return repeat === undefined ? [LOSS, REPEAT] : [LOSS, REPEAT, CRASH];
}

/** A run that shows something: a preset, changed by settings. */
export interface Shown {
  readonly preset: string;
  /** As a link has them: `qos=1&sub-qos=0`; may be empty. */
  readonly settings: string;
}

export const STATEMENTS = {
  'gap closes': {
    says: 'Nothing is sent again and nothing waits behind it: a gap closes with the next update.',
    shown: { preset: 'vehicle-on-map', settings: 'qos=0' },
  },
  'late is wrong': {
    says: 'At QoS 1 what was lost comes later, and is shown although it is no longer true.',
    shown: { preset: 'vehicle-on-map', settings: 'qos=1' },
  },
  'least effort': {
    says: 'It takes the fewest packets, and the broker stores nothing.',
    shown: { preset: 'vehicle-on-map', settings: 'qos=0' },
  },
  arrives: {
    says: 'What is lost is sent again until it is acknowledged, on each hop: in the end nothing is missing.',
    shown: { preset: 'chat-thread', settings: 'qos=1' },
  },
  'lost at QoS 0': {
    says: 'At QoS 0 some never arrive, and nobody is told.',
    shown: { preset: 'chat-thread', settings: 'qos=0' },
  },
  'comes twice': {
    says: 'Some come twice, when an acknowledgement is lost: the receiver must not mind.',
    shown: { preset: 'switch-off', settings: 'qos=1&ignore-repeats=false' },
  },
  'ignoring repeats': {
    says: 'Some come twice, when an acknowledgement is lost: a receiver that ignores repeats by message id acts on each once, as at QoS 2.',
    shown: { preset: 'account-ledger', settings: 'qos=1&ignore-repeats=true' },
  },
  'QoS 2 costs more': {
    says: 'QoS 2 would take more packets, more storage and more time.',
    shown: { preset: 'account-ledger', settings: 'qos=2' },
  },
  once: {
    says: 'Each is delivered once: on both hops the Packet Identifier is kept until nobody can send it again.',
    shown: { preset: 'account-ledger', settings: 'qos=2' },
  },
  'doubled at QoS 1': {
    says: 'At QoS 1 some come twice, and are acted on twice.',
    shown: { preset: 'account-ledger', settings: 'qos=1&ignore-repeats=false' },
  },
  'delivery is not processing': {
    says: 'Exactly-once delivery is not exactly-once processing: a receiver that crashes after acting, and has forgotten it, is sent the message again and acts again, at QoS 2 as at QoS 1. It needs an idempotency key: the id of each message that it has acted on, kept with the effect.',
    shown: { preset: 'crash-after-booking', settings: '' },
  },
  'a key helps': {
    says: 'With such a key the same crash does no harm.',
    shown: { preset: 'crash-after-booking', settings: 'qos=1&ignore-repeats=true' },
  },
  'a key is enough': {
    says: 'With such a key the same crash does no harm. Then QoS 1 would do as well.',
    shown: { preset: 'crash-after-booking', settings: 'qos=1&ignore-repeats=true' },
  },
  'each at its own level': {
    says: 'Choose for each message, not for the connection: one connection carries all three levels, and everything at QoS 2 would take more packets, more storage and more time.',
    shown: { preset: 'mixed-day', settings: '' },
  },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly shown: Shown }>>;

export type StatementName = keyof typeof STATEMENTS;

export interface Advice {
  readonly level: Qos;
  readonly group: UseCaseGroup;
  /** With a receiver that ignores repeats by message id. */
  readonly ignoresRepeats: boolean;
  /** Twice is as good as once. */
  readonly isTwiceHarmless: boolean;
  readonly reasons: readonly StatementName[];
  /** What no level does for it. */
  readonly beware: readonly StatementName[];
}

/** Undefined while a question is open. */
export function advise({ loss, repeat, crash }: Answers): Advice | undefined {
  if (loss === undefined) return undefined;
  if (loss === 'made good') {
    return {
      level: 0,
      group: 'transient',
      ignoresRepeats: false,
      isTwiceHarmless: false,
      reasons: ['gap closes', 'late is wrong', 'least effort'],
      beware: [],
    };
  }
  if (repeat === undefined || crash === undefined) return undefined;
  const canRepeat = crash === 'can' && repeat !== 'harmless';
  const beware = (key: StatementName): readonly StatementName[] =>
    canRepeat ? ['delivery is not processing', key] : [];
  if (repeat === 'harmful') {
    return {
      level: 2,
      group: 'irreversible',
      ignoresRepeats: false,
      isTwiceHarmless: false,
      reasons: ['once', 'doubled at QoS 1'],
      beware: beware('a key is enough'),
    };
  }
  const ignoresRepeats = repeat === 'ignored';
  const twice: StatementName = ignoresRepeats ? 'ignoring repeats' : 'comes twice';
  return {
    level: 1,
    group: 'event',
    ignoresRepeats,
    isTwiceHarmless: !ignoresRepeats,
    reasons: ['arrives', twice, 'lost at QoS 0', 'QoS 2 costs more'],
    beware: beware('a key helps'),
  };
}

/** Use cases of the advice's kind, to see it in: those that mind what its message minds. */
export function examplesOf({ group, isTwiceHarmless }: Advice): readonly UseCase[] {
  return USE_CASES.filter((useCase) => {
    return useCase.group === group && (useCase.isTwiceHarmless ?? false) === isTwiceHarmless;
  });
}

/** The advised level beside the one below it; below QoS 0 is nothing, so beside the one above. */
export function lanesOf({ level, ignoresRepeats }: Advice): string {
  const heed = `ignore-repeats:${ignoresRepeats}`;
  if (level === 0) return 'qos:0;qos:1';
  return `qos:${level},${heed};qos:${level - 1},${heed}`;
}

export function compareLink(advice: Advice, { preset }: UseCase): string {
  return `#/compare?preset=${preset}&lanes=${lanesOf(advice)}`;
}

export function simulateLink({ preset, settings }: Shown): string {
  return `#/simulate?preset=${preset}${settings === '' ? '' : `&${settings}`}`;
}
