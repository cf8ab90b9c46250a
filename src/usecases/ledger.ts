// An account and its ledger: each payment is booked, and the balance is their sum.

import { numberIn } from './facts.ts';
import { append, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { howOften, listOf, money, nameAll, was } from './phrases.ts';
import type { EntriesState, UseCase } from './useCase.ts';

export const ledger: UseCase<EntriesState> = {
  name: 'ledger',
  preset: 'account-ledger',
  title: 'An account and its ledger',
  group: 'irreversible',
  topic: 'shop/payments',
  recommended: 2,
  ignoresRepeats: false,
  wrong: 1,
  start: NO_ENTRIES,
  read: (facts) => readNumbered(facts, undefined, 'cents'),
  act: (state, act) => append(state, act, numberIn(act.facts, 'cents')),
  weigh: (facts) => numberIn(facts, 'cents'),
  judge: (_, tally) =>
    judgeActs(tally, {
      thing: 'payment',
      fine: 'booked once',
      doubled: (sum) =>
        `${nameAll(sum, 'payment')} ${was(sum)} booked ${howOften(sum)}: ${money(sum.weight)} EUR too much`,
      lost: (sum) =>
        `${nameAll(sum, 'payment')} ${was(sum)} never booked: ${money(sum.weight)} EUR missing`,
      cost(lost, doubled) {
        const parts = [
          ...(doubled.count > 0 ? [`${money(doubled.weight)} EUR to pay back`] : []),
          ...(lost.count > 0 ? [`${money(lost.weight)} EUR that the shop never gets`] : []),
        ];
        return `The cost: ${listOf(parts)}.`;
      },
    }),
};
