// An audit log: records with sequence numbers, each one once, none missing.

import { insert, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { countOf, howOften, listOf, nameAll, stand, was } from './phrases.ts';
import { messagesOf } from './tally.ts';
import type { EntriesState, UseCase } from './useCase.ts';

export const audit: UseCase<EntriesState> = {
  name: 'audit',
  preset: 'audit-log',
  title: 'An audit log',
  group: 'irreversible',
  topic: 'bank/vault/audit',
  recommended: 2,
  ignoresRepeats: false,
  wrong: 1,
  start: NO_ENTRIES,
  read: (facts) => (typeof facts.did === 'string' ? readNumbered(facts, undefined) : undefined),
  act: insert,
  judge: (_, tally) =>
    judgeActs(tally, {
      thing: 'record',
      fine: 'written once',
      doubled: (sum) => `${nameAll(sum, 'record')} ${stand(sum)} in the log ${howOften(sum)}`,
      lost: (sum) => `${nameAll(sum, 'record')} ${was(sum)} never written`,
      cost(lost, doubled) {
        const parts = [
          ...(doubled.count > 0 ? [`has ${countOf(doubled.count, 'record')} too many`] : []),
          ...(lost.count > 0 ? [`lacks ${messagesOf(lost)}`] : []),
        ];
        return `The log of ${countOf(tally.published, 'act')} ${listOf(parts)}: it proves nothing.`;
      },
    }),
};
