// How a rule of "when" is put together from what is chosen, and how it reads as a sentence.

import { assertNever } from '../../base/assertNever.ts';
import type { Action, Moment, Trigger, WhenRule, WhenState } from '../../store/when.ts';
import type { Hop, PacketType } from '../../trace/event.ts';
import { formatInstant } from '../../trace/words.ts';

/** What can be waited for, as the list has it. */
export type Subject = PacketType | 'loss' | 'message-lost' | 'second-copy' | 'resend';

const PACKETS = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'] as const;
const OTHER_PACKETS = ['CONNECT', 'CONNACK', 'SUBSCRIBE', 'PINGREQ', 'DISCONNECT'] as const;

export const SUBJECTS = [
  {
    label: 'what happens',
    options: [
      { value: 'loss', label: 'any packet is lost' },
      { value: 'message-lost', label: 'a message is lost' },
      { value: 'second-copy', label: 'a second copy is delivered' },
      { value: 'resend', label: 'something is sent again' },
    ],
  },
  { label: 'a packet', options: PACKETS.map((value) => ({ value, label: `a ${value}` })) },
  { label: 'others', options: OTHER_PACKETS.map((value) => ({ value, label: `a ${value}` })) },
] as const;

export const MOMENTS: readonly { readonly value: Moment; readonly label: string }[] = [
  { value: 'sent', label: 'is sent' },
  { value: 'arrives', label: 'arrives' },
  { value: 'lost', label: 'is lost' },
];

export const HOPS = [
  { value: 'any', label: 'on either hop' },
  { value: '1', label: 'on hop 1' },
  { value: '2', label: 'on hop 2' },
] as const;

export const ACTIONS: readonly { readonly value: Action; readonly label: string }[] = [
  { value: 'pause', label: 'pause' },
  { value: 'cut', label: 'cut its client' },
  { value: 'take-offline', label: 'take its client offline' },
  { value: 'crash-broker', label: 'crash the broker for 1 s' },
  { value: 'kill', label: 'kill it' },
];

export interface Choice {
  readonly subject: Subject;
  readonly moment: Moment;
  readonly hop: Hop | undefined;
  readonly action: Action;
  readonly repeats: boolean;
}

export function isPacket(subject: Subject): subject is PacketType {
  return subject === subject.toUpperCase();
}

/** Only what has just been sent can be killed. */
export function actionsFor({ subject, moment }: Choice) {
  const kills = subject === 'resend' || (isPacket(subject) && moment === 'sent');
  return kills ? ACTIONS : ACTIONS.filter(({ value }) => value !== 'kill');
}

export function ruleOf(choice: Choice): WhenRule {
  const { subject, moment, hop, repeats } = choice;
  const trigger: Trigger = isPacket(subject)
    ? { kind: 'packet', type: subject, hop, moment }
    : { kind: subject };
  const isPossible = actionsFor(choice).some(({ value }) => value === choice.action);
  return { trigger, action: isPossible ? choice.action : 'pause', repeats };
}

/** `when a PUBREC arrives on hop 1: cut its client, once` */
export function sayRule({ trigger, action, repeats }: WhenRule): string {
  const does = ACTIONS.find(({ value }) => value === action)?.label ?? action;
  return `when ${sayTrigger(trigger)}: ${does}, ${repeats ? 'each time' : 'once'}`;
}

/** `12.300 s: a PUBREC arrives, cut its client` */
export function sayFired({ rule, at }: NonNullable<WhenState['fired']>): string {
  const does = ACTIONS.find(({ value }) => value === rule.action)?.label ?? rule.action;
  return `At ${formatInstant(at)} ${sayTrigger(rule.trigger)}: ${does}.`;
}

function sayTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'packet': {
      const { type, hop, moment } = trigger;
      const happens = MOMENTS.find(({ value }) => value === moment)?.label ?? moment;
      return `a ${type} ${happens}${hop === undefined ? '' : ` on hop ${hop}`}`;
    }
    case 'loss':
    case 'message-lost':
    case 'second-copy':
    case 'resend':
      return SUBJECTS[0].options.find(({ value }) => value === trigger.kind)?.label ?? '';
    default:
      return assertNever(trigger);
  }
}
