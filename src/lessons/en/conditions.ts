// What a challenge's conditions say in English.

import type { CommandKind, Condition } from '../fact.ts';

const COMMANDS: Readonly<Record<CommandKind, string>> = {
  publish: 'publishing',
  'kill-packet': 'killing a packet',
  'drop-next': 'dropping the next packet of a kind',
  'delay-packet': 'delaying a packet',
  'set-network': 'changing the network',
  'cut-connection': 'cutting a connection',
  'black-hole': 'a black hole',
  'take-offline': 'taking a client offline',
  'bring-online': 'bringing it online',
  'crash-client': 'crashing a client',
  'crash-broker': 'crashing the broker',
  'change-client': 'changing what a client does',
  'add-client': 'adding a client',
  'remove-client': 'removing a client',
  'start-publishing': 'publishing by itself',
  'stop-publishing': 'ending that',
};

const TIMES = ['none', 'one', 'two', 'three'];

/** As part of “What you may use: …”. @returns undefined where the task says it itself */
export function sayCondition(condition: Condition): string | undefined {
  switch (condition.kind) {
    case 'only':
      return condition.commands.map((kind) => COMMANDS[kind]).join(', ');
    case 'at-most':
      return `${TIMES[condition.count] ?? condition.count} of ${condition.commands
        .map((kind) => COMMANDS[kind])
        .join(' or ')}`;
    default:
      return undefined;
  }
}
