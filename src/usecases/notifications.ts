// A list of notifications: each one makes the phone buzz.

import { append, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { countOf, howOften, listOf, nameAll, was } from './phrases.ts';
import { messagesOf } from './tally.ts';
import type { EntriesState, UseCase } from './useCase.ts';

export const notifications: UseCase<EntriesState> = {
  name: 'notifications',
  preset: 'notification-list',
  title: 'A list of notifications',
  group: 'event',
  topic: 'phone/ada/notifications',
  recommended: 1,
  ignoresRepeats: true,
  wrong: 0,
  start: NO_ENTRIES,
  read: (facts) => (typeof facts.text === 'string' ? readNumbered(facts, undefined) : undefined),
  act: (state, act) => append(state, act),
  judge: (_, tally) =>
    judgeActs(tally, {
      thing: 'notification',
      fine: 'shown once',
      doubled: (sum) => `${nameAll(sum, 'notification')} ${was(sum)} shown ${howOften(sum)}`,
      lost: (sum) => `${nameAll(sum, 'notification')} never came`,
      cost(lost, doubled) {
        const missed = messagesOf(lost);
        const parts = [
          ...(doubled.count > 0
            ? [`the phone buzzed ${countOf(doubled.count, 'time')} for nothing`]
            : []),
          ...(missed > 0 ? [`${countOf(missed, 'thing')} that Ada does not know of`] : []),
        ];
        return `The cost: ${listOf(parts)}.`;
      },
    }),
};
