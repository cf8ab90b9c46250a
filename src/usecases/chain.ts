// A trigger of transfers on a blockchain: what is sent there cannot be taken back.

import { numberIn } from './facts.ts';
import { append, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { howOften, listOf, money, nameAll, was } from './phrases.ts';
import type { EntriesState, UseCase } from './useCase.ts';

export const chain: UseCase<EntriesState> = {
  name: 'chain',
  preset: 'on-chain-trigger',
  title: 'An on-chain trigger',
  group: 'irreversible',
  topic: 'treasury/payouts',
  recommended: 2,
  ignoresRepeats: false,
  wrong: 1,
  start: NO_ENTRIES,
  read: (facts) => readNumbered(facts, undefined, 'cents'),
  act: (state, act) => append(state, act, numberIn(act.facts, 'cents')),
  weigh: (facts) => numberIn(facts, 'cents'),
  judge: (_, tally) =>
    judgeActs(tally, {
      thing: 'transfer',
      fine: 'sent to the chain once',
      doubled: (sum) =>
        `${nameAll(sum, 'transfer')} ${was(sum)} sent ${howOften(sum)}: ${money(sum.weight)} USDC too much, and nobody can take it back`,
      lost: (sum) =>
        `${nameAll(sum, 'transfer')} ${was(sum)} never sent: ${money(sum.weight)} USDC are owed`,
      cost(lost, doubled) {
        const parts = [
          ...(doubled.count > 0 ? [`${money(doubled.weight)} USDC gone for good`] : []),
          ...(lost.count > 0 ? [`${money(lost.weight)} USDC to pay later`] : []),
        ];
        return `The cost: ${listOf(parts)}.`;
      },
    }),
};
