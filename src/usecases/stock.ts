// A stock counter: each order takes what it says from the shelf.

import { numberIn } from './facts.ts';
import { append, NO_ENTRIES, readNumbered } from './forms.ts';
import { judgeActs } from './judge.ts';
import { countOf, howOften, listOf, nameAll, was } from './phrases.ts';
import type { EntriesState, UseCase } from './useCase.ts';

/** What lies on the shelf at first. */
export const STOCK_FIRST = 200;

export const stock: UseCase<EntriesState> = {
  name: 'stock',
  preset: 'stock-counter',
  title: 'A stock counter',
  group: 'irreversible',
  topic: 'warehouse/lamp/taken',
  recommended: 2,
  ignoresRepeats: false,
  wrong: 1,
  start: NO_ENTRIES,
  read: (facts) => readNumbered(facts, undefined, 'take'),
  act: (state, act) => append(state, act, numberIn(act.facts, 'take')),
  weigh: (facts) => numberIn(facts, 'take'),
  judge(state, tally) {
    const wrong = tally.lost.weight - tally.doubled.weight;
    const says = STOCK_FIRST - state.total;
    const counted =
      wrong === 0
        ? 'the counter is right by luck'
        : `the counter says ${says}, and ${says - wrong} are there`;
    return judgeActs(tally, {
      thing: 'order',
      fine: 'taken from stock once',
      doubled: (sum) => `${nameAll(sum, 'order')} ${was(sum)} taken ${howOften(sum)}: ${counted}`,
      lost: (sum) =>
        `${nameAll(sum, 'order')} ${was(sum)} never taken${tally.doubled.count > 0 ? '' : `: ${counted}`}`,
      cost(lost, doubled) {
        const parts = [
          ...(doubled.weight > 0
            ? [`${countOf(doubled.weight, 'lamp')} that could be sold and are not`]
            : []),
          ...(lost.weight > 0 ? [`${countOf(lost.weight, 'lamp')} sold that are not there`] : []),
        ];
        return `The cost: ${listOf(parts)}.`;
      },
    });
  },
};
