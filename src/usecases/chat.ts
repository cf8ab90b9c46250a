// A chat thread: each line has its place by its number.

import { insert, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { countOf, howOften, listOf, nameAll, stand } from './phrases.ts';
import { messagesOf } from './tally.ts';
import type { EntriesState, UseCase } from './useCase.ts';

export const chat: UseCase<EntriesState> = {
  name: 'chat',
  preset: 'chat-thread',
  title: 'A chat thread',
  group: 'event',
  topic: 'chat/team/lines',
  recommended: 1,
  ignoresRepeats: true,
  wrong: 0,
  start: NO_ENTRIES,
  read: (facts) => (typeof facts.text === 'string' ? readNumbered(facts, 'from') : undefined),
  act: insert,
  judge: (_, tally) =>
    judgeActs(tally, {
      thing: 'line',
      fine: 'shown once',
      doubled: (sum) => `${nameAll(sum, 'line')} ${stand(sum)} in the thread ${howOften(sum)}`,
      lost: (sum) => `${nameAll(sum, 'line')} never came, and no gap is seen`,
      cost(lost, doubled) {
        const missing = messagesOf(lost);
        const parts = [
          ...(doubled.count > 0 ? [`${countOf(doubled.count, 'line')} too many to read`] : []),
          ...(missing > 0 ? [`${countOf(missing, 'line')} that nobody answers`] : []),
        ];
        return `The cost: ${listOf(parts)}.`;
      },
    }),
};
