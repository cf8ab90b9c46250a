// The status lines of orders in a shop: each order shows what was said of it last.

import { textIn } from './facts.ts';
import { NOTHING_SHOWN, readNumbered, showLatest } from './forms.ts';
import { judgeActs, setBackOf } from './judge.ts';
import { countOf, listOf, nameAll } from './phrases.ts';
import type { Tally } from './tally.ts';
import type { Act, LatestState, UseCase } from './useCase.ts';

export const order: UseCase<LatestState> = {
  name: 'order',
  preset: 'order-status',
  title: 'An order’s status line',
  group: 'event',
  topic: 'shop/orders/status',
  recommended: 1,
  ignoresRepeats: true,
  isTwiceHarmless: true,
  wrong: 0,
  start: NOTHING_SHOWN,
  read: (facts) =>
    typeof facts.status === 'string' ? readNumbered(facts, 'order', 'order') : undefined,
  act: showLatest,
  wanted: (facts) => textIn(facts, 'status'),
  judge(state, tally) {
    const back = setBackOf(state, tally);
    const words = {
      thing: 'status',
      things: 'statuses',
      fine: 'shown',
      lost: (): string => sayLost(state, tally),
      cost: (): string => {
        const wrong = behind(state, tally).length + back.length;
        const all = countOf(tally.latest.size, 'order');
        if (wrong === 0) return 'The customer was never told, and later it showed nothing.';
        return `${wrong} of ${all} ${wrong === 1 ? 'shows' : 'show'} a wrong status: as many customers call.`;
      },
    };
    return judgeActs(tally, words, { count: back.length, says: sayBack(back) });
  },
};

/** Orders whose last status is lost. */
function behind({ shown }: LatestState, { latest }: Tally) {
  const lost = [...latest.values()].filter(({ fate }) => fate === 'lost');
  return lost.filter(({ key, facts }) => textIn(shown.get(key)?.facts, 'status') !== facts.status);
}

function sayLost(state: LatestState, tally: Tally): string {
  const [first, ...others] = behind(state, tally);
  if (first === undefined) return `${nameAll(tally.lost, 'status', 'statuses')} never came`;
  const status = textIn(state.shown.get(first.key)?.facts, 'status');
  const says = status === '' ? 'says nothing' : `still says “${status}”`;
  const more =
    others.length === 0 ? '' : `, and so it is with ${countOf(others.length, 'other order')}`;
  return `order ${first.key} ${says}: “${textIn(first.facts, 'status')}” never came${more}`;
}

function sayBack(back: readonly Act[]): string {
  const orders = back.map(
    ({ key, facts }) => `order ${key} went back to “${textIn(facts, 'status')}”`,
  );
  return listOf(orders);
}
